"""From what a format gives to a document and its clauses, with what they say."""

from ingest.annotations.documents import annotate_document
from ingest.formats.model import Extract
from ingest.model import Clause, Document
from ingest.structure.clauses import split_clauses


def parse_document(document: Document, extract: Extract) -> tuple[Document, list[Clause]]:
    """Return `document` with what it says of itself, and its clauses in source order.

    Every character of the text that is not white space lies in exactly one clause.

    Raises:
        SourceError: the text holds nothing to be read.
    """
    split = split_clauses(document, extract)
    return annotate_document(split.document, split.clauses, split.located, extract.text)
