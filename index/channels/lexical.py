"""Lexical index: BM25 over Chinese words and character bigrams, all in Simplified Chinese."""

import hashlib
import logging
import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import bm25s
import jieba
import numpy as np
from opencc import OpenCC

from index.model.embedder import default_cache_dir
from ingest.annotations.vocabulary import default_vocabulary

_CJK_RUN = re.compile(r"[\u4e00-\u9fff]+")
_WORD = re.compile(r"[0-9a-z\u4e00-\u9fff]")


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


@cache
def segmenter() -> jieba.Tokenizer:
    """Return the segmenter, which knows the words of the vocabulary; shared, not to be changed."""
    jieba.setLogLevel("WARNING")
    tokenizer = jieba.Tokenizer()
    # By default its cache lies in a folder that every user of the machine may write to.
    cache_dir = default_cache_dir()
    with suppress(OSError):
        cache_dir.mkdir(parents=True, exist_ok=True)
    tokenizer.tmp_dir = str(cache_dir)
    for word in default_vocabulary().words():
        tokenizer.add_word(word)
    return tokenizer


# Each index that is built would be announced on stderr.
logging.getLogger("bm25s").setLevel(logging.WARNING)


def dictionary_fingerprint() -> str:
    """Identify the words that the segmenter knows beside its own dictionary."""
    return hashlib.sha256("\n".join(default_vocabulary().words()).encode()).hexdigest()


def unify(text: str) -> str:
    """Return `text` with full-width forms folded, in Simplified Chinese; capitals stay."""
    unified: str = _to_simplified().convert(unicodedata.normalize("NFKC", text))
    return unified


def simplify(text: str) -> str:
    """Return `text` as it is compared: full-width forms folded, lower case, Simplified Chinese."""
    return unify(text).lower()


def tokenize(text: str) -> list[str]:
    """Return the terms of `text`: words, the shorter words inside them, and character bigrams.

    Bigrams find names and terms that the segmenter cuts elsewhere in question and clause.
    """
    simplified = simplify(text)
    words = [w for w in segmenter().lcut_for_search(simplified) if _WORD.search(w)]
    runs = _CJK_RUN.findall(simplified)
    return words + [f"{run[i : i + 2]}" for run in runs for i in range(len(run) - 1)]


class LexicalIndex:
    """BM25 scores of clauses for a query."""

    def __init__(self, bm25: bm25s.BM25) -> None:
        """Wrap a built or loaded index."""
        self._bm25 = bm25

    @classmethod
    def build(cls, texts: Sequence[str]) -> "LexicalIndex":
        """Index `texts`, of which there is at least one."""
        bm25 = bm25s.BM25()
        # A text without terms gets one that no query has; an index without any cannot be made.
        bm25.index([tokenize(text) or [""] for text in texts], show_progress=False)
        return cls(bm25)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Load an index from the files that `save` wrote."""
        return cls(bm25s.BM25.load(folder, show_progress=False))

    def save(self, folder: Path) -> None:
        """Write the index to `folder`: arrays and JSON, no pickle."""
        self._bm25.save(folder, show_progress=False)

    def scores(self, query: str) -> np.ndarray:
        """Return the BM25 score of every text, float32 (n_texts,); 0 where no term fits."""
        terms = tokenize(query)
        if not any(term in self._bm25.vocab_dict for term in terms):
            return np.zeros(self._bm25.scores["num_docs"], dtype=np.float32)
        return np.asarray(self._bm25.get_scores(terms), dtype=np.float32)

    def counts(self) -> dict[str, int]:
        """Return for each term the number of texts that hold it."""
        counts = np.diff(self._bm25.scores["indptr"]).tolist()
        return {term: counts[i] for term, i in self._bm25.vocab_dict.items() if i < len(counts)}

    def coverage(self, query: str) -> float:
        """Return the share of the query's terms that occur in the texts, 0 to 1."""
        terms = set(tokenize(query))
        if not terms:
            return 0.0
        return sum(term in self._bm25.vocab_dict for term in terms) / len(terms)
