"""Tasks: clauses that make departments responsible, with everyone's part and the words for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from answer.forms.role_statements import RoleStatement, read_roles
from ingest import Clause, Corpus, Document
from ingest.structure.citations import cite_document


@dataclass(frozen=True, slots=True)
class Entry:
    """A department's part in a task; a task has one entry for each department and role.

    Attributes:
        department: Its canonical name.
        role: `lead` or `support`.
        printed: Its name as the clause prints it, without white space.
        is_unled: Whether it shares a duty for which the clause names no lead.
    """

    department: str
    role: str
    printed: str
    is_unled: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A clause with responsibilities.

    Attributes:
        document: Where it stands.
        clause: Its text and citation.
        place: Its number in full, as a citation gives it: 三（三）3.
        title: Its title; of a clause without one the nearest heading above.
        chapter: The outermost heading above it.
        section: The heading below that one; it may be the task's own.
        statements: What makes departments responsible.
        entries: Every department with its part, in the order of the text.
    """

    document: Document
    clause: Clause
    place: str
    title: str
    chapter: str
    section: str
    statements: tuple[RoleStatement, ...]
    entries: tuple[Entry, ...]

    @property
    def label(self) -> str:
        """Return number and title."""
        gap = "" if self.place.endswith("）") else " "
        return f"{self.place}{gap}{self.title}".strip()

    @property
    def leads(self) -> tuple[str, ...]:
        """Return the departments that lead."""
        return tuple(entry.department for entry in self.entries if entry.role == "lead")

    @property
    def supports(self) -> tuple[str, ...]:
        """Return the departments that take part."""
        return tuple(entry.department for entry in self.entries if entry.role == "support")


def read_tasks(corpus: Corpus) -> tuple[Task, ...]:
    """Return every clause that makes a department responsible, in the order of the documents."""
    documents = {document.doc_id: document for document in corpus.documents}
    return tuple(
        _read_task(clause, documents[clause.doc_id], corpus.texts[clause.doc_id])
        for clause in corpus.clauses
        if clause.annotations.responsibilities
    )


def _read_task(clause: Clause, document: Document, source_text: str) -> Task:
    statements = tuple(read_roles(clause, source_text))
    above = [*clause.path, f"{clause.number}{clause.title}"]
    return Task(
        document=document,
        clause=clause,
        place=clause.citation.removeprefix(cite_document(document)),
        title=clause.title or (clause.path[-1] if clause.path else ""),
        chapter=above[0],
        section=above[1] if len(above) > 1 else above[0],
        statements=statements,
        entries=tuple(_read_entries(clause, statements)),
    )


def _read_entries(clause: Clause, statements: tuple[RoleStatement, ...]) -> Iterator[Entry]:
    seen = set()
    for role in clause.annotations.responsibilities:
        if (role.department, role.role) in seen:
            continue
        seen.add((role.department, role.role))
        is_led = any(s.leads for s in statements if role.department in s.supports)
        yield Entry(
            role.department,
            role.role,
            "".join(role.printed.split()),
            is_unled=role.role == "support" and not is_led,
        )
