"""All tasks of departments, from the annotations: a complete list, counted, never the best few."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answer.drafts import Draft, Extract
from answer.forms.department_names import DepartmentNames
from answer.forms.role_statements import RoleStatement, read_roles
from answer.forms.task_drafts import TaskCount, draft_clauses, draft_count, say_absent
from index import Searcher
from ingest import Clause, Document
from ingest.annotations.vocabulary import default_vocabulary
from question.department_question import read_department_question
from question.query import Query
from question.scope import Scope, read_scope

_OFFICE = re.compile("(?<=..)(?:厅|局|部门?|委员?会?|办公室)$")
# Departments as a question prints them, "" for any, each with the part asked for.
_Group = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DepartmentAnswer:
    """The tasks of the departments of a question.

    Attributes:
        drafts: The counts first, each with all its extracts, then one draft a clause. Empty where
            nothing fits.
        absent: What the documents do not hold, in Chinese, for a sentence that says so. With
            neither drafts nor `absent` the question is about a subject: search answers it.
        elsewhere: For what is absent, where the departments are named in another part.
        counts: The numbers that the first drafts state.
        is_proven: What is absent cannot be there: no clause names all the departments.
    """

    drafts: tuple[Draft, ...] = ()
    absent: tuple[str, ...] = ()
    elsewhere: tuple[Extract, ...] = ()
    counts: tuple[TaskCount, ...] = ()
    is_proven: bool = False


def find_department_tasks(searcher: Searcher, query: Query) -> DepartmentAnswer:
    """Return every clause in which the departments of a question have the part asked for.

    Args:
        searcher: All clauses of its index are looked through.
        query: A question of that kind; one that names a document, a chapter or a section gets the
            clauses of that one. Without a department it has to ask for tasks that nobody leads, or
            one alone.
    """
    corpus = searcher.corpus
    searched = [c for c in searcher.snapshot.searched if c.doc_id in corpus.texts]
    meant = query.reference.doc_ids or {document.doc_id for document in corpus.documents}
    documents = [document for document in corpus.documents if document.doc_id in meant]
    scope = read_scope(query, [clause for clause in searched if clause.doc_id in meant])
    statements = [s for c in searched for s in read_roles(c, corpus.texts[c.doc_id])]
    inside = [s for s in statements if s.clause.doc_id in meant and scope.holds(s.clause)]
    names = DepartmentNames(corpus.documents, statements)
    question = read_department_question(query)
    if question.asked == (("", "any"),):
        return DepartmentAnswer()
    groups = [question.asked] if question.is_joint else [(asked,) for asked in question.asked]
    counts: list[TaskCount] = []
    absent: list[str] = []
    others: list[TaskCount] = []
    for group in groups:
        found = _count(group, inside, documents, names)
        counts += found
        if not found:
            anywhere = tuple((name, "any") for name, _ in group)
            everywhere = statements if group[0][0] else []
            elsewhere = _count(anywhere, everywhere, corpus.documents, names)
            absent.append(_say_absent(group, elsewhere, documents, scope, names))
            others += elsewhere
    if scope.words and others and not counts:
        return DepartmentAnswer()
    return DepartmentAnswer(
        drafts=(
            *(draft_count(count, scope) for count in counts),
            *draft_clauses(counts),
        ),
        absent=tuple(absent),
        elsewhere=tuple(dict.fromkeys(s.extract for c in others for s in c.statements)),
        counts=tuple(counts),
        is_proven=question.is_joint and not any(_names_all(c, query.departments) for c in searched),
    )


def _names_all(clause: Clause, departments: frozenset[str]) -> bool:
    """Say whether a clause, with what stands above it, may speak of all of the departments.

    财政、民政等部门 speaks of two whose names do not stand there.
    """
    terms = default_vocabulary().terms["departments"]
    text = "".join("".join((*clause.path, clause.lead_in, clause.text)).split())
    spellings = ((name, *terms[name].aliases) if name in terms else (name,) for name in departments)
    return all(any(_OFFICE.sub("", s) in text for s in names) for names in spellings)


def _count(
    group: _Group,
    statements: Sequence[RoleStatement],
    documents: Sequence[Document],
    names: DepartmentNames,
) -> list[TaskCount]:
    """Return for each document the statements that give all departments of `group` their parts."""
    counts = []
    for document in documents:
        asked = [(names.full(name, document.doc_id), part) for name, part in group]
        fitting = [
            statement
            for statement in statements
            if statement.clause.doc_id == document.doc_id
            and all(statement.gives(part, department) for department, part in asked)
        ]
        if fitting:
            shown = tuple((names.shown(name, [document]), part) for name, part in group)
            counts.append(_describe(document, shown, fitting, {name for name, _ in asked}))
    return counts


def _describe(
    document: Document, shown: _Group, statements: Sequence[RoleStatement], asked: set[str]
) -> TaskCount:
    led = [s for s in statements if s.leads & asked or asked == {""}]
    rest = [s for s in statements if s not in led]
    leads = {s.clause.clause_id for s in led}
    supports = {s.clause.clause_id for s in rest} - leads
    unled = {s.clause.clause_id for s in rest if not s.leads} - leads
    return TaskCount(
        document, shown, (*led, *rest), leads=len(leads), supports=len(supports), unled=len(unled)
    )


def _say_absent(
    group: _Group,
    elsewhere: Sequence[TaskCount],
    documents: Sequence[Document],
    scope: Scope,
    names: DepartmentNames,
) -> str:
    """Return what is absent; of a department that no document names, no part or chapter."""
    is_unknown = not elsewhere and len(group) == 1 and group[0][0] != ""
    shown = tuple(
        (names.shown(name, documents), "any" if is_unknown else part) for name, part in group
    )
    if is_unknown:
        return say_absent(shown, Scope(), ())
    return say_absent(shown, scope, elsewhere)
