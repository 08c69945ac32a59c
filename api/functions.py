"""What the service does, over HTTP and MCP alike: questions in, the records of the commands out."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from answer.records import answer_record
from api.desk import Desk
from api.errors import ApiError
from index.records import hit_record, place_record
from index.within import Within
from ingest import Clause, Document
from ingest.records import clause_record, document_record
from ingest.validity import validity_record
from question.dialogue.conversation import Conversation
from question.query import check_question
from views.assignments import Selection, Task, select
from views.assignments.counts import Count, count_tasks
from views.place import find_nearest

Record = dict[str, Any]
# Called now and then: raises where nobody waits for the record any more.
Check = Callable[[], None]
Tell = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with those asked before it, oldest first, the day and who is to answer.

    `doc_ids` are the documents that alone are asked; none for all.
    """

    question: str
    earlier: tuple[str, ...]
    as_of: date
    model: Literal["extractive", "llm"]
    doc_ids: tuple[str, ...] = ()


def search(desk: Desk, query: str, *, top_k: int, within: Within | None = None) -> Record:
    """Return the best clauses, as a line of `python -m index search --json`.

    Raises:
        ApiError: a document that they are to be of is none held (404).
        QueryError: `query` cannot be searched.
    """
    check_question(query)
    _check_held(desk, within.doc_ids if within else (), named="within.documents")
    hits = desk.searcher.search(query, k=top_k, within=within)
    return {"id": "query", "query": query, "hits": [hit_record(hit) for hit in hits]}


def answer(desk: Desk, asked: Asked, *, check: Check, tell: Tell | None = None) -> Record:
    """Return the answer, as a line of `python -m answer --json`.

    Args:
        desk: Where to look.
        asked: The question.
        check: Called at each stage and line.
        tell: Called with `stage` or `line` and its name or text as they come.

    Raises:
        ApiError: no language model is set (400), a document to ask is not held (404).
        QueryError: a question cannot be searched.
    """
    for question in (*asked.earlier, asked.question):
        check_question(question)
    _check_held(desk, asked.doc_ids, named="documents")
    answerer = desk.writer if asked.model == "llm" else desk.answerer
    if answerer is None:
        raise ApiError(
            400,
            "no_language_model",
            "model: no language model is set; set LLM_BASE_URL and LLM_MODEL for the service, "
            "or ask for extractive",
        )
    conversation = Conversation()
    # What was asked before is answered without asking a model again.
    for question in asked.earlier:
        check()
        before = desk.answerer.answer(
            question, as_of=asked.as_of, conversation=conversation, doc_ids=asked.doc_ids
        )
        conversation = conversation.add(before.turn)
    check()
    lines: list[str] = []

    def say(event: str, text: str) -> None:
        check()
        if event == "line":
            lines.append(text)
        if tell:
            tell(event, text)

    found = answerer.answer(
        asked.question,
        as_of=asked.as_of,
        conversation=conversation,
        on_line=lambda line: say("line", line),
        on_stage=lambda stage: say("stage", stage),
        doc_ids=asked.doc_ids,
    )
    if tell and not lines:
        for line in found.text.splitlines():
            tell("line", line)
    return answer_record("question", found)


def _check_held(desk: Desk, doc_ids: Collection[str], *, named: str) -> None:
    held = [document.doc_id for document in desk.corpus.documents]
    if not set(doc_ids) <= set(held):
        raise ApiError(404, "unknown_document", f"{named}: one is not held; use {', '.join(held)}")


def list_documents(desk: Desk, *, as_of: date) -> Record:
    """Return every document with its validity on a day and the number of its clauses."""
    corpus = desk.corpus
    return {
        "documents": [
            document_record(document)
            | {
                "validity": validity_record(document, as_of),
                "clauses": len(corpus.clauses_of(document.doc_id)),
            }
            for document in corpus.documents
        ]
    }


def list_clauses(desk: Desk, doc_id: str, *, offset: int, limit: int, as_of: date) -> Record:
    """Return clauses of a document in their order, each as a line of `python -m ingest --json`.

    Raises:
        ApiError: there is no such document (404).
    """
    documents = {document.doc_id: document for document in desk.corpus.documents}
    if doc_id not in documents:
        raise ApiError(
            404, "unknown_document", f"doc_id: is none held; use one of {', '.join(documents)}"
        )
    clauses = desk.corpus.clauses_of(doc_id)
    return {
        "doc_id": doc_id,
        "total": len(clauses),
        "offset": offset,
        "clauses": [
            _clause_record(clause, documents[doc_id], as_of)
            for clause in clauses[offset : offset + limit]
        ],
    }


def get_clause(desk: Desk, clause_id: str, *, as_of: date) -> Record:
    """Return a clause as a line of `python -m ingest --json`.

    Raises:
        ApiError: there is no such clause (404).
    """
    clause = desk.corpus.find_clause(clause_id)
    if clause is not None:
        documents = {document.doc_id: document for document in desk.corpus.documents}
        return _clause_record(clause, documents[clause.doc_id], as_of)
    near = [clause.clause_id for clause in find_nearest(desk.corpus, clause_id)]
    mends = f"the nearest are {', '.join(near)}" if near else "see the clauses of a document"
    raise ApiError(404, "unknown_clause", f"clause_id: is none held; {mends}")


def list_departments(desk: Desk) -> Record:
    """Return the departments that have tasks, those with most first."""
    return {
        "departments": [
            {"name": name} | _count_record(count_tasks(desk.tasks, Selection(department=name)))
            for name in desk.departments.names
        ]
    }


def department(desk: Desk, asked: str) -> Record:
    """Return the tasks of a department, named in full, in short or in part.

    Raises:
        ApiError: no department is meant (404), or several are (409).
    """
    names = desk.departments.find(asked)
    if not names:
        near = ", ".join(desk.departments.nearest(asked))
        raise ApiError(
            404,
            "unknown_department",
            f"name: no department has tasks by it; the nearest are {near}",
        )
    if len(names) > 1:
        raise ApiError(
            409, "several_departments", f"name: may mean {', '.join(names)}; name one of them"
        )
    selection = Selection(department=names[0])
    return {
        "name": names[0],
        "printed": list(desk.departments.printed(names[0])),
        **_count_record(count_tasks(desk.tasks, selection)),
        "assignments": [_task_record(task, selection) for task in select(desk.tasks, selection)],
    }


def _clause_record(clause: Clause, document: Document, as_of: date) -> Record:
    return clause_record(clause) | {"validity": validity_record(document, as_of)}


def _count_record(count: Count) -> Record:
    return {
        "tasks": count.tasks,
        "leads": count.leads,
        "supports": count.supports,
        "unled": count.unled,
    }


def _task_record(task: Task, selection: Selection) -> Record:
    return {
        **place_record(task.clause),
        "title": task.title,
        "chapter": task.chapter,
        "section": task.section,
        "roles": _roles(task, selection),
        "lead": list(task.leads),
        "support": list(task.supports),
        "text": task.clause.text,
    }


def _roles(task: Task, selection: Selection) -> Sequence[str]:
    return [entry.role for entry in selection.entries(task)]
