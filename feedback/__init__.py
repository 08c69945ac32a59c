"""What readers say of answers, kept with what they saw."""

from feedback.store import Feedback, FeedbackError, FeedbackStore

__all__ = ["Feedback", "FeedbackError", "FeedbackStore"]
