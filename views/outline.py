"""The outline of a document: its clauses as a tree, in the order of the source."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest import Clause

# Nothing stands below these; what comes after them belongs to the heading before.
_LEAVES = frozenset({"front", "toc", "back"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A clause of the outline and the entries below it."""

    clause: Clause
    children: tuple["Entry", ...] = ()


@dataclass(slots=True)
class _Node:
    clause: Clause
    children: list["_Node"] = field(default_factory=list)


def build_outline(clauses: Iterable[Clause]) -> tuple[Entry, ...]:
    """Return the top of the outline of one document's `clauses`; page furniture is left out.

    Args:
        clauses: In source order, each with the headings above it as its path.
    """
    levels: list[list[_Node]] = [[]]
    for clause in clauses:
        if clause.kind == "furniture":
            continue
        node = _Node(clause)
        if clause.kind in _LEAVES:
            levels[0].append(node)
            continue
        depth = min(len(clause.path), len(levels) - 1)
        del levels[depth + 1 :]
        levels[depth].append(node)
        levels.append(node.children)
    return _freeze(levels[0])


def _freeze(nodes: list[_Node]) -> tuple[Entry, ...]:
    return tuple(Entry(node.clause, _freeze(node.children)) for node in nodes)
