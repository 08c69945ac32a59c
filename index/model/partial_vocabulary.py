"""Cut short texts into tokens without loading a large vocabulary.

A Unigram tokenizer chooses among the pieces that a text holds; those of 250,000 that it does not
hold change nothing, and loading them takes a second. Beside such a tokenizer lie its pieces in a
trie, which is not read but mapped, and the rest of it: for a few short texts a tokenizer of
the pieces that they hold is made. It gives the same tokens.
"""

import json
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from index.model.tokenizing import Pieces, Splitter, WholeSplitter

_TRIE, _VALUES, _FRAME = "pieces.marisa", "pieces.npy", "frame.json"
_LARGE = 50_000
# Characters together; for more the whole vocabulary is worth loading.
_SHORT = 5_000


def write_vocabulary(tokenizer: dict[str, Any], folder: Path) -> None:
    """Write what cuts short texts beside a tokenizer, where it pays.

    Args:
        tokenizer: What `tokenizer.json` holds.
        folder: Its folder.
    """
    import marisa_trie

    frame = _make_frame(tokenizer)
    if frame is None:
        return
    vocabulary = tokenizer["model"]["vocab"]
    trie = marisa_trie.Trie(piece for piece, _ in vocabulary)
    values = np.empty(len(vocabulary), [("id", "<u4"), ("score", "<f8")])
    for number, (piece, score) in enumerate(vocabulary):
        values[trie[piece]] = number, score
    trie.save(str(folder / _TRIE))
    np.save(folder / _VALUES, values)
    (folder / _FRAME).write_text(json.dumps(frame, ensure_ascii=False), encoding="utf-8")


def _make_frame(tokenizer: dict[str, Any]) -> dict[str, Any] | None:
    """Return the tokenizer with its special pieces alone, and their ids; None where it is small.

    The piece of the lowest score stays too: what is unknown is worth a little less than that.
    """
    model = tokenizer["model"]
    post = tokenizer.get("post_processor") or {}
    if model["type"] != "Unigram" or len(model["vocab"]) < _LARGE:
        return None
    if model.get("byte_fallback") or post.get("type") != "TemplateProcessing":
        return None
    ids = {added["id"] for added in tokenizer["added_tokens"]} | {model["unk_id"]}
    ids |= {i for token in post["special_tokens"].values() for i in token["ids"]}
    ids.add(min(range(len(model["vocab"])), key=lambda i: model["vocab"][i][1]))
    kept = sorted(ids)
    place = {number: i for i, number in enumerate(kept)}
    if kept[-1] >= len(model["vocab"]):
        return None
    return {
        "ids": kept,
        "tokenizer": tokenizer
        | {
            "model": model
            | {"vocab": [model["vocab"][i] for i in kept], "unk_id": place[model["unk_id"]]},
            "added_tokens": [a | {"id": place[a["id"]]} for a in tokenizer["added_tokens"]],
            "post_processor": post
            | {
                "special_tokens": {
                    name: token | {"ids": [place[i] for i in token["ids"]]}
                    for name, token in post["special_tokens"].items()
                }
            },
        },
    }


def open_splitter(tokenizer: Path) -> Splitter:
    """Return what cuts texts as the tokenizer in the file `tokenizer` does."""
    whole = _LoadedLate(tokenizer)
    return (
        PartialSplitter(whole, tokenizer.parent) if (tokenizer.parent / _FRAME).is_file() else whole
    )


class _LoadedLate:
    """A tokenizer that is loaded when it is first needed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._loading = threading.Lock()

    @cached_property
    def _splitter(self) -> WholeSplitter:
        from tokenizers import Tokenizer

        return WholeSplitter(Tokenizer.from_file(str(self._path)))

    def split(self, texts: Sequence[str]) -> list[Pieces]:
        with self._loading:
            splitter = self._splitter
        return splitter.split(texts)


class PartialSplitter:
    """Cuts short texts with the pieces that they hold, others with the whole vocabulary."""

    def __init__(self, whole: Splitter, folder: Path) -> None:
        """Map the files that `write_vocabulary` wrote to `folder`."""
        import marisa_trie
        from tokenizers import Tokenizer

        frame = json.loads((folder / _FRAME).read_text("utf-8"))
        self._whole = whole
        self._trie = marisa_trie.Trie().mmap(str(folder / _TRIE))
        self._values = np.load(folder / _VALUES, mmap_mode="r", allow_pickle=False)
        self._kept = frame["ids"]
        self._first = [tuple(pair) for pair in frame["tokenizer"]["model"]["vocab"]]
        self._unknown = frame["tokenizer"]["model"]["unk_id"]
        self._special = [added["content"] for added in frame["tokenizer"]["added_tokens"]]
        self._tokenizer = Tokenizer.from_str(json.dumps(frame["tokenizer"]))
        self._cutting = threading.Lock()

    def split(self, texts: Sequence[str]) -> list[Pieces]:
        """Return the tokens of each text."""
        # A special token in a text begins it anew, which changes the pieces that it holds.
        special = any(token in text for text in texts for token in self._special)
        if special or sum(map(len, texts)) > _SHORT:
            return self._whole.split(texts)
        from tokenizers.models import Unigram

        found = self._pieces_of(texts)
        values = self._values[[self._trie[piece] for piece in found]]
        pairs = [*self._first, *zip(found, values["score"].tolist(), strict=True)]
        ids = [*self._kept, *values["id"].tolist()]
        # The tokenizer is changed for each call.
        with self._cutting:
            self._tokenizer.model = Unigram(pairs, unk_id=self._unknown, byte_fallback=False)
            # One by one: a batch is given to threads, which wait for each other on busy cores.
            cut = [self._tokenizer.encode(text) for text in texts]
        return [([ids[i] for i in e.ids], e.offsets, e.special_tokens_mask) for e in cut]

    def _pieces_of(self, texts: Sequence[str]) -> list[str]:
        """Return the pieces that the texts hold, but for the special ones."""
        found: set[str] = set()
        normalizer, splitter = self._tokenizer.normalizer, self._tokenizer.pre_tokenizer
        for text in texts:
            normal = normalizer.normalize_str(text) if normalizer else text
            for word, _ in splitter.pre_tokenize_str(normal) if splitter else [(normal, None)]:
                for start in range(len(word)):
                    found.update(self._trie.prefixes(word[start:]))
        return sorted(found.difference(piece for piece, _ in self._first))
