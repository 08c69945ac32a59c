"""What is known of a document, row by row, its status in honest words."""

from datetime import date
from pathlib import Path

from ingest import Document
from ingest.validity import validity_on
from ui.parts.documents import write_badge
from ui.parts.markup import Html, element, join, source_text, write_address
from ui.parts.script import say

ROWS_STYLE = Path(__file__).with_name("rows.css")
STATUS_NOTES = {
    "in_force": "按文件自身的信息判断；未核对是否已被后来的文件修改或废止。",
    "not_yet": "这一天文件还没有印发，或者写明的施行日期还没有到。",
    "draft": "公开征求意见的草案，不是已生效的文件；正式文件可能与此不同。",
    "period_ended": "文件标题所列的规划期已过；是否继续适用，请向发文机关核实。",
    "expired": "文件写明的有效期已过；是否延长，请向发文机关核实。",
    "repealed": "已不再有效，仅供查考。",
    "replaced": "所收的另一份文件写明废止或代替了它，仅供查考。",
}


Row = tuple[str, Html | str]


def write_rows(document: Document, day: date, *more: Row) -> Html:
    """Return a list of what the document says of itself, and how far it can be relied on.

    Args:
        document: What the list is about.
        day: The day on which it is in force or not.
        more: Further rows, each a name in words of the page and a value.
    """
    status = join((write_badge(document, day), " ", say(STATUS_NOTES[validity_on(document, day)])))
    period = "—".join(map(str, document.period)) + " 年" if document.period else ""
    is_draft = document.status == "draft"
    return write_list(
        ("文号", _own(document.number) if document.number else say("文件没有文号")),
        ("发文机关", _own("、".join(document.issuers))),
        ("征求意见日期" if is_draft else "印发日期", _own(document.issued)),
        ("意见截止", _own(document.deadline)),
        ("施行日期", _own(document.effective)),
        ("有效期至", _own(document.expires)),
        ("规划期", say(period)),
        (f"状态（{day.isoformat()}）", status),
        ("公布网址", write_address(document.address) if document.address else ""),
        ("源文件", source_text("span", document.source, class_="file")),
        *more,
    )


def write_list(*rows: Row) -> Html:
    """Return a list of `rows`; those without a value are left out."""
    pairs = [
        pair
        for name, value in rows
        if value not in ("", _own(""))
        for pair in (element("dt", say(name)), element("dd", value))
    ]
    return element("dl", *pairs, class_="rows")


def _own(text: str) -> Html:
    return source_text("span", text)
