"""Means of metrics over queries, whole and by label, with their intervals."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from eval.judging.metrics import Scores, by_label
from eval.judging.statistics import ratio_interval

_PERCENTILES = (50, 90, 95, 99)
_DIGITS = 4


def summarise(scores: Scores, groups: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Return `metrics` and `intervals` over all queries, and the same `by` each label.

    A metric is averaged over the queries that have it.
    """
    labelled = {
        label: {
            value: summarise_group(scores, query_ids)
            for value, query_ids in by_label(values, scores).items()
        }
        for label, values in groups.items()
    }
    return summarise_group(scores, scores) | {"by": labelled}


def summarise_group(scores: Scores, query_ids: Iterable[str]) -> dict[str, Any]:
    """Return the mean and the 95 % interval of each metric over some queries."""
    rows = [scores[query_id] for query_id in query_ids]
    names = list(dict.fromkeys(name for row in rows for name in row))
    metrics, intervals = {}, {}
    for name in names:
        values = [row.get(name, 0.0) for row in rows]
        counted = [float(name in row) for row in rows]
        metrics[name] = round(sum(values) / sum(counted), _DIGITS)
        low, high = ratio_interval(values, counted)
        intervals[name] = [round(low, _DIGITS), round(high, _DIGITS)]
    return {"queries": len(rows), "metrics": metrics, "intervals": intervals}


def latency_record(seconds: Sequence[float]) -> dict[str, float]:
    """Return percentiles of times in milliseconds."""
    found = np.percentile(np.asarray(seconds) * 1000, _PERCENTILES)
    return {f"p{p}": round(float(ms), 1) for p, ms in zip(_PERCENTILES, found, strict=True)}
