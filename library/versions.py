"""What changed between two versions of a document, clause by clause."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from ingest import Clause
from ingest.model import INDEXED_KINDS
from ingest.text.unify import unify

# Clauses under other numbers are one that was changed where so much of them is the same.
_SAME = 0.5
# Pairs that are compared letter by letter, of one stretch in which everything is new.
_MOST_PAIRS = 4_000


@dataclass(frozen=True, slots=True)
class Difference:
    """A clause that is new, gone, or other: `kind` is `added`, `removed` or `changed`.

    `old` and `new` are the clauses; None where there is none.
    """

    kind: str
    old: Clause | None
    new: Clause | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences in the order of the new version, and how many clauses say the same.

    `renumbered` of those that say the same stand under another number.
    """

    differences: tuple[Difference, ...]
    same: int
    renumbered: int

    def count(self, kind: str) -> int:
        """Return how many differences are of a kind."""
        return sum(difference.kind == kind for difference in self.differences)


def compare_versions(old: Iterable[Clause], new: Iterable[Clause]) -> Comparison:
    """Compare the clauses of two versions: what they say, under whatever numbers."""
    before, after = _compared(old), _compared(new)
    words = [_words(clause) for clause in before], [_words(clause) for clause in after]
    matcher = SequenceMatcher(None, *words, autojunk=False)
    differences: list[Difference] = []
    same = renumbered = 0
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            same += i2 - i1
            pairs = zip(before[i1:i2], after[j1:j2], strict=True)
            renumbered += sum(_place(a) != _place(b) for a, b in pairs)
        else:
            differences += _pair(before[i1:i2], after[j1:j2])
    return Comparison(tuple(differences), same, renumbered)


def _compared(clauses: Iterable[Clause]) -> list[Clause]:
    return [clause for clause in clauses if clause.kind in INDEXED_KINDS and _words(clause)]


def _pair(old: Sequence[Clause], new: Sequence[Clause]) -> list[Difference]:
    """Return the differences of a stretch in which no clause stayed the same."""
    partners = _by_number(old, new)
    if len(old) * len(new) <= _MOST_PAIRS:
        partners |= _by_likeness(old, new, partners)
    found = [
        Difference("removed", clause, None)
        for i, clause in enumerate(old)
        if i not in partners.values()
    ]
    for j, clause in enumerate(new):
        if j in partners:
            found.append(Difference("changed", old[partners[j]], clause))
        else:
            found.append(Difference("added", None, clause))
    return found


def _by_number(old: Sequence[Clause], new: Sequence[Clause]) -> dict[int, int]:
    places = {_place(clause): i for i, clause in enumerate(old)}
    return {
        j: places[_place(clause)]
        for j, clause in enumerate(new)
        if _place(clause) in places and _likeness(old[places[_place(clause)]], clause) >= _SAME
    }


def _by_likeness(
    old: Sequence[Clause], new: Sequence[Clause], known: dict[int, int]
) -> dict[int, int]:
    free = [i for i in range(len(old)) if i not in known.values()]
    found: dict[int, int] = {}
    for j, clause in enumerate(new):
        if j in known or not free:
            continue
        best = max(free, key=lambda i: _likeness(old[i], clause))
        if _likeness(old[best], clause) >= _SAME:
            found[j] = best
            free.remove(best)
    return found


def _likeness(a: Clause, b: Clause) -> float:
    matcher = SequenceMatcher(None, _words(a), _words(b), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _SAME else 0.0


def _place(clause: Clause) -> str:
    return clause.clause_id.partition("/")[2]


def _words(clause: Clause) -> str:
    return _plain(clause.text.lstrip().removeprefix(clause.number))


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return "".join(unify(text).text.split())
