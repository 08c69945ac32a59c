"""Answers in the documents' own sentences, for questions that ask what is said."""

from collections.abc import Mapping, Sequence

from answer.drafts import Draft
from answer.selection import Choice
from ingest import Document

_MOST_SENTENCES = 3


def draft_quotes(choices: Sequence[Choice], *, most: int = _MOST_SENTENCES) -> list[Draft]:
    """Return for each chosen clause the sentences that fit, under the clause's title."""
    return [_quote(choice, "", most) for choice in choices]


def draft_comparison(
    groups: Mapping[str, Sequence[Choice]], documents: Mapping[str, Document]
) -> list[Draft]:
    """Return the same side by side: the choices of each document after the title of the document.

    Args:
        groups: The choices of each document, by its id.
        documents: The documents by their ids.
    """
    drafts = []
    for doc_id, choices in groups.items():
        title = f"《{documents[doc_id].title}》"
        leads = [title, *[""] * len(choices)]
        drafts += [
            _quote(c, lead, _MOST_SENTENCES) for lead, c in zip(leads, choices, strict=False)
        ]
    return drafts


def _quote(choice: Choice, lead: str, most: int) -> Draft:
    extracts = tuple(choice.best(most))
    title = choice.hit.clause.title
    # A quote that begins with the title needs none before it.
    named = title and not any(title in extract.text for extract in extracts)
    words = "：".join(filter(None, (lead, title if named else "")))
    return Draft(f"{words}：" if words else "", extracts, quotes=True)
