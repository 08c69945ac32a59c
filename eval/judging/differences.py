"""Stored scores compared: one system with each other one that was asked the same questions."""

from collections.abc import Mapping
from dataclasses import dataclass

from eval.judging.metrics import Scores
from eval.judging.statistics import PairedTest, holm, paired_test


@dataclass(frozen=True, slots=True)
class Change:
    """A query on which two systems differ, with the score of each."""

    query_id: str
    first: float
    second: float


@dataclass(frozen=True, slots=True)
class Difference:
    """How much better the first system is than `system`, query by query.

    `queries` counts those that both were asked, `left_out` those that only one was; `means` is the
    first system's and the other's. `p_holm` is the p-value of `test` corrected for all systems
    compared. `changed` has the first system's greatest losses first.
    """

    system: str
    queries: int
    left_out: int
    means: tuple[float, float]
    test: PairedTest
    p_holm: float
    changed: tuple[Change, ...]


def shared_metrics(first: Scores, second: Scores) -> list[str]:
    """Return the metrics that both systems have on some query, in the first one's order."""
    names = [dict.fromkeys(n for row in scores.values() for n in row) for scores in (first, second)]
    common = first.keys() & second.keys()
    return [
        name
        for name in names[0]
        if name in names[1] and any(name in first[q] and name in second[q] for q in common)
    ]


def compare_scores(scores: Mapping[str, Scores], first: str, metric: str) -> list[Difference]:
    """Compare `first` with each other system that has `metric` on the same queries."""
    pairs = {
        system: [
            Change(query_id, row[metric], other[query_id][metric])
            for query_id, row in scores[first].items()
            if metric in row and metric in other.get(query_id, {})
        ]
        for system, other in scores.items()
        if system != first
    }
    pairs = {system: listed for system, listed in pairs.items() if listed}
    tests = {
        system: paired_test([pair.first - pair.second for pair in listed])
        for system, listed in pairs.items()
    }
    corrected = holm([test.p for test in tests.values()])
    return [
        Difference(
            system=system,
            queries=len(listed),
            left_out=len(scores[first].keys() ^ scores[system].keys()),
            means=(
                sum(pair.first for pair in listed) / len(listed),
                sum(pair.second for pair in listed) / len(listed),
            ),
            test=tests[system],
            p_holm=p_holm,
            changed=tuple(
                sorted(
                    (pair for pair in listed if pair.first != pair.second),
                    key=lambda pair: (pair.first - pair.second, pair.query_id),
                )
            ),
        )
        for (system, listed), p_holm in zip(pairs.items(), corrected, strict=True)
    ]
