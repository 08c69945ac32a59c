"""Count the terms of any number of texts in bounded memory: blocks of texts, then a merge by term.

Impacts are those of BM25 as Lucene has it, with exact lengths. Source: Kamphuis et al. 2020, "Which
BM25 do you mean?".
"""

from array import array
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from index.channels.found import Floats
from index.channels.lexical_postings import (
    IMPACTS,
    TEXTS,
    Postings,
    TextNumbers,
    write_terms,
)
from index.disk.growing import GrowingArray
from question.words import tokenize

# How soon a term that is repeated adds less, and how much less it adds in longer texts.
_K1, _B = 1.5, 0.75
# Tokens of a block, and postings merged at once but for a term with more: some 100 MB.
_BLOCK = 2_000_000
# A key is the number of a term and below it that of a text.
_TEXT_BITS = 32


class _Block(NamedTuple):
    """The terms of some texts: `keys`, int64 (n,), rising; `counts`, int32 (n,)."""

    keys: NDArray[np.int64]
    counts: NDArray[np.int32]


@dataclass(slots=True)
class _Counted:
    """What is known of the texts read so far.

    `numbers` are those of the terms, `holding` how many texts hold each, `lengths` the tokens of
    each text.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    holding: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    lengths: "array[int]" = field(default_factory=lambda: array("i"))


def make_postings(texts: Iterable[str]) -> Postings:
    """Return the postings of as many texts as memory holds."""
    counted = _Counted()
    blocks = list(_read_blocks(texts, counted))
    pieces = list(_merge(counted, blocks))
    trie, bounds = _number_terms(counted)
    return Postings(
        trie,
        bounds,
        np.concatenate([np.zeros(0, np.int32), *(piece[0] for piece in pieces)]),
        np.concatenate([np.zeros(0, np.float32), *(piece[1] for piece in pieces)]),
        len(counted.lengths),
    )


def write_lexical(texts: Iterable[str], folder: Path) -> None:
    """Write a lexical index of any number of texts, each read once, for `LexicalIndex.load`.

    Args:
        texts: What is searched.
        folder: Is made if need be. Before the end it holds two and a half times what is left there.

    Raises:
        OSError: something cannot be written; files may be left in `folder`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counted = _Counted()
    with TemporaryDirectory(dir=folder, prefix="blocks-") as spilled:
        blocks = _spill(_read_blocks(texts, counted), Path(spilled))
        with ExitStack() as stack:
            # Written, not mapped: where the disk is full, a write fails and a map ends the process.
            written = [
                stack.enter_context(closing(GrowingArray(folder / name, kind)))
                for name, kind in ((TEXTS, np.int32), (IMPACTS, np.float32))
            ]
            for piece in _merge(counted, blocks):
                for array, rows in zip(written, piece, strict=True):
                    array.append(rows)
            for array in written:
                array.flush()
    write_terms(folder, *_number_terms(counted), len(counted.lengths))


def _read_blocks(texts: Iterable[str], counted: _Counted) -> Iterator[_Block]:
    """Give the terms of the texts in blocks, and note in `counted` what was read."""
    numbers, terms, first = counted.numbers, array("i"), 0
    for text in texts:
        tokens = tokenize(text)
        terms.extend([numbers.setdefault(token, len(numbers)) for token in tokens])
        counted.lengths.append(len(tokens))
        if len(terms) >= _BLOCK:
            yield _make_block(terms, first, counted)
            terms, first = array("i"), len(counted.lengths)
    if terms:
        yield _make_block(terms, first, counted)


def _make_block(terms: "array[int]", first: int, counted: _Counted) -> _Block:
    """Return the terms of the texts from `first` on, sorted and counted."""
    lengths = np.array(counted.lengths[first:])
    keys = np.array(terms, np.int64) << _TEXT_BITS
    keys |= np.repeat(np.arange(first, first + len(lengths)), lengths)
    keys.sort()
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    counts = np.diff(starts, append=len(keys)).astype(np.int32)
    keys = keys[starts]
    holding = np.bincount(keys >> _TEXT_BITS, minlength=len(counted.numbers))
    holding[: len(counted.holding)] += counted.holding
    counted.holding = holding
    return _Block(keys, counts)


def _spill(blocks: Iterable[_Block], folder: Path) -> list[_Block]:
    """Write blocks to a folder as they come, and return them mapped from there."""
    ends = [0]
    with (folder / "keys").open("wb") as keys, (folder / "counts").open("wb") as counts:
        for block in blocks:
            keys.write(block.keys.data)
            counts.write(block.counts.data)
            ends.append(ends[-1] + len(block.keys))
    if len(ends) == 1:
        return []
    whole = _Block(
        np.asarray(np.memmap(folder / "keys", np.int64, mode="r")),
        np.asarray(np.memmap(folder / "counts", np.int32, mode="r")),
    )
    return [_Block(whole.keys[start:end], whole.counts[start:end]) for start, end in pairwise(ends)]


def _merge(counted: _Counted, blocks: list[_Block]) -> Iterator[tuple[TextNumbers, Floats]]:
    """Give the postings of all terms by number: the texts, in order, and their impacts."""
    lengths, holding = np.array(counted.lengths), counted.holding
    size = len(lengths)
    worth = np.log(1 + (size - holding + 0.5) / (holding + 0.5))
    ends = np.cumsum(holding)
    first = 0
    while first < len(holding):
        done = ends[first - 1] if first else 0
        # At least one term, however many texts hold it.
        last = max(first + 1, int(np.searchsorted(ends, done + _BLOCK, "right")))
        cuts = [np.searchsorted(b.keys, np.array([first, last]) << _TEXT_BITS) for b in blocks]
        keys, counts = (
            np.concatenate(
                [held[start:end] for held, (start, end) in zip(column, cuts, strict=True)]
            )
            for column in zip(*blocks, strict=True)
        )
        order = np.argsort(keys, kind="stable")
        keys, counts = keys[order], counts[order]
        texts = keys & (2**_TEXT_BITS - 1)
        saturation = _K1 * (1 - _B + _B * lengths[texts] / lengths.mean())
        impacts = worth[keys >> _TEXT_BITS] * (counts / (counts + saturation))
        yield texts.astype(np.int32), impacts.astype(np.float32)
        first = last


def _number_terms(counted: _Counted) -> tuple[marisa_trie.Trie, NDArray[np.int64]]:
    """Return the terms as a trie, and in the order of its numbers where their postings are."""
    trie = marisa_trie.Trie(counted.numbers)
    ends = np.cumsum(counted.holding)
    bounds = np.empty((len(ends), 2), np.int64)
    bounds[[trie[term] for term in counted.numbers]] = np.stack(
        [ends - counted.holding, ends], axis=1
    )
    return trie, bounds
