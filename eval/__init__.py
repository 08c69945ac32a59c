"""Evaluation: questions with gold spans, and metrics of search and answers."""

from eval.questions import Gold, GoldError, Question, load_questions
from eval.run import RunSummary, evaluate_search

__all__ = ["Gold", "GoldError", "Question", "RunSummary", "evaluate_search", "load_questions"]
