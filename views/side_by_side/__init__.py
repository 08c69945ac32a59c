"""Two documents side by side: what each says of a subject, and the numbers and dates in it."""

from views.side_by_side.comparison import Comparison, Row, compare_documents, compare_subject
from views.side_by_side.sections import Section

__all__ = ["Comparison", "Row", "Section", "compare_documents", "compare_subject"]
