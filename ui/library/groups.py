"""Documents that belong together, each group with the words that bind it."""

from collections.abc import Mapping, Sequence
from datetime import date

from ingest import Document
from ui.library.cards import write_relations, write_title
from ui.library.dates import say_days
from ui.parts.documents import write_badge
from ui.parts.markup import Html, element
from ui.parts.script import say
from views.catalogue import Group, span_of

_METHOD = (
    "关系都取自文件自己的话（标题、依据条款、废止条款），“出处”打开说这句话的条款；"
    "程序不按相似程度推测。"
)


def write_groups(groups: Sequence[Group], titles: Mapping[str, str], day: date) -> Html:
    """Return the groups, or that there are none."""
    if not groups:
        return element(
            "div",
            element("p", say("这些文件里没有互相说明来龙去脉的文件。")),
            element("p", say(_METHOD), class_="note"),
            class_="groups",
        )
    return element(
        "div",
        element("p", say(_METHOD), class_="note"),
        *(_write_group(group, titles, day) for group in groups),
        class_="groups",
    )


def _write_group(group: Group, titles: Mapping[str, str], day: date) -> Html:
    return element(
        "section",
        element("h2", say(f"成组的文件（{len(group.documents)} 份，从早到晚）")),
        element("ol", *(_write_member(d, group, titles, day) for d in group.documents)),
        class_="group",
    )


def _write_member(document: Document, group: Group, titles: Mapping[str, str], day: date) -> Html:
    said = [relation for relation in group.relations if relation.doc_id == document.doc_id]
    return element(
        "li",
        element("p", write_title(document), " ", write_badge(document, day), class_="name"),
        element("p", say(say_days(document, span_of(document))), class_="days"),
        write_relations(document.doc_id, said, titles),
    )
