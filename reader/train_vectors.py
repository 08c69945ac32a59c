"""Token vectors of the texts that the reader learns from, kept on disk between trainings."""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.model.embedder import Embedder

_ARRAYS = ("tokens", "spans", "bounds", "vectors")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TokenStore:
    """Vectors of many texts in one array each.

    `tokens`: float16 (n_tokens, dim), unit rows; `spans`: int32 (n_tokens, 2), half-open character
    spans in the text; text `i` has the rows `bounds[i]:bounds[i + 1]`; `vectors`: float16
    (n_texts, dim), one for each text as a whole.
    """

    tokens: NDArray[np.float16]
    spans: NDArray[np.int32]
    bounds: NDArray[np.int64]
    vectors: NDArray[np.float16]

    def rows(self, text: int) -> slice:
        """Return the rows of text number `text`."""
        return slice(int(self.bounds[text]), int(self.bounds[text + 1]))


def encode_texts(
    texts: Sequence[str], embedder: Embedder, folder: Path, *, as_queries: bool = False
) -> TokenStore:
    """Return the vectors of `texts`, from `folder` where these texts were encoded before.

    Args:
        texts: Passages, or questions.
        embedder: What the index uses too.
        folder: A folder of the cache, for all sets; it may not exist yet.
        as_queries: Encode them as queries.
    """
    digest = hashlib.sha256(embedder.fingerprint.encode())
    for text in (str(as_queries), *texts):
        digest.update(hashlib.sha256(text.encode()).digest())
    place = folder / digest.hexdigest()[:16]
    if not (place / "vectors.npy").exists():
        place.mkdir(parents=True, exist_ok=True)
        logger.warning("encoding %s texts for the reader, once", len(texts))
        _encode(texts, embedder, place, as_queries=as_queries)
    return TokenStore(*(np.load(place / f"{name}.npy", mmap_mode="r") for name in _ARRAYS))


def _encode(texts: Sequence[str], embedder: Embedder, place: Path, *, as_queries: bool) -> None:
    import torch

    encode = embedder.encode_queries if as_queries else embedder.encode_passages
    # Half the precision takes half the time; the cosines to the vectors of the index are .9999.
    with torch.autocast("cpu", torch.bfloat16):
        found = encode(texts, progress=True)
    arrays: tuple[NDArray[Any], ...] = (
        np.concatenate([text.tokens for text in found]).astype(np.float16),
        np.concatenate([text.spans for text in found]).astype(np.int32),
        np.cumsum([0, *(len(text.tokens) for text in found)]).astype(np.int64),
        np.stack([text.vector for text in found]).astype(np.float16),
    )
    for name, array in zip(_ARRAYS, arrays, strict=True):
        np.save(place / f"{name}.npy", array, allow_pickle=False)
