"""Records of an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from index import Hit
from ingest import Clause
from question.dialogue.conversation import Turn

STATUSES = ("answered", "partial", "not_found", "out_of_scope")
# How the clauses cited stand to the question: they say it, they are related to it; none are cited.
SUPPORTS = ("direct", "near", "none")


@dataclass(frozen=True, slots=True)
class Citation:
    """What a statement of an answer rests on.

    `quote` is verbatim from `start:end` (code points) of the source, white space aside; `n` is the
    number that the answer's text cites it by; `why` is what made the clause match.
    """

    n: int
    clause: Clause
    quote: str
    start: int
    end: int
    why: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: `text` cites `citations` as [n]; `related` are the nearest clauses otherwise.

    `status` is one of `STATUSES`, `support` of `SUPPORTS`, `intent` the kind of question, `notices`
    what a reader must know of the documents cited, in Chinese. `confidence`, higher is better and
    of no fixed scale, orders answers by how likely they are right. `standalone` is the question as
    it was understood, which for a follow-up has what it leaves out. `is_generated` says that a
    language model wrote it.
    """

    question: str
    status: str
    intent: str
    text: str
    citations: tuple[Citation, ...]
    notices: tuple[str, ...]
    related: tuple[Hit, ...]
    support: str = "none"
    confidence: float = 0.0
    standalone: str = ""
    is_generated: bool = False

    @property
    def turn(self) -> Turn:
        """Return what a follow-up question has to know of this answer."""
        cited = dict.fromkeys(citation.clause.clause_id for citation in self.citations)
        return Turn(self.standalone or self.question, tuple(cited))
