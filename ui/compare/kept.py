"""Comparisons that were made, kept for who looks again: the same index gives the same."""

import streamlit as st

from ui.desk import Desk
from views.side_by_side import Comparison, compare_documents, compare_subject

_KEPT = 32


def compare(desk: Desk, left: str, right: str, subject: str) -> Comparison:
    """Return two documents side by side, for one subject where it is not blank.

    Raises:
        QueryError: the subject cannot be searched for.
        ValueError: the desk has nothing to search in.
    """
    return _compare(desk.fingerprint, left, right, subject.strip(), desk)


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def _compare(fingerprint: str, left: str, right: str, subject: str, _desk: Desk) -> Comparison:
    if _desk.searcher is None:
        raise ValueError("compare: the desk has no searcher; open an index")
    if subject:
        return compare_subject(_desk.searcher, left, right, subject)
    return compare_documents(_desk.searcher, left, right)
