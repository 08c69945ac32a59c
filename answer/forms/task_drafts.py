"""The words of an answer that lists the tasks of departments."""

from collections.abc import Sequence
from dataclasses import dataclass

from answer.drafts import Draft
from answer.forms.role_statements import RoleStatement
from ingest import Clause, Document
from prompts import fill
from question.scope import Scope

# What one department does in its tasks, and what several do in tasks that they share.
_ALONE = {
    "lead": "牵头 {n} 项",
    "support": "参与 {n} 项",
    "sole": "单独牵头、没有列其他单位的 {n} 项",
    "no_lead": "只写分工负责、没有写牵头单位的 {n} 项",
    "led_by_others": "由别的部门牵头、自己参与的 {n} 项",
}
_SHARED = {
    "any": "同时列为责任单位的 {n} 项",
    "lead": "共同牵头的 {n} 项",
    "support": "都参与的 {n} 项",
    "sole": "单独牵头的 {n} 项",
    "no_lead": "共同分工负责、没有写牵头单位的 {n} 项",
    "led_by_others": "由别的部门牵头、都参与的 {n} 项",
}
_ABSENT = {
    "any": "",
    "lead": "牵头",
    "support": "参与",
    "sole": "单独牵头、没有列其他单位",
    "no_lead": "只写分工负责、没有写牵头单位",
    "led_by_others": "参与、由别的部门牵头",
}


@dataclass(frozen=True, slots=True)
class TaskCount:
    """The tasks of a department, or of several together, in one document.

    Attributes:
        document: Where they stand.
        departments: Names as the document prints them, "" for any; each with its part of `PARTS`.
        statements: What gives the parts, those that a department asked about leads first.
        leads: Clauses in which one of the departments leads.
        supports: The other clauses.
        unled: Those of them that state no lead.
    """

    document: Document
    departments: tuple[tuple[str, str], ...]
    statements: tuple[RoleStatement, ...]
    leads: int
    supports: int
    unled: int

    @property
    def total(self) -> int:
        """Return the number of clauses."""
        return self.leads + self.supports


def draft_count(count: TaskCount, scope: Scope) -> Draft:
    """Return the statement that counts tasks and rests on them all."""
    values = {
        "document": count.document.title,
        "scope": _say_scope(_narrow(scope, [s.clause for s in count.statements])),
        "counts": _say_counts(count),
    }
    names = _say_names(count.departments)
    text = fill("task_count", departments=names, **values) if names else ""
    extracts = tuple(statement.extract for statement in count.statements)
    return Draft(text or fill("task_count_any", **values), extracts)


def draft_clauses(counts: Sequence[TaskCount]) -> list[Draft]:
    """Return a statement for each clause: its title, and who does what in it."""
    clauses: dict[str, list[RoleStatement]] = {}
    for statement in dict.fromkeys(s for count in counts for s in count.statements):
        clauses.setdefault(statement.clause.clause_id, []).append(statement)
    drafts = []
    for statements in clauses.values():
        roles = "；".join(statement.text for statement in statements)
        clause = statements[0].clause
        label = clause.title or next(reversed(clause.path), "")
        text = fill("task_clause", label=label, roles=roles) if label else roles
        extracts = tuple(statement.extract for statement in statements)
        drafts.append(Draft(text, extracts, clause=clause))
    return drafts


def say_absent(
    departments: tuple[tuple[str, str], ...], scope: Scope, elsewhere: Sequence[TaskCount]
) -> str:
    """Return what was looked for and not found, and where the departments are named otherwise."""
    parts = {part for _, part in departments}
    roles = "同时负责" if len(departments) > 1 else _ABSENT[parts.pop()]
    where = _say_scope(scope)
    absent = fill(
        "task_absent",
        departments=_say_names(departments),
        scope=f"在{where}中" if where else "",
        roles=roles,
    )
    if not elsewhere:
        return absent
    counts = "；".join(f"在《{c.document.title}》中{_say_counts(c)}" for c in elsewhere)
    return fill("task_absent_elsewhere", absent=absent, elsewhere=counts)


def _say_names(departments: tuple[tuple[str, str], ...]) -> str:
    return "、".join(name for name, _ in departments)


def _say_counts(count: TaskCount) -> str:
    parts = list(dict.fromkeys(part for _, part in count.departments))
    if len(parts) > 1:
        pairs = "、".join(f"{name}{_ABSENT[part]}" for name, part in count.departments)
        return f"{pairs}的 {count.total} 项"
    if len(count.departments) > 1:
        return _SHARED[parts[0]].format(n=count.total)
    if parts[0] != "any":
        said = _ALONE[parts[0]].format(n=count.total)
        return said + (_say_unled(count) if parts[0] == "support" else "")
    numbers = {"lead": count.leads, "support": count.supports}
    said = "、".join(_ALONE[part].format(n=n) for part, n in numbers.items() if n)
    said += f"，共 {count.total} 处" if all(numbers.values()) else ""
    return said + _say_unled(count)


def _say_unled(count: TaskCount) -> str:
    """Return how many tasks have no lead: taking part in them is no helping of others."""
    if not count.unled:
        return ""
    which = "都" if count.unled == count.supports else f"其中 {count.unled} 项"
    return f"，{which}只写分工负责、没有写牵头单位"


def _narrow(scope: Scope, clauses: Sequence[Clause]) -> Scope:
    """Return `scope` with the headings of these clauses only."""
    above = {h for clause in clauses for h in (*clause.path, _label(clause))}
    headings = tuple(heading for heading in scope.headings if heading in above)
    return Scope(headings, scope.excluded, scope.words)


def _say_scope(scope: Scope) -> str:
    said = "、".join(f"“{heading}”" for heading in scope.headings)
    excluded = "、".join(f"“{heading}”" for heading in scope.excluded)
    if excluded:
        said += f"（不含{excluded}）" if said else f"除{excluded}以外的部分"
    if scope.words:
        said += f"提到{'或'.join(f'“{word}”' for word in scope.words)}的条款"
    return said


def _label(clause: Clause) -> str:
    return f"{clause.number}{clause.title}" or (clause.path[-1] if clause.path else "")
