"""Short pieces that the parts of the page share."""

from collections.abc import Iterable, Sequence

from export.support_words import (
    SIDE_WORDS,
    STATE_WORDS,
    STRENGTH_WORDS,
    Piece,
    describe_condition,
    describe_terms,
    list_limiting,
    list_open,
)
from ui.parts.addresses import read_link
from ui.parts.markup import Html, element, join, source_text
from ui.parts.script import say
from views.support import Profile
from views.support.conditions import Condition
from views.support.terms import CardTerms


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


def write_conditions(
    conditions: Sequence[Condition], profile: Profile, terms: CardTerms | None = None
) -> Html:
    """Return how the firm meets what a quote asks, as a list to check.

    Args:
        conditions: Those of the quote.
        profile: The firm.
        terms: What the clause states of amount and time, where that is to be said here.
    """
    lines = [
        write_state(
            condition.state,
            SIDE_WORDS[condition.side],
            write_pieces(describe_condition(condition, profile)),
        )
        for condition in list_limiting(conditions)
    ]
    free, absent = list_open(conditions), []
    for state, name, said, elsewhere in describe_terms(terms) if terms else ():
        if state == "open":
            absent.append(name)
            continue
        told = write_pieces(said)
        if elsewhere is not None:
            link = read_link(elsewhere.clause.clause_id, elsewhere.text)
            told = join((told, " ", element("a", say("看别处"), href=link)))
        lines.append(write_state(state, name, told))
    said_of = [f"没有限定{'、'.join(free)}"] if free else []
    said_of += [f"没有写{'、'.join(absent)}"] if absent else []
    if said_of:
        lines.append(write_state("open", "", say("，".join(said_of))))
    return element("ul", *lines, class_="conditions")


def write_state(state: str, name: str, said: str | Html) -> Html:
    """Return a line of a list to check: the state, what it is of, what is said of it."""
    before = f" {say(name)}：" if name else " "
    chip = element("span", say(STATE_WORDS[state]), class_=f"state {state}")
    return element("li", chip, before, said)
