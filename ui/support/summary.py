"""The answer in short: how many clauses fit, what they leave open, and what to bear in mind."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from answer.notices import write_notices
from export.support_words import (
    NO_MONEY,
    STRENGTH_NOTES,
    STRENGTH_WORDS,
    describe_condition,
    describe_counts,
    describe_profile,
)
from ingest import Corpus, Document
from ingest.validity import validity_on
from ui.parts.markup import Html, element, join, source_text
from ui.parts.script import say
from ui.parts.words import VALIDITY_WORDS
from ui.support.words import write_pieces
from views.support import Support
from views.support.boxes import find_distribution

_NEEDED_TO_CLAIM = ("金额或比例", "申报条件和程序")
_METHOD = (
    "条款由程序按文件的标注逐句比对选出：背景、目标、组织工作和监管要求不算支持；"
    "一句话里分别说的几件事分开比对行业、地区和规模。专栏里其他行业的条目不列出。"
)


def write_summary(support: Support, corpus: Corpus, as_of: date) -> Html:
    """Return what an owner should know before reading any clause."""
    said = []
    if support.profile.industry and support.clauses and not support.naming:
        said.append("没有找到点名您的行业的条款。")
    if not support.clauses:
        said.append("没有条款可以列给您。可以去掉一项选择再看，或者到“问答”页提问。")
    if support.other_kinds:
        said.append(f"另有 {support.other_kinds} 条讲的是您没有选的支持种类。")
    return element(
        "section",
        element("p", _say_profile(support), class_="on-paper"),
        element("h2", say(describe_counts(support, corpus.documents))),
        *([element("p", say("".join(said)))] if said else []),
        *_write_open_terms(support),
        _write_caveats(support, corpus, as_of),
        class_="support head",
    )


def _say_profile(support: Support) -> str:
    """Return what was chosen, which on paper no widget shows."""
    return say("；".join(f"{name}：{value}" for name, value in describe_profile(support.profile)))


def _write_open_terms(support: Support) -> list[Html]:
    if not support.clauses:
        return []
    said = f"{NO_MONEY}；能不能领，以主管部门的答复为准。"
    if support.open_terms:
        said = f"这 {len(support.clauses)} 条都没有写明：{'、'.join(support.open_terms)}。"
        is_open = {*_NEEDED_TO_CLAIM} <= {*support.open_terms}
        if support.terms_elsewhere:
            said += f"其中{'、'.join(support.terms_elsewhere)}，文件别处写有。"
        said += f"{'不能凭这些条款直接申领；' if is_open else ''}{NO_MONEY}。"
    return [element("p", say(said), class_="notice", role="note")]


def _write_caveats(support: Support, corpus: Corpus, as_of: date) -> Html:
    """Return in one line what else to bear in mind, and all of it in the box below."""
    documents = corpus.documents
    shown = {clause.doc_id for clause in support.clauses}
    states = Counter(
        VALIDITY_WORDS[validity_on(document, as_of)]
        for document in documents
        if document.doc_id in shown and validity_on(document, as_of) != "in_force"
    )
    said = [f"{word} {count} 份" for word, count in states.items()]
    if support.outside:
        said.append(f"与您无关的文件 {len(support.outside)} 份")
    if support.clauses:
        said.append("措辞怎样读、条款怎样选")
    inside = [
        *_write_outside(support, documents),
        *_write_status([document for document in documents if document.doc_id in shown], as_of),
        *_write_distribution(support, corpus),
        *([_write_legend()] if support.clauses else []),
    ]
    if not inside:
        return join(())
    # Why nothing is listed is all there is to read.
    box = {} if support.clauses else {"open": ""}
    summary = element("summary", say(f"请留意：{'、'.join(said)}"))
    return element("details", summary, *inside, class_="caveats", **box)


def _write_outside(support: Support, documents: Sequence[Document]) -> list[Html]:
    titles = {document.doc_id: document.title or document.doc_id for document in documents}
    return [
        element(
            "p",
            source_text("span", f"《{titles[doc_id]}》"),
            say("没有列给您的条款："),
            write_pieces(describe_condition(condition, support.profile)),
            say("。"),
        )
        for doc_id, condition in support.outside.items()
    ]


def _write_status(documents: Sequence[Document], as_of: date) -> list[Html]:
    lines = []
    for document in documents:
        for notice in write_notices([document], as_of):
            # A document without a title has nothing to set apart.
            before, title, after = notice.partition(document.title or "《》")
            own = source_text("span", title)
            lines.append(element("p", say(before), own, say(after)))
    return lines


def _write_distribution(support: Support, corpus: Corpus) -> list[Html]:
    entries = find_distribution(corpus, support.profile.industry)
    return [
        element(
            "p",
            say("产业分布（不是享受支持的条件）："),
            source_text("span", f"“{entry.text}”"),
            " ",
            source_text("span", entry.citation, class_="place"),
            class_="distribution",
        )
        for entry in entries
    ]


def _write_legend() -> Html:
    pairs = [
        piece
        for strength, note in STRENGTH_NOTES.items()
        for piece in (
            element(
                "dt",
                element("span", say(STRENGTH_WORDS[strength]), class_=f"strength is-{strength}"),
            ),
            element("dd", say(note)),
        )
    ]
    return join((element("dl", *pairs, class_="legend"), element("p", say(_METHOD))))
