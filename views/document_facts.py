"""What a document holds, counted."""

from collections import Counter

from ingest import Corpus
from ingest.model import KINDS


def count_kinds(corpus: Corpus, doc_id: str) -> tuple[tuple[str, int], ...]:
    """Return how many nodes of each kind a document has, kinds without any left out."""
    counts = Counter(clause.kind for clause in corpus.clauses_of(doc_id))
    return tuple((kind, counts[kind]) for kind in KINDS if counts[kind])
