"""The words of a text: as they are compared, and as the segmenter cuts them."""

import re
import unicodedata
from functools import cache

import jieba
from opencc import OpenCC

from ingest.annotations.vocabulary import default_vocabulary
from ingest.text.unify import fold
from question.cache_folder import default_cache_dir
from question.dictionary import open_counts

_CJK_RUN = re.compile(r"[\u4e00-\u9fff]+")
_WORD = re.compile(r"[0-9a-z\u4e00-\u9fff]")


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


@cache
def segmenter() -> jieba.Tokenizer:
    """Return the segmenter, which knows the words of the vocabulary; shared, not to be changed."""
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ = open_counts(default_cache_dir())
    tokenizer.total = tokenizer.FREQ.total
    tokenizer.initialized = True
    for word in default_vocabulary().words():
        tokenizer.add_word(word)
    return tokenizer


def unify(text: str) -> str:
    """Return `text` with full-width forms folded, in Simplified Chinese; capitals stay."""
    unified: str = _to_simplified().convert(unicodedata.normalize("NFKC", fold(text)))
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
