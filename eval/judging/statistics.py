"""Statistics over queries: intervals of means, and tests of differences, by scipy."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import stats

_RESAMPLES = 2000
# At a time, so that tens of thousands of queries need little memory; the intervals are the same.
_BATCH = 100
_PERMUTATIONS = 9999
_CONFIDENCE = 0.95
_SEED = 20231229

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class PairedTest:
    """Two systems on the same queries: the second's mean less the first's, and its 95 % interval.

    `p` is that of the paired randomisation test; `wins` counts queries on which the second system
    is better.
    """

    difference: float
    low: float
    high: float
    p: float
    wins: int
    ties: int
    losses: int


def mean_interval(values: Sequence[float]) -> Interval:
    """Return the 95 % interval of the mean of `values`, by the percentile bootstrap over queries.

    Of a single value it is that value: nothing can be said of its spread.
    """
    return ratio_interval(values, [1.0] * len(values))


def ratio_interval(numerators: Sequence[float], denominators: Sequence[float]) -> Interval:
    """Return the 95 % interval of a ratio of sums, by the percentile bootstrap over queries.

    Args:
        numerators: One number for each query, at least one.
        denominators: As many, not all 0; resamples in which all are 0 count as 0.

    Source: Efron and Tibshirani 1993, chapter 13.
    """
    if len(numerators) < 2:
        value = sum(numerators) / sum(denominators)
        return value, value
    return _resample(tuple(numerators), tuple(denominators))


# Groups of questions share their columns, and the same scores are summarised again.
@lru_cache(maxsize=1024)
def _resample(numerators: tuple[float, ...], denominators: tuple[float, ...]) -> Interval:
    found = stats.bootstrap(
        (np.asarray(numerators, float), np.asarray(denominators, float)),
        _ratio,
        paired=True,
        vectorized=True,
        n_resamples=_RESAMPLES,
        batch=_BATCH,
        confidence_level=_CONFIDENCE,
        method="percentile",
        rng=np.random.default_rng(_SEED),
    )
    low, high = found.confidence_interval
    return float(low), float(high)


def _ratio(above: np.ndarray, below: np.ndarray, axis: int = -1) -> np.ndarray:
    sums = below.sum(axis=axis)
    return np.asarray(above.sum(axis=axis) / np.where(sums == 0, 1, sums))


def randomisation_p(differences: Sequence[float]) -> float:
    """Return the two-sided p-value of a mean difference, by the paired randomisation test.

    The sign of each query's difference is drawn anew; with few queries all ways are counted.

    Args:
        differences: One system's score less the other's, a number for each query, at least one.

    Source: Smucker, Allan and Carterette 2007, section 2.1.
    """
    values = np.asarray(differences, float)
    if len(values) < 2 or not values.any():
        return 1.0
    found = stats.permutation_test(
        (values,),
        # Rounded, so that means that differ by the order of the sum alone are equal.
        lambda x, axis: x.mean(axis=axis).round(12),
        permutation_type="samples",
        vectorized=True,
        n_resamples=_PERMUTATIONS,
        batch=1000,
        rng=np.random.default_rng(_SEED),
    )
    return float(found.pvalue)


def paired_test(differences: Sequence[float]) -> PairedTest:
    """Return how two systems differ.

    Args:
        differences: The second system's score less the first's, one for each query, at least one.
    """
    low, high = mean_interval(differences)
    wins, losses = sum(d > 0 for d in differences), sum(d < 0 for d in differences)
    return PairedTest(
        difference=sum(differences) / len(differences),
        low=low,
        high=high,
        p=randomisation_p(differences),
        wins=wins,
        ties=len(differences) - wins - losses,
        losses=losses,
    )


def holm(p_values: Sequence[float]) -> list[float]:
    """Return the p-values corrected for as many tests, in the same order.

    Source: Holm 1979, the sequentially rejective procedure.
    """
    count = len(p_values)
    corrected = [0.0] * count
    largest = 0.0
    for place, i in enumerate(sorted(range(count), key=lambda i: p_values[i])):
        largest = max(largest, min(1.0, (count - place) * p_values[i]))
        corrected[i] = largest
    return corrected


def wilson_interval(hits: int, count: int) -> Interval:
    """Return the 95 % interval of a share of `count` independent cases; 0 to 1 where there is none.

    Source: Wilson 1927.
    """
    if not count:
        return 0.0, 1.0
    found = stats.binomtest(hits, count).proportion_ci(_CONFIDENCE, method="wilson")
    return float(found.low), float(found.high)
