"""Industries in a question that the list it asks about does not name."""

from collections.abc import Iterator, Sequence

from answer.refusal.elsewhere import PATTERNS
from ingest import Clause
from ingest.annotations.vocabulary import default_vocabulary
from question.words import simplify

_ALL_INDUSTRIES = frozenset({"轻工纺织", "轻工业"})
_SHARED = 2


def absent_industries(text: str, clauses: Sequence[Clause]) -> Iterator[str]:
    """Yield the industries that the list asked about, of a box or of cities, does not name."""
    by_city = PATTERNS["asks_cities"].search(text) is not None
    if not by_city and not PATTERNS["asks_box"].search(text):
        return
    vocabulary = default_vocabulary()
    lists = _city_lists(clauses) if by_city else _box_items(text, clauses)
    listed = {name for clause in lists for name in vocabulary.names("industries", clause.text)}
    for found in vocabulary.find("industries", text):
        wider = {found.name, *vocabulary.broader("industries", found.name)}
        if found.name not in _ALL_INDUSTRIES and not (wider - _ALL_INDUSTRIES) & listed:
            yield f"{found.name}的{'分布城市' if by_city else '专栏内容'}"


def _city_lists(clauses: Sequence[Clause]) -> list[Clause]:
    """Return the clauses that list cities; one is no list."""
    return [c for c in clauses if len({found.name for found in c.annotations.cities}) > 1]


def _box_items(text: str, clauses: Sequence[Clause]) -> list[Clause]:
    """Return the items of boxes; those of the box that `text` names, if it names one."""
    items = [clause for clause in clauses if clause.kind == "box_item"]
    return [item for item in items if _is_of_box(text, item)] or items


def _is_of_box(text: str, item: Clause) -> bool:
    title = simplify(item.path[-1]) if item.path else ""
    shared = {title[i : i + 2] for i in range(len(title) - 1) if title[i : i + 2] in text}
    return len(shared - {"专栏", "工程"}) >= _SHARED
