"""A question to clauses to an answer whose every statement is cited."""

from answer.answerer import Answerer
from answer.model import Answer, Citation

__all__ = ["Answer", "Answerer", "Citation"]
