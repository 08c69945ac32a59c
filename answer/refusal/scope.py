"""Tell a question of another field, or one that is none at all, by its words."""

from pathlib import Path

from answer.refusal.patterns import load_patterns
from index.query import Query

_FIELDS = load_patterns(Path(__file__).with_name("scope.toml"), "fields")


def is_out_of_scope(query: Query) -> bool:
    """Say whether a question speaks of what no policy document does: weather, shares, films."""
    return any(pattern.search(query.text) for pattern in _FIELDS.values())
