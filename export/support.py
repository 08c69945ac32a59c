"""What the documents offer a firm, as a report: every quote with its citation and conditions."""

from collections.abc import Iterator, Sequence
from datetime import date

from answer.notices import write_notices
from export.report import Block, Heading, Paragraph, Quote, Report, Table
from export.support_words import (
    KIND_WORDS,
    NO_MONEY,
    SIDE_WORDS,
    STATE_WORDS,
    STRENGTH_NOTES,
    STRENGTH_WORDS,
    describe_condition,
    describe_counts,
    describe_profile,
    describe_strengths,
    level_of,
    list_limiting,
    list_open,
    place_of,
)
from ingest import Clause, Document
from views.support import Profile, Support
from views.support.cards import Block as CardBlock
from views.support.cards import Card
from views.support.departments import split_roles

_TITLE = "惠企支持条款清单"
_DISCLAIMER = (
    "本清单由程序按所选条件从文件原文中逐字摘出，不构成法律意见，也不表示企业已经符合申领条件；"
    "以发文机关公布的正式文本和主管部门的答复为准。"
)


def support_report(support: Support, *, documents: Sequence[Document], as_of: date) -> Report:
    """Return what fits the firm, the closest first, and what does not, with the reasons.

    Args:
        support: What was found for a firm.
        documents: The documents that were looked through.
        as_of: The day on which documents are in force or not.

    Raises:
        ValueError: nothing is known of the firm.
    """
    if support.profile.is_empty:
        raise ValueError("support_report: the profile is empty; choose an industry, city or need")
    blocks: list[Block] = [
        Paragraph(f"日期：{as_of.isoformat()}。{_DISCLAIMER}"),
        Table(("企业情况", "所选"), tuple(describe_profile(support.profile))),
        *_write_summary(support, documents, as_of),
    ]
    by_id = {document.doc_id: document for document in documents}
    if support.cards:
        blocks.append(Heading("与您有关的条款，按贴近程度排"))
    for n, card in enumerate(support.cards, start=1):
        blocks += _write_card(card, by_id[card.clause.doc_id], support.profile, n=n)
    if support.unmet:
        blocks.append(Heading(f"不符合的条款：{len(support.unmet)} 条，附原因"))
        for card in support.unmet:
            blocks += _write_card(card, by_id[card.clause.doc_id], support.profile)
    blocks.append(Heading("怎样读这些条款"))
    blocks += [Paragraph(f"{STRENGTH_WORDS[s]}：{note}") for s, note in STRENGTH_NOTES.items()]
    return Report(_TITLE, tuple(blocks))


def _write_summary(support: Support, documents: Sequence[Document], as_of: date) -> Iterator[Block]:
    yield Paragraph(describe_counts(support, documents))
    if support.cards:
        named = f"；点名您的行业 {len(support.naming)} 条" if support.profile.industry else ""
        yield Paragraph(f"按文件的措辞：{describe_strengths(support)}{named}。")
    if support.open_terms:
        yield Paragraph(f"这些条款没有写明：{'、'.join(support.open_terms)}。{NO_MONEY}。")
    for doc_id, condition in support.outside.items():
        document = next(document for document in documents if document.doc_id == doc_id)
        reason = "".join(text for text, _ in describe_condition(condition, support.profile))
        yield Paragraph(f"《{document.title}》：{reason}。")
    for notice in write_notices(documents, as_of):
        yield Paragraph(f"※ {notice}")
    if support.departments:
        yield Heading("可以向谁了解")
        rows = tuple((d.name, d.leads, d.supports) for d in support.departments)
        yield Table(("部门（文件写明的）", "牵头（条）", "参与或分工（条）"), rows)
    if support.unassigned:
        yield Paragraph(f"另有 {len(support.unassigned)} 条没有写明负责部门。")


def _write_card(card: Card, document: Document, profile: Profile, *, n: int = 0) -> Iterator[Block]:
    place = place_of(card.clause, document)
    yield Heading(f"{n}. {place}" if n else place, level=2)
    kinds = "、".join(KIND_WORDS.get(kind, kind) for kind in card.kinds)
    yield Paragraph(f"{level_of(document)}《{document.title or document.doc_id}》；种类：{kinds}。")
    for block in card.blocks:
        for quote in block.quotes:
            yield Quote(quote.text, quote.clause.citation)
        yield Paragraph(_describe_block(block, profile))
    yield Paragraph(describe_roles(card.clause))


def _describe_block(block: CardBlock, profile: Profile) -> str:
    words = "、".join(f"“{word}”" for word in block.words)
    said = [f"措辞：{STRENGTH_WORDS[block.strength]}" + (f"（{words}）" if words else "")]
    for condition in list_limiting(block.conditions):
        reason = "".join(text for text, _ in describe_condition(condition, profile))
        side, state = SIDE_WORDS[condition.side], STATE_WORDS[condition.state]
        said.append(f"{side}：{state}（{reason}）")
    free = list_open(block.conditions)
    if free:
        said.append(f"{'、'.join(free)}：{STATE_WORDS['open']}")
    return "；".join(said) + "。"


def describe_roles(clause: Clause) -> str:
    """Return who is responsible for a clause, in words."""
    leading, others = split_roles(clause)
    if leading:
        told = f"牵头：{'、'.join(leading)}"
        return f"{told}；参与：{'、'.join(others)}。" if others else f"{told}。"
    return f"分工负责：{'、'.join(others)}。" if others else "文件没有写明负责部门。"
