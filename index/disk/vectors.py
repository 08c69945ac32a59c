"""The vectors of passages on disk: written as they come, and found again by the passage's text."""

import hashlib
import json
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.channels.dense import VECTORS
from index.channels.found import Floats
from index.channels.late import LateIndex, LateWriter
from index.channels.token_codes import TokenCodes
from index.disk.growing import GrowingArray, map_array

_KEYS = "passage_keys.npy"
_BEGUN = "begun.json"
_KEY_BYTES = 16


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """Vectors of a passage as the index keeps them, and the character spans of its tokens.

    `vector`: float32 (dim,); `spans`: int32 (n_tokens, 2).
    """

    vector: Floats
    tokens: TokenCodes
    spans: np.ndarray


class VectorWriter:
    """Writes the vectors of passages to a folder, one passage after the other."""

    def __init__(
        self, folder: Path, fingerprint: str, dim: int, token_dim: int, closing: ExitStack
    ) -> None:
        """Begin the files.

        Args:
            folder: Where to write.
            fingerprint: The model's.
            dim: Numbers of a vector.
            token_dim: Numbers of the vector of a token.
            closing: Closes the files; what was not flushed may not count.

        Raises:
            OSError: they cannot be written.
        """
        (folder / _BEGUN).write_text(json.dumps({"fingerprint": fingerprint}), encoding="utf-8")
        self._late = LateWriter(folder, token_dim, closing)
        self._vectors = GrowingArray(folder / VECTORS, np.float32, (dim,))
        closing.callback(self._vectors.close)
        self._keys = GrowingArray(folder / _KEYS, np.uint8, (_KEY_BYTES,))
        closing.callback(self._keys.close)

    def add(self, text: str, vectors: PassageVectors) -> None:
        """Add a passage."""
        self._late.add(vectors.tokens, vectors.spans)
        self._vectors.append(vectors.vector[None])
        self._keys.append(np.frombuffer(_key_of(text), np.uint8)[None])

    def flush(self) -> None:
        """Make what was added durable: a build that goes on finds it there."""
        self._late.flush()
        self._vectors.flush()
        # Last: a passage that has a key has all the rest.
        self._keys.flush()


class KnownVectors:
    """Vectors in folders that a `VectorWriter` has written to, whole or in part."""

    def __init__(self, folders: Iterable[Path], fingerprint: str) -> None:
        """Map the files of those folders that hold vectors of the model."""
        self._held: list[tuple[np.ndarray, LateIndex]] = []
        self._places: dict[bytes, tuple[int, int]] = {}
        for folder in folders:
            with suppress(OSError, EOFError, ValueError, LookupError, TypeError):
                begun = json.loads((folder / _BEGUN).read_bytes())
                if begun["fingerprint"] == fingerprint:
                    self._add(folder)

    def find(self, text: str) -> PassageVectors | None:
        """Return the vectors of a passage of that text, None where there are none."""
        place = self._places.get(_key_of(text))
        if place is None:
            return None
        vectors, late = self._held[place[0]]
        number = place[1]
        return PassageVectors(vectors[number], late.kept(number), late.spans_of(number))

    def _add(self, folder: Path) -> None:
        held = len(self._held)
        keys = map_array(folder / _KEYS)
        self._held.append((map_array(folder / VECTORS), LateIndex.load(folder)))
        self._places |= {key.tobytes(): (held, number) for number, key in enumerate(keys)}


def count_durable(folder: Path) -> int:
    """Return of how many passages a folder holds the vectors."""
    try:
        return len(map_array(folder / _KEYS))
    except (OSError, EOFError, ValueError):
        return 0


def _key_of(text: str) -> bytes:
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=_KEY_BYTES).digest()
