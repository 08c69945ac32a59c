"""The answer in short: how many clauses, how they are worded, whom to ask, what they leave open."""

from collections.abc import Sequence
from datetime import date

from answer.notices import write_notices
from export.support_words import (
    STRENGTH_NOTES,
    STRENGTH_WORDS,
    describe_condition,
    describe_counts,
    describe_profile,
    describe_strengths,
)
from ingest import Corpus, Document
from ui.parts.addresses import PageLink
from ui.parts.markup import Html, element, join, source_text
from ui.parts.script import say
from ui.support.words import write_pieces
from views.support import Support
from views.support.boxes import find_distribution
from views.support.departments import Department

_FIRST = 4
_NEEDED_TO_CLAIM = ("金额或比例", "申报条件和程序")


def write_summary(support: Support, corpus: Corpus, as_of: date) -> Html:
    """Return what an owner should know before reading any clause."""
    documents = corpus.documents
    counts: list[Html] = []
    if support.strengths:
        counts.append(element("p", say(f"按文件的措辞：{describe_strengths(support.strengths)}。")))
    if support.profile.industry and support.clauses:
        named = len(support.naming)
        said = f"点名您的行业的有 {named} 条，排在前面。" if named else "没有一条点名您的行业。"
        counts.append(element("p", say(said)))
    if not support.clauses:
        said = "没有条款可以列给您。可以去掉一项选择再看，或者到“问答”页提问。"
        counts.append(element("p", say(said)))
    if support.other_kinds:
        counts.append(element("p", say(f"另有 {support.other_kinds} 条讲的是您没有选的支持种类。")))
    return element(
        "section",
        element("p", _say_profile(support), class_="on-paper"),
        element("h2", say(describe_counts(support, documents))),
        *counts,
        *_write_outside(support, documents),
        *_write_open_terms(support),
        _write_status(documents, as_of),
        *_write_departments(support),
        *_write_distribution(support, corpus),
        _write_legend() if support.clauses else join([]),
        class_="support head",
    )


def _say_profile(support: Support) -> str:
    """Return what was chosen, which on paper no widget shows."""
    return say("；".join(f"{name}：{value}" for name, value in describe_profile(support.profile)))


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


def _write_open_terms(support: Support) -> list[Html]:
    if not support.open_terms:
        return []
    said = f"这 {len(support.clauses)} 条都没有写明：{'、'.join(support.open_terms)}。"
    if {*_NEEDED_TO_CLAIM} <= {*support.open_terms}:
        said += "不能凭这些条款直接申领；写着“支持”“鼓励”，不等于有钱可领。"
    return [element("p", say(said), class_="notice", role="note")]


def _write_status(documents: Sequence[Document], as_of: date) -> Html:
    lines = []
    for document in documents:
        for notice in write_notices([document], as_of):
            # A document without a title has nothing to set apart.
            before, title, after = notice.partition(document.title or "《》")
            own = source_text("span", title)
            lines.append(element("p", say(before), own, say(after), class_="notice", role="note"))
    return join(lines)


def _write_departments(support: Support) -> list[Html]:
    if not support.clauses:
        return []
    pieces = [element("h3", say("可以先问谁"))]
    if support.departments:
        pieces.append(
            _write_table(support.departments[:_FIRST], "文件写明的负责部门，按牵头条数排")
        )
        rest = support.departments[_FIRST:]
        if rest:
            summary = element("summary", say(f"其余 {len(rest)} 个部门"))
            pieces.append(element("details", summary, _write_table(rest, "其余部门")))
    if support.unassigned:
        are_all = len(support.unassigned) == len(support.clauses)
        said = f"{'这' if are_all else '另有'} {len(support.unassigned)} 条没有写明负责部门。"
        pieces.append(element("p", say(said)))
    return pieces


def _write_table(departments: Sequence[Department], caption: str) -> Html:
    heads = [element("th", say(word), scope="col") for word in ("部门", "牵头", "参与或分工")]
    rows = [
        element(
            "tr",
            element("th", _link(department.name), scope="row"),
            element("td", str(department.leads)),
            element("td", str(department.supports)),
        )
        for department in departments
    ]
    return element(
        "table",
        element("caption", say(caption)),
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
    )


def _link(name: str) -> Html:
    return source_text("span", element("a", name, href=PageLink("tasks", {"dept": name})))


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
    return join([element("h3", say("措辞怎样读")), element("dl", *pairs, class_="legend")])
