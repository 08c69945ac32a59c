"""Clauses and documents as JSON objects, and back."""

from typing import Any

from pydantic import TypeAdapter

from ingest.model import Annotations, Clause, Document

_CLAUSE = TypeAdapter(Clause)
_DOCUMENT = TypeAdapter(Document)


def clause_record(clause: Clause) -> dict[str, Any]:
    """Return the JSON object of a clause: its fields, with the annotations beside them."""
    record: dict[str, Any] = _CLAUSE.dump_python(clause, mode="json")
    annotations: dict[str, Any] = record.pop("annotations")
    return record | annotations


def read_clause(record: dict[str, Any]) -> Clause:
    """Return the clause of a JSON object that `clause_record` made.

    Raises:
        ValueError: a field is missing or of another type.
    """
    names = Annotations.__dataclass_fields__
    fields = {name: value for name, value in record.items() if name not in names}
    annotations = {name: record[name] for name in names if name in record}
    return _CLAUSE.validate_python(fields | {"annotations": annotations})


def document_record(document: Document) -> dict[str, Any]:
    """Return the JSON object of a document."""
    record: dict[str, Any] = _DOCUMENT.dump_python(document, mode="json")
    return record


def read_document(record: dict[str, Any]) -> Document:
    """Return the document of a JSON object that `document_record` made.

    Raises:
        ValueError: a field is missing or of another type.
    """
    return _DOCUMENT.validate_python(record)
