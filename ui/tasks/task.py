"""Tasks, found by number, title or text: who leads each, and who takes part."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from export.assignments_words import describe_all, describe_checked
from index import Searcher
from ingest import Document
from question.query import QueryError
from ui.desk import Desk
from ui.parts.addresses import PageLink
from ui.parts.documents import write_badge
from ui.parts.linked import follow_address, keep_in_address
from ui.parts.markup import Html, draw_html, element
from ui.parts.script import say
from ui.tasks.cards import write_task, write_whole_task
from ui.tasks.exporting import draw_export
from ui.tasks.filters import draw_filters, draw_nothing_fits
from ui.tasks.more import cut, draw_more
from ui.tasks.words import write_status, write_title
from views.assignments import Selection, Task, select
from views.assignments.counts import count_tasks

_LONGEST_WORDS = 100
_NEAREST = 3
# As many clauses as are looked at for the nearest tasks.
_HITS = 20


def draw_task_view(desk: Desk, tasks: Sequence[Task], *, as_of: date) -> None:
    """Draw the search for tasks, and the tasks found or the one chosen."""
    documents = desk.corpus.documents
    words, chosen = _draw_choice(tasks)
    if chosen:
        selection = Selection(clause_id=chosen)
        (task,) = select(tasks, selection)
        draw_html(write_whole_task(task, desk.corpus, as_of))
        draw_export(tasks, selection, documents, as_of=as_of)
        st.button(say("看全部任务"), key="all_tasks", on_click=_choose_none)
        return
    selection = replace(draw_filters(desk.corpus, tasks), words=words)
    shown = select(tasks, selection)
    draw_html(_write_count(tasks, selection, len(documents)))
    draw_export(tasks, selection, documents, as_of=as_of)
    if shown:
        draw_html(_write_tasks(documents, cut("tasks", shown, asked=selection), as_of))
        draw_more("tasks", shown, asked=selection, unit="项")
        return
    draw_nothing_fits(desk.corpus, tasks, selection)
    if words and desk.searcher is not None:
        _draw_nearest(desk.searcher, tasks, words)


def _draw_choice(tasks: Sequence[Task]) -> tuple[str, str]:
    """Return the words that tasks are looked for by, and the clause of the task chosen."""
    labels = _label_tasks(tasks)
    search, choice = st.columns(2)
    follow_address("q")
    st.session_state["q"] = st.session_state["q"][:_LONGEST_WORDS]
    search.text_input(
        say("查找任务（输入后按回车）"),
        key="q",
        max_chars=_LONGEST_WORDS,
        placeholder=say("编号、标题或正文里的词，例如：检验检测"),
    )
    follow_address("task", labels)
    st.session_state["task"] = st.session_state["task"] or None
    choice.selectbox(
        say("或者直接选择一项"),
        list(labels),
        index=None,
        key="task",
        format_func=labels.__getitem__,
        placeholder=say("选择任务"),
    )
    return keep_in_address("q").strip(), keep_in_address("task")


def _choose_none() -> None:
    st.session_state["task"] = None


def _write_count(tasks: Sequence[Task], selection: Selection, documents: int) -> Html:
    count = count_tasks(tasks, Selection())
    said = f"{describe_all(count)}；{describe_checked(documents)}。"
    lines = [element("p", say(said), class_="count")]
    if selection != Selection():
        shown = len(select(tasks, selection))
        lines.append(element("p", say(f"按现在的查找和筛选显示 {shown} 项。")))
    return element("section", *lines, class_="tasks head")


def _write_tasks(documents: Sequence[Document], shown: Sequence[Task], as_of: date) -> Html:
    sections: list[Html] = []
    for document in documents:
        inside = [task for task in shown if task.document.doc_id == document.doc_id]
        if inside:
            title = element("h2", write_title(document), " ", write_badge(document, as_of))
            cards = [write_task(task) for task in inside]
            sections += [title, write_status([document], as_of), element("ol", *cards)]
    return element("section", *sections, class_="tasks")


def _draw_nearest(searcher: Searcher, tasks: Sequence[Task], words: str) -> None:
    """Draw the tasks nearest in meaning, for words that no task holds."""
    try:
        hits = searcher.search(words, k=_HITS)
    except QueryError:
        return
    by_clause = {task.clause.clause_id: task for task in tasks}
    near = [by_clause[id_] for hit in hits if (id_ := hit.clause.clause_id) in by_clause]
    ask = element("a", say("到问答页提问"), href=PageLink("ask", {"q": words}))
    pieces = [element("p", say("没有任务的文字里有全部这些词。也可以"), ask, say("。"))]
    if near:
        pieces.append(element("h2", say("意思最接近的任务（不是逐字相符）")))
        pieces.append(element("ol", *(write_task(task) for task in near[:_NEAREST])))
    draw_html(element("section", *pieces, class_="tasks"))


def _label_tasks(tasks: Sequence[Task]) -> dict[str, str]:
    """Return what each task is called in the list, told apart where titles are the same."""
    labels = [task.label for task in tasks]
    return {
        task.clause.clause_id: task.label
        if labels.count(task.label) == 1
        else f"{task.label} {task.clause.clause_id}"
        for task in tasks
    }
