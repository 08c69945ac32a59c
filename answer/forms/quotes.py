"""Answers in the documents' own sentences, for questions that ask what is said."""

from collections.abc import Sequence

from answer.drafts import Draft
from answer.selection import Choice

_MOST_SENTENCES = 3


def draft_quotes(choices: Sequence[Choice], *, most: int = _MOST_SENTENCES) -> list[Draft]:
    """Return for each chosen clause the sentences that fit, under the clause's title."""
    return [_quote(choice, most) for choice in choices]


def _quote(choice: Choice, most: int) -> Draft:
    extracts = tuple(choice.best(most))
    title = choice.hit.clause.title
    # A quote that begins with the title needs none before it.
    named = title and not any(title in extract.text for extract in extracts)
    return Draft(f"{title}：" if named else "", extracts, quotes=True)
