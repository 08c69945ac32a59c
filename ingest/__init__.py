"""Files to documents and clauses: every clause with its exact span in the source."""

from ingest.documents import Corpus, load_corpus
from ingest.model import Annotations, Clause, Document
from ingest.source import SourceError

__all__ = ["Annotations", "Clause", "Corpus", "Document", "SourceError", "load_corpus"]
