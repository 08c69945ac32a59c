"""Search over clauses: embedder, FAISS, BM25, late interaction, and the store on disk."""

from index.search import Hit, Searcher
from index.service import open_searcher, update_index
from index.settings import Settings, load_settings

__all__ = ["Hit", "Searcher", "Settings", "load_settings", "open_searcher", "update_index"]
