"""Which sections of two documents speak of the same: by the vectors of their passages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index import Searcher
from index.channels.passages import is_searched
from views.side_by_side.sections import Section

Matrix = NDArray[np.float32]

# So many standard deviations above what both sections have in common with all others.
_LEAST = 1.5
# The least likeness of sections about the same, of models that it was measured with: on 25 pairs of
# eight official documents that share no subject nothing reached it. Other models have other scales.
_LEAST_ALIKE = {"bundled": 0.93}
# A section may answer to several of the other document; more are no longer about one thing.
_MOST = 3


@dataclass(frozen=True, slots=True)
class Matches:
    """What answers to what in two documents.

    Attributes:
        pairs: Sections that speak of the same, in the order of the left ones.
        nearest: Of each section, on either side, the one of the other document most like it.
    """

    pairs: tuple[tuple[Section, Section], ...] = ()
    nearest: Mapping[Section, Section] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Embedded:
    """Sections with passages: `rows` float32 (n, dim), `begins` where each section's rows begin.

    `shares` (n,) are the parts of a section that its rows are, by length: they sum to 1 in each.
    """

    sections: tuple[Section, ...]
    rows: Matrix
    begins: NDArray[np.int64]
    shares: Matrix


def match_sections(
    searcher: Searcher, left: Sequence[Section], right: Sequence[Section]
) -> Matches:
    """Return which sections of two documents speak of the same.

    Two do where each is among the most alike that the other document has, one of them the very
    most, and they are clearly more alike than either is to the rest.
    """
    one, other = _embed(searcher, left), _embed(searcher, right)
    if not one.sections or not other.sections:
        return Matches()
    alike = _compare(one, other)
    standing = alike - alike.mean(axis=0) - alike.mean(axis=1, keepdims=True) + alike.mean()
    least = _LEAST * float(standing.std())
    fits = (alike >= _LEAST_ALIKE.get(searcher.snapshot.model, 0.0)) & (standing >= least)
    fits &= _is_among_best(standing, axis=0) & _is_among_best(standing, axis=1)
    fits &= (standing == standing.max(axis=1, keepdims=True)) | (standing == standing.max(axis=0))
    pairs = [(one.sections[i], other.sections[j]) for i, j in np.argwhere(fits).tolist()]
    rightwards = zip(one.sections, alike.argmax(axis=1).tolist(), strict=True)
    leftwards = zip(other.sections, alike.argmax(axis=0).tolist(), strict=True)
    nearest = {section: other.sections[j] for section, j in rightwards}
    nearest |= {section: one.sections[i] for section, i in leftwards}
    return Matches(tuple(pairs), nearest)


def _embed(searcher: Searcher, sections: Sequence[Section]) -> _Embedded:
    """Return the vectors of sections; those without a searched clause are left out."""
    held: list[Section] = []
    numbers: list[int] = []
    begins: list[int] = []
    shares: list[float] = []
    for section in sections:
        lengths: list[float] = []
        first = len(numbers)
        for clause in section.clauses:
            if is_searched(clause):
                passages = searcher.passages_of(clause)
                numbers += passages
                lengths += [len(clause.text) / len(passages)] * len(passages)
        if lengths:
            held.append(section)
            begins.append(first)
            shares += [length / sum(lengths) for length in lengths]
    rows = searcher.snapshot.dense.rows(numbers)
    return _Embedded(tuple(held), rows, np.array(begins, np.int64), np.array(shares, np.float32))


def _compare(one: _Embedded, other: _Embedded) -> Matrix:
    """Return how alike sections are, (n_one, n_other): what is said in each, best met by the other.

    The mean, over the passages of both, of the best cosine that each has in the other section.
    """
    cosines = one.rows @ other.rows.T
    met_by_other = np.maximum.reduceat(cosines, other.begins, axis=1) * one.shares[:, None]
    met_by_one = np.maximum.reduceat(cosines, one.begins, axis=0) * other.shares
    there = np.add.reduceat(met_by_other, one.begins, axis=0)
    back = np.add.reduceat(met_by_one, other.begins, axis=1)
    return np.asarray((there + back) / 2)


def _is_among_best(standing: Matrix, *, axis: int) -> NDArray[np.bool_]:
    """Say of each pair whether it is among the best few of its row (`axis` 1) or column (0)."""
    count = standing.shape[axis]
    if count <= _MOST:
        return np.ones_like(standing, dtype=bool)
    least = np.partition(standing, count - _MOST, axis=axis).take([count - _MOST], axis=axis)
    return np.asarray(standing >= least)
