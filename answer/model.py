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
class Point:
    """A statement of an answer: one line of its text.

    Attributes:
        words: What is stated, without marks of citations.
        citations: The numbers of those that it rests on; none for words of ours about an answer.
        label: The address, inside its document, of the clause that it is about: 三（三）3; "" for a
            statement about several, or about a document.
        clause: That clause; None where `label` is "".
        is_verdict: It says in one sentence what was asked for.
    """

    words: str
    citations: tuple[int, ...] = ()
    label: str = ""
    clause: Clause | None = None
    is_verdict: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: `text` cites `citations` as [n]; `related` are the nearest clauses otherwise.

    `points` are the lines of `text`, `suggestions` questions that the documents can answer, the
    next ones or in place of this one; `asks_back` says why a reader should choose among them,
    `advice` whom to ask, both in words that no document says.

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
    points: tuple[Point, ...] = ()
    suggestions: tuple[str, ...] = ()
    asks_back: str = ""
    advice: str = ""

    @property
    def turn(self) -> Turn:
        """Return what a follow-up question has to know of this answer."""
        cited = dict.fromkeys(citation.clause.clause_id for citation in self.citations)
        return Turn(self.standalone or self.question, tuple(cited))
