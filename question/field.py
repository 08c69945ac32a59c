"""Tell what is no question to documents at all: small talk, and attempts on the instructions."""

from pathlib import Path

from question.patterns import load_patterns
from question.query import Query

_FIELDS = load_patterns(Path(__file__).with_name("field.toml"), "fields")


def is_out_of_scope(query: Query) -> bool:
    """Say whether a text asks for nothing that a document of any field could say."""
    return any(pattern.search(query.text) for pattern in _FIELDS.values())
