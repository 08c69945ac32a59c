"""The two documents in rows: what each says of a subject, and the numbers and dates in it."""

from collections.abc import Sequence
from datetime import date

from ingest import Corpus, Document
from ingest.structure.citations import cite_within
from ui.compare.choice import Chosen
from ui.parts.addresses import read_link
from ui.parts.documents import write_badge
from ui.parts.markup import Html, element, join, source_text
from ui.parts.script import say
from views.side_by_side import Comparison, Row, Section
from views.side_by_side.drawn import Drawn, draw_out

# Rows that are seen at once; the rest is a click away. Of a side, so many sections.
_FIRST, _FIRST_OF_SIDE = 12, 1
# Characters of a section that are seen at once.
_SHOWN = 160
_MOST_DRAWN = 8
_UNMATCHED = "没有对上的条款"


def write_heads(chosen: Chosen, as_of: date) -> Html:
    """Return what each document is, side by side, as far as it says so itself."""
    return element(
        "div",
        *(_write_head(document, as_of) for document in (chosen.left, chosen.right)),
        class_="compare heads",
    )


def _write_head(document: Document, as_of: date) -> Html:
    facts = (
        ("文号", document.number),
        ("发文机关", "、".join(document.issuers)),
        ("征求意见日期" if document.status == "draft" else "印发日期", document.issued),
        ("意见截止", document.deadline),
        ("施行日期", document.effective),
        ("有效期至", document.expires),
    )
    lines = [
        element("div", say(f"{name}："), source_text("span", value))
        for name, value in facts
        if value
    ]
    title = source_text("span", document.title or document.doc_id)
    return element(
        "section", element("h2", title, " ", write_badge(document, as_of)), *lines, class_="side"
    )


def write_comparison(comparison: Comparison, chosen: Chosen, corpus: Corpus) -> Html:
    """Return all rows: those with both sides first, then those that only one side has."""
    if chosen.subject:
        return _write_subject(comparison, chosen, corpus)
    writer = _Writer(chosen, corpus)
    both = writer.rows(comparison.both)
    parts = [element("h2", say(f"两边都写到的：{len(both)} 处")), *_fold(both, "处")]
    for document, rows in (
        (chosen.left, comparison.left_only),
        (chosen.right, comparison.right_only),
    ):
        written = writer.rows(rows)
        if written:
            title = source_text("span", f"《{document.title or document.doc_id}》")
            summary = element("summary", say("只在"), title, say(f"中找到的：{len(written)} 处"))
            parts.append(element("details", summary, *_fold(written, "处"), class_="one-sided"))
    return element("div", *parts, class_="compare")


def _write_subject(comparison: Comparison, chosen: Chosen, corpus: Corpus) -> Html:
    rows = comparison.both or (Row((), ()),)
    heading = element("h2", say("主题："), source_text("span", f"“{chosen.subject}”"))
    written = _Writer(chosen, corpus, comparison.absent).rows(rows)
    return element("div", heading, *written, class_="compare")


def _fold(rows: Sequence[Html], unit: str) -> list[Html]:
    if len(rows) <= _FIRST:
        return list(rows)
    rest = rows[_FIRST:]
    summary = element("summary", say(f"再看其余 {len(rest)} {unit}"))
    return [*rows[:_FIRST], element("details", summary, *rest)]


class _Writer:
    """Writes rows of two documents; `absent` are those that hold no word of the subject."""

    def __init__(
        self, chosen: Chosen, corpus: Corpus, absent: frozenset[str] = frozenset()
    ) -> None:
        self._chosen = chosen
        self._texts = corpus.texts
        self._absent = absent

    def rows(self, rows: Sequence[Row]) -> list[Html]:
        """Return the rows that are shown: where only figures are, those that have some."""
        if self._chosen.only_figures:
            rows = [r for r in rows if any(draw_out(s, self._texts) for s in (*r.left, *r.right))]
        return [self._row(row) for row in rows]

    def _row(self, row: Row) -> Html:
        sides = ((self._chosen.left, row.left), (self._chosen.right, row.right))
        columns = [
            element(
                "div",
                source_text("p", document.title or document.doc_id, class_="whose"),
                *(self._side(sections, document) or [self._nothing(document, row.nearest)]),
                class_="side",
            )
            for document, sections in sides
        ]
        return element("article", *columns, class_="row")

    def _side(self, sections: Sequence[Section], document: Document) -> list[Html]:
        """Return what a document says in a row; of several sections the first is open."""
        if self._chosen.only_figures and sections:
            sections = [s for s in sections if draw_out(s, self._texts)]
            if not sections:
                return [element("p", say("这里没有写数字和日期。"), class_="none")]
        # What a subject was asked for is in no order of the document: all of it is shown.
        first = len(sections) if self._chosen.subject else _FIRST_OF_SIDE
        shown = [self._section(section, document) for section in sections[:first]]
        rest = [self._section(section, document) for section in sections[first:]]
        if rest:
            summary = element("summary", say(f"另有 {len(rest)} 处讲到"))
            shown.append(element("details", summary, *rest))
        return shown

    def _section(self, section: Section, document: Document) -> Html:
        head = section.head
        label = element("a", cite_within(head, document), href=read_link(head.clause_id))
        title = source_text("span", section.name) if section.name else join(())
        drawn = _write_drawn(draw_out(section, self._texts))
        texts = [] if self._chosen.only_figures else [_write_text(section)]
        return element(
            "section", element("h3", source_text("span", label), " ", title), *texts, drawn
        )

    def _nothing(self, document: Document, nearest: Section | None) -> Html:
        if document.doc_id in self._absent:
            # Every word of the subject was looked for in the whole text.
            subject = source_text("span", self._chosen.subject)
            return element(
                "p", say("本文件没有写“"), subject, say("”：全文没有出现这些词。"), class_="none"
            )
        said = element("p", say(_UNMATCHED), class_="none")
        if nearest is None:
            return said
        summary = element("summary", say("最接近的一处（不是对应的条款）"))
        return join((said, element("details", summary, self._section(nearest, document))))


def _write_text(section: Section) -> Html:
    """Return the beginning of a section, and the whole of it a click away."""
    clauses = [clause for clause in section.clauses if clause.kind != "heading"]
    whole = [source_text("p", clause.text, class_="text") for clause in clauses]
    if sum(len(clause.text) for clause in clauses) <= _SHOWN:
        return join(whole)
    beginning = source_text("span", f"{clauses[0].text[:_SHOWN]}……")
    return element("details", element("summary", beginning), *whole, class_="whole")


def _write_drawn(drawn: Sequence[Drawn]) -> Html:
    if not drawn:
        return join(())
    shown = [_write_one(one) for one in drawn[:_MOST_DRAWN]]
    rest = [_write_one(one) for one in drawn[_MOST_DRAWN:]]
    lists: list[Html] = [element("ul", *shown, class_="drawn", aria_label=say("目标、金额和日期"))]
    if rest:
        summary = element("summary", say(f"其余 {len(rest)} 个数字和日期"))
        lists.append(element("details", summary, element("ul", *rest, class_="drawn")))
    return join(lists)


def _write_one(drawn: Drawn) -> Html:
    what = source_text("span", drawn.what, class_="what") if drawn.what else join(())
    link = element("a", drawn.printed, href=read_link(drawn.clause.clause_id, drawn.printed))
    return element("li", what, " ", source_text("strong", link), class_=drawn.kind)
