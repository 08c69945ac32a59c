"""Tasks: clauses that make departments responsible, with everyone's part and the words for it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from answer.forms.role_statements import RoleStatement, read_last_role, read_roles
from ingest import Clause, Corpus, Document
from ingest.structure.citations import cite_document

# 市财政局履行下列职责： announces duties; 由市财政局审查下列材料： and 有下列情形之一的： do not.
_ANNOUNCES = re.compile(
    "(?:职责|职能|职权|工作|任务|事项|事务|措施|义务|责任|规定|要求|程序|步骤|方式|负责|承担|应当|[应要须]|必须)"
    "[^，。；：:]{0,4}[:：。]?$"
)


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

    @property
    def kind(self) -> str:
        """Return the role, or `no_lead` for a share in a duty that nobody leads."""
        return "no_lead" if self.is_unled else self.role


@dataclass(frozen=True, slots=True)
class Task:
    """A clause with responsibilities, its own or those of the sentence that leads in its list.

    Attributes:
        document: Where it stands.
        clause: Its text and citation.
        place: Its number in full, as a citation gives it: 三（三）3.
        title: Its title; of a clause without one the nearest heading above.
        chapter: The outermost heading above it.
        section: The heading below that one; it may be the task's own.
        statements: What makes departments responsible; first that of the lead-in, which stands in
            another clause.
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

    def is_shared(self, department: str, other: str) -> bool:
        """Say whether two departments have parts in one duty, not only in one clause.

        Whom the lead-in makes responsible shares the duties of the items with whom they name.
        """
        if any(statement.shares(department, other) for statement in self.statements):
            return True
        first, *rest = self.statements
        pairs = ((department, other), (other, department))
        return first.clause != self.clause and any(
            first.shares(one) and statement.shares(two) for statement in rest for one, two in pairs
        )


def read_tasks(corpus: Corpus) -> tuple[Task, ...]:
    """Return every clause that makes a department responsible, in the order of the documents."""
    documents = {document.doc_id: document for document in corpus.documents}
    clauses = {clause.clause_id: clause for clause in corpus.clauses}
    return tuple(
        _read_task(clause, documents[clause.doc_id], statements)
        for clause in corpus.clauses
        if (statements := _read_statements(clause, clauses, corpus.texts[clause.doc_id]))
    )


def _read_statements(
    clause: Clause, clauses: Mapping[str, Clause], source_text: str
) -> tuple[RoleStatement, ...]:
    own = read_roles(clause, source_text)
    above = clauses.get(clause.lead_in_id)
    if above is None or not _ANNOUNCES.search(clause.lead_in):
        return tuple(own)
    governing = read_last_role(above, source_text)
    return (governing, *own) if governing else tuple(own)


def _read_task(clause: Clause, document: Document, statements: tuple[RoleStatement, ...]) -> Task:
    above = [*clause.path, f"{clause.number}{clause.title}"]
    return Task(
        document=document,
        clause=clause,
        place=clause.citation.removeprefix(cite_document(document)),
        title=clause.title or (clause.path[-1] if clause.path else ""),
        chapter=above[0],
        section=above[1] if len(above) > 1 else above[0],
        statements=statements,
        entries=tuple(_read_entries(statements)),
    )


def _read_entries(statements: tuple[RoleStatement, ...]) -> Iterator[Entry]:
    seen = set()
    for role in [role for statement in statements for role in statement.roles]:
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
