"""Tell a question of another field, or one that is none at all, by its words."""

from pathlib import Path

from question.kinds import ABOUT_DOCUMENT
from question.patterns import load_patterns
from question.query import Query

_FIELDS = load_patterns(Path(__file__).with_name("field.toml"), "fields")
_ADVICE_PATH = Path(__file__).with_name("advice.toml")
_ADVICE = load_patterns(_ADVICE_PATH, "advice")
_OWN_FIELD = load_patterns(_ADVICE_PATH)["field"]
_OF_NO_FIELD = ("闲聊", "套取指令")


def is_small_talk(query: Query) -> bool:
    """Say whether a text asks nothing of any document: small talk, attempts on instructions."""
    return any(_FIELDS[name].search(query.text) for name in _OF_NO_FIELD)


def is_out_of_scope(query: Query) -> bool:
    """Say whether a question speaks of what no policy document does: weather, shares, films.

    So does one that asks for advice of daily life and has no word of firms or government.
    """
    if any(pattern.search(query.text) for pattern in _FIELDS.values()):
        return True
    if query.departments or query.kind in ABOUT_DOCUMENT or query.reference.doc_ids:
        return False
    asks_advice = any(pattern.search(query.text) for pattern in _ADVICE.values())
    return asks_advice and not _OWN_FIELD.search(query.text)
