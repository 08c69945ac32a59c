"""The plain system: the clause that a fixed mixture finds first, quoted whole.

What the project's answers must beat: it reads nothing into the question and never refuses.
"""

from dataclasses import dataclass
from datetime import date

from answer import Answer
from answer.model import Citation
from index import Searcher
from index.channels.fusion import RETRIEVERS

NAME = "plain"


@dataclass(frozen=True, slots=True)
class PlainAnswerer:
    """Answers with the best clause of a searcher that weighs as `RETRIEVERS["plain"]` does."""

    searcher: Searcher

    @classmethod
    def over(cls, searcher: Searcher) -> "PlainAnswerer":
        """Return the plain system over the index of another searcher."""
        return cls(searcher.with_weights(RETRIEVERS[NAME]))

    def answer(self, question: str, *, as_of: date) -> Answer:
        """Return the best clause as the answer to `question`; `as_of` changes nothing."""
        hit = self.searcher.search(question, k=1)[0]
        clause = hit.clause
        citation = Citation(1, clause, clause.text, clause.start, clause.end, hit.why)
        return Answer(
            question=question,
            status="answered",
            intent=NAME,
            text=f"{clause.text}[1]",
            citations=(citation,),
            notices=(),
            related=(),
            confidence=hit.score,
        )
