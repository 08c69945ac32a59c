"""Short pieces that the parts of the page share."""

from collections.abc import Iterable, Sequence

from export.support_words import (
    SIDE_WORDS,
    STATE_WORDS,
    STRENGTH_WORDS,
    Piece,
    describe_condition,
    list_limiting,
    list_open,
)
from ui.parts.markup import Html, element, join, source_text
from ui.parts.script import say
from views.support import Profile
from views.support.conditions import Condition


def write_pieces(pieces: Iterable[Piece]) -> Html:
    """Return words of the page in the reader's characters, those of documents as printed."""
    return join(
        source_text("span", text) if is_printed else say(text) for text, is_printed in pieces
    )


def write_strength(strength: str, words: Sequence[str]) -> Html:
    """Return how a quote is worded, and its own words for that."""
    said: list[str | Html] = [
        element("span", say(STRENGTH_WORDS[strength]), class_=f"strength is-{strength}")
    ]
    if words:
        printed = "、".join(f"“{word}”" for word in words)
        said += [" ", say("原文用词："), source_text("span", printed)]
    return element("p", *said, class_="wording")


def write_conditions(conditions: Sequence[Condition], profile: Profile) -> Html:
    """Return how the firm meets what a quote asks, side by side."""
    lines = [
        element(
            "li",
            element("span", say(STATE_WORDS[condition.state]), class_=f"state {condition.state}"),
            f" {say(SIDE_WORDS[condition.side])}：",
            write_pieces(describe_condition(condition, profile)),
        )
        for condition in list_limiting(conditions)
    ]
    free = list_open(conditions)
    if free:
        state = element("span", say(STATE_WORDS["open"]), class_="state open")
        lines.append(element("li", state, f" {say('、'.join(free))}"))
    return element("ul", *lines, class_="conditions")
