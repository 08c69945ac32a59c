"""Two documents side by side, as a report."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from answer.notices import write_notices
from export.report import Block, Heading, Paragraph, Report, Table
from ingest import Document
from ingest.structure.citations import cite_within
from views.side_by_side import Comparison, Row, Section
from views.side_by_side.drawn import draw_out

_TITLE = "文件对照表"
_METHOD = (
    "左右由程序按内容相近对齐，请对照原文判断；没有对上的，不等于另一份文件没有写。"
    "文字照录原文，以发文机关公布的正式文本为准。"
)
_UNMATCHED = "没有对上的条款"


def side_by_side_report(
    comparison: Comparison,
    documents: tuple[Document, Document],
    texts: Mapping[str, str],
    *,
    subject: str,
    as_of: date,
) -> Report:
    """Return a table with a row for each subject, the documents in its columns.

    Args:
        comparison: What is laid side by side.
        documents: The left and the right one.
        texts: The texts of the documents by doc_id.
        subject: What was asked for, "" for all of both.
        as_of: The day on which documents are in force or not.
    """
    blocks: list[Block] = [
        Paragraph(f"日期：{as_of.isoformat()}。{_METHOD}"),
        *(Paragraph(f"※ {notice}") for notice in write_notices(documents, as_of)),
    ]
    if subject:
        blocks.append(Heading(f"主题：{subject}"))
        blocks += _table(comparison.both or (Row((), ()),), documents, texts, comparison.absent)
    else:
        for words, rows in (
            ("两边都写到的", comparison.both),
            (f"只在《{documents[0].title}》中找到的", comparison.left_only),
            (f"只在《{documents[1].title}》中找到的", comparison.right_only),
        ):
            if rows:
                blocks.append(Heading(f"{words}：{len(rows)} 处"))
                blocks += _table(rows, documents, texts)
    return Report(_TITLE, tuple(blocks))


def _table(
    rows: Sequence[Row],
    documents: tuple[Document, Document],
    texts: Mapping[str, str],
    absent: frozenset[str] = frozenset(),
) -> Iterator[Block]:
    head = tuple(f"《{document.title or document.doc_id}》" for document in documents)
    cells = [
        tuple(
            _cell(sections, document, texts, is_absent=document.doc_id in absent)
            for document, sections in zip(documents, (row.left, row.right), strict=True)
        )
        for row in rows
    ]
    yield Table(head, tuple(cells))


def _cell(
    sections: Sequence[Section],
    document: Document,
    texts: Mapping[str, str],
    *,
    is_absent: bool,
) -> str:
    if not sections:
        return "本文件没有写：全文没有出现主题里的词" if is_absent else _UNMATCHED
    return "\n".join(_lines(sections, document, texts))


def _lines(
    sections: Sequence[Section], document: Document, texts: Mapping[str, str]
) -> Iterator[str]:
    for section in sections:
        yield f"{cite_within(section.head, document)} {section.name}".strip()
        yield from (clause.text for clause in section.clauses if clause.kind != "heading")
        drawn = [f"{one.what} {one.printed}".strip() for one in draw_out(section, texts)]
        if drawn:
            yield f"数字和日期：{'；'.join(drawn)}"
