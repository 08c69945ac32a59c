"""Annotations: how they look in the text, what the marks mean, and the list of them."""

from collections.abc import Sequence

from ui.parts.markup import Html, element, source_text
from ui.parts.script import is_traditional, say
from views.annotation_list import NOTE_KINDS, Note

_WORDS = {
    "lead": "牵头部门",
    "partner": "配合或分工部门",
    "industry": "行业与产品",
    "city": "地区",
    "figure": "数字",
    "support": "支持方式",
}


def note_look(kind: str, *, begins: bool = True) -> str:
    """Return the classes of an annotation; where it begins it has the letter of its kind."""
    classes = ["noted", kind, "begins" if begins else "", "hant" if is_traditional() else ""]
    return " ".join(filter(None, classes))


def write_legend() -> Html:
    """Return what the marks of annotations mean."""
    return element(
        "ul",
        *(
            element("li", element("span", say(_WORDS[kind]), class_=note_look(kind)))
            for kind in NOTE_KINDS
        ),
        class_="legend",
        aria_label=say("标注图例"),
    )


def write_notes(notes: Sequence[Note]) -> Html:
    """Return the annotations of a clause, a table for each kind, with their exact spans."""
    groups = [(kind, [n for n in notes if n.kind == kind]) for kind in NOTE_KINDS]
    tables = [_write_table(kind, found) for kind, found in groups if found]
    nothing = element("p", say("这一条没有标注到部门、行业、地区、数字或支持方式。"))
    return element(
        "section",
        element("h3", say(f"标注（{len(notes)} 处）")),
        *(tables or [nothing]),
        class_="notes",
    )


def _write_table(kind: str, notes: Sequence[Note]) -> Html:
    heads = ("文中写法", "所指" if kind == "figure" else "规范名称", "字符位置")
    rows = [
        element(
            "tr",
            source_text("td", note.printed),
            source_text("td", note.name or "—"),
            element("td", f"{note.start}–{note.end}", class_="span"),
        )
        for note in notes
    ]
    name = element("span", say(f"{_WORDS[kind]}（{len(notes)}）"), class_=note_look(kind))
    return element(
        "table",
        element("caption", name),
        element("thead", element("tr", *(element("th", say(h), scope="col") for h in heads))),
        element("tbody", *rows),
    )
