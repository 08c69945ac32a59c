"""What the page draws from."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from answer import Answer
from ingest import Corpus


class AnswersQuestions(Protocol):
    """What answers: the real answerer, or a stand-in in tests."""

    def answer(self, question: str, *, as_of: date) -> Answer:
        """Return the answer to `question`; a blank or too long one raises `QueryError`."""


@dataclass(frozen=True, slots=True)
class Desk:
    """An answerer and the documents that it answers from; shared by all sessions."""

    answerer: AnswersQuestions
    corpus: Corpus
