"""Files to documents and clauses: every clause with its exact span in the source."""

from ingest.documents import Corpus, LeftOut, load_corpus
from ingest.formats.model import SourceError
from ingest.model import Annotations, Clause, Document

__all__ = ["Annotations", "Clause", "Corpus", "Document", "LeftOut", "SourceError", "load_corpus"]
