"""All documents: what each is, how they stand to each other, and when they are in force."""

from views.catalogue.entries import Entry, list_entries
from views.catalogue.groups import Group, group_documents
from views.catalogue.relations import Relation, find_relations
from views.catalogue.selection import Choice, count_choices, list_values, select_entries
from views.catalogue.spans import Span, span_of

__all__ = [
    "Choice",
    "Entry",
    "Group",
    "Relation",
    "Span",
    "count_choices",
    "find_relations",
    "group_documents",
    "list_entries",
    "list_values",
    "select_entries",
    "span_of",
]
