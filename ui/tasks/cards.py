"""A task: its number and title, who does what, in whose words, and where they stand."""

from collections.abc import Sequence
from datetime import date

from answer.forms.role_statements import RoleStatement
from ingest import Corpus
from ui.parts.addresses import PageLink
from ui.parts.documents import write_badge
from ui.parts.highlight import Quote, split_pieces
from ui.parts.markup import Html, element, join, source_text
from ui.parts.script import say
from ui.tasks.words import ROLE_WORDS, write_role, write_status
from views.assignments import Task
from views.assignments.deadlines import find_deadlines
from views.assignments.wording import first_words, goes_on

_BRACKETS = "（）()【】[]〔〕。；;"


def write_part(task: Task, department: str) -> Html:
    """Return a task of a department, whose name is marked in the words that make it responsible."""
    printed = [entry.printed for entry in task.entries if entry.department == department]
    return element(
        "li",
        element("div", _write_name(task, department), _write_deadlines(task)),
        element(
            "div",
            *(_write_words(statement, printed) for statement in _shown_statements(task)),
        ),
        _write_onward(task, "全部单位"),
        class_="task",
    )


def write_task(task: Task) -> Html:
    """Return a task with everyone's part in it."""
    return element(
        "li",
        element("div", _write_name(task), _write_deadlines(task)),
        element("div", _write_departments(task, is_linked=False)),
        _write_onward(task, "看全文"),
        class_="task",
    )


def write_whole_task(task: Task, corpus: Corpus, as_of: date) -> Html:
    """Return a task with its whole text, in which the words of responsibility are marked."""
    quotes = [
        Quote(n, statement.extract.source_start, statement.extract.source_end)
        for n, statement in enumerate(task.statements, start=1)
        if statement.clause == task.clause
    ]
    pieces = split_pieces(task.clause, corpus.texts[task.clause.doc_id], quotes)
    text = [element("mark", p.text) if p.is_quoted else p.text for p in pieces]
    return element(
        "section",
        element("h2", source_text("span", task.label), " ", write_badge(task.document, as_of)),
        source_text("p", " › ".join(task.clause.path), class_="path"),
        _write_departments(task, is_linked=True),
        element("h3", say("原文")),
        source_text("p", *text, class_="text"),
        _write_source(task),
        write_status([task.document], as_of),
        class_="tasks",
    )


def _write_departments(task: Task, *, is_linked: bool) -> Html:
    """Return the departments by their role; a task without a lead says so."""
    lines = []
    for kind in ROLE_WORDS:
        entries = [entry for entry in task.entries if entry.kind == kind]
        if not entries and (kind != "lead" or not task.entries):
            continue
        names: list[str | Html] = []
        for entry in entries:
            link = PageLink("tasks", {"dept": entry.department})
            linked = element("a", entry.department, href=link)
            names += ["、" if names else "", linked if is_linked else entry.department]
        if entries and goes_on(task, entries[-1].role):
            names.append("等")
        told = source_text("dd", *names) if entries else element("dd", say("原文没有写牵头单位"))
        lines += [element("dt", write_role(kind)), told]
    return element("dl", *lines, class_="departments")


def _write_words(statement: RoleStatement, printed: Sequence[str]) -> Html:
    """Return the words of responsibility; names of `printed` are marked, each where it is first."""
    # After a run-in title only what says who is quoted.
    words = "".join(statement.attribution.split()).strip(_BRACKETS) or statement.text
    pieces: list[str | Html] = [words]
    for name in sorted(printed, key=len, reverse=True):
        for i, piece in enumerate(pieces):
            if isinstance(piece, str) and name in piece:
                before, _, after = piece.partition(name)
                pieces[i : i + 1] = [before, element("mark", name), after]
                break
    return source_text("p", "“", *pieces, "”", class_="words")


def _write_name(task: Task, department: str = "") -> Html:
    """Return where a task stands, which leads there, and its title or its first words."""
    read = PageLink("read", {"clause": task.clause.clause_id})
    place = element("a", task.place, href=read, class_="place")
    gap = "" if task.place.endswith("）") else " "
    if task.clause.title:
        return source_text("strong", place, gap, task.title)
    words = first_words(task, department=department)
    return source_text("span", element("strong", place), gap, words)


def _write_deadlines(task: Task) -> Html:
    found = find_deadlines(task)
    if not found:
        return join(())
    printed = source_text("span", "、".join(found))
    return element("span", say("完成时限："), printed, class_="deadline")


def _shown_statements(task: Task) -> list[RoleStatement]:
    """Return the statements whose words do not stand in what the task is called."""
    if task.clause.title:
        return list(task.statements)
    return [statement for statement in task.statements if statement.attribution]


def _write_onward(task: Task, words: str) -> Html:
    link = PageLink("tasks", {"task": task.clause.clause_id})
    return element("a", say(words), href=link, class_="onward")


def _write_source(task: Task) -> Html:
    read = PageLink("read", {"clause": task.clause.clause_id})
    cited = source_text("span", element("a", task.clause.citation, href=read))
    return element("p", say("出处："), cited, class_="source")
