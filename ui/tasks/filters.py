"""Filters of document, chapter and role; and what to loosen where they leave nothing."""

from collections.abc import Sequence

import streamlit as st

from ingest import Corpus
from ui.parts.linked import follow_address, keep_in_address
from ui.parts.markup import draw_html, element
from ui.parts.script import say
from ui.tasks.words import ROLE_WORDS, write_title
from views.assignments import Selection, Task, select
from views.assignments.selection import ROLES, loosen

# Parameters of the address, what they are called here, and what they set of a `Selection`.
PARAMETERS = {
    "doc": "doc_id",
    "chapter": "chapter",
    "role": "role",
    "q": "words",
    "with": "partner",
}
_NAMES = {"doc": "文件", "chapter": "章", "role": "角色"}
_ANY = {"doc": "全部文件", "chapter": "全部章", "role": "全部角色"}
_LOOSENED = {
    **{name: f"把“{_NAMES[name]}”改为“{_ANY[name]}”" for name in _NAMES},
    "q": "清空查找的文字",
    "with": "不限共同负责的部门",
}
_ROLES = {
    "lead": ROLE_WORDS["lead"],
    "support": "参与（含分工负责）",
    "no_lead": "分工负责（没有写牵头单位）",
}


def filter_values(corpus: Corpus, tasks: Sequence[Task]) -> dict[str, list[str]]:
    """Return the values that each filter may have."""
    return {
        "doc": [document.doc_id for document in corpus.documents],
        # Tasks of a document without headings have no chapter.
        "chapter": list(dict.fromkeys(task.chapter for task in tasks if task.chapter)),
        "role": list(ROLES),
    }


def draw_filters(corpus: Corpus, tasks: Sequence[Task]) -> Selection:
    """Draw the filters and return what they ask for."""
    labels = _label_documents(corpus, tasks) | {role: say(word) for role, word in _ROLES.items()}
    with st.container(key="filters"):
        places = st.columns([5, 3, 3])
    chosen: dict[str, str] = {}
    for place, name in zip(places, filter_values(corpus, tasks), strict=True):
        # Chapters are those of the document chosen before them.
        inside = [t for t in tasks if chosen.get("doc_id", "") in ("", t.document.doc_id)]
        values = filter_values(corpus, inside)[name]
        follow_address(name, values)
        if st.session_state[name] not in values:
            st.session_state[name] = ""
        shown = {"": say(_ANY[name])} | {value: labels.get(value, value) for value in values}
        place.selectbox(
            say(_NAMES[name]),
            list(shown),
            key=name,
            format_func=shown.__getitem__,
            label_visibility="collapsed",
        )
        chosen[PARAMETERS[name]] = keep_in_address(name)
    return Selection(**chosen)


def draw_nothing_fits(corpus: Corpus, tasks: Sequence[Task], selection: Selection) -> None:
    """Say that the filters leave nothing, and which of them to loosen."""
    document = next((d for d in corpus.documents if d.doc_id == selection.doc_id), None)
    if document and not select(tasks, Selection(doc_id=document.doc_id)):
        said = say(
            "没有给任何部门分工：全文每一条都已查过，没有写由谁牵头、由谁负责。"
            f"要看其他文件的分工，请把“文件”改为“{_ANY['doc']}”。"
        )
        draw_html(element("p", write_title(document), said, class_="notice", role="note"))
        return
    gains = loosen(tasks, selection)
    ways = [
        f"{_LOOSENED[name]}可看到 {gains[part]} 项"
        for name, part in PARAMETERS.items()
        if part in gains
    ]
    advice = "；".join(ways) if ways else "只放宽一个条件还不够，请清除全部筛选"
    st.info(say(f"没有符合现在的筛选的任务。{advice}。"))
    st.button(say("清除筛选"), key="clear", on_click=_clear)


def _clear() -> None:
    for name in PARAMETERS:
        if name in st.session_state:
            st.session_state[name] = ""


def _label_documents(corpus: Corpus, tasks: Sequence[Task]) -> dict[str, str]:
    """Return what each document is called in the filter, told apart where titles are the same."""
    with_tasks = {task.document.doc_id for task in tasks}
    titles = [document.title for document in corpus.documents]
    labels = {}
    for document in corpus.documents:
        is_told_apart = document.title and titles.count(document.title) == 1
        label = document.title if is_told_apart else f"{document.title} {document.doc_id}".strip()
        none = "" if document.doc_id in with_tasks else say("（没有写责任部门）")
        labels[document.doc_id] = f"{none}{label}"
    return labels
