"""Compare runs query by query: what is won and lost, and whether it could be chance."""

import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from eval.data.dataset import Dataset
from eval.data.trec import Run, TrecError
from eval.judging.metrics import Scores, score_run
from eval.judging.statistics import PairedTest, holm, paired_test
from eval.runs.run import check_run, without_hits

logger = logging.getLogger(__name__)

_SHOWN_HITS = 3


@dataclass(frozen=True, slots=True)
class QueryDifference:
    """A query on which two runs differ: `before` is the reference's score, `after` the other's.

    The hits are the first of each run as (description, whether it is relevant).
    """

    query_id: str
    query: str
    before: float
    after: float
    before_hits: tuple[tuple[str, bool], ...]
    after_hits: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run against the reference, both means first.

    `p_holm` is the test's p-value corrected for all runs compared. `changed` lists the queries that
    differ, greatest losses first.
    """

    reference: str
    system: str
    metric: str
    queries: int
    means: tuple[float, float]
    test: PairedTest
    p_holm: float
    changed: tuple[QueryDifference, ...]


def compare_runs(dataset: Dataset, runs: Sequence[Run], *, metric: str) -> list[Comparison]:
    """Compare each further run with the first, on the judged queries of `dataset`.

    Args:
        dataset: Judges the runs. A query that a run does not hold counts as 0.
        runs: The reference and at least one other.
        metric: One of those that `score_run` gives.

    Raises:
        TrecError: a run names unknown documents, holds no judged query, or the metric is unknown.
        ValueError: there are fewer than two runs.
    """
    if len(runs) < 2:
        raise ValueError(f"compare_runs: got {len(runs)} run; pass the reference and another")
    scored = []
    for run in runs:
        check_run(dataset, run)
        _count_missing(dataset, run)
        scored.append(score_run(dataset, run))
    known = next(iter(scored[0].values()))
    if metric not in known:
        raise TrecError(f"compare: {metric!r} is no metric here; use one of {', '.join(known)}")
    names = _names(runs)
    differences = [_differences(scored[0], other, metric) for other in scored[1:]]
    tests = [paired_test(values) for values in differences]
    means = [sum(row[metric] for row in scores.values()) / len(scores) for scores in scored]
    return [
        Comparison(
            reference=names[0],
            system=names[i],
            metric=metric,
            queries=len(scored[i]),
            means=(means[0], means[i]),
            test=test,
            p_holm=p_holm,
            changed=_changed(dataset, (runs[0], runs[i]), (scored[0], scored[i]), metric),
        )
        for i, (test, p_holm) in enumerate(
            zip(tests, holm([test.p for test in tests]), strict=True), start=1
        )
    ]


def _changed(
    dataset: Dataset, runs: tuple[Run, Run], scored: tuple[Scores, Scores], metric: str
) -> tuple[QueryDifference, ...]:
    values = zip(_differences(*scored, metric), scored[0], strict=True)
    return tuple(
        QueryDifference(
            query_id,
            dataset.queries[query_id],
            scored[0][query_id][metric],
            scored[1][query_id][metric],
            _first_hits(dataset, runs[0], query_id),
            _first_hits(dataset, runs[1], query_id),
        )
        for value, query_id in sorted(values)
        if value
    )


def _differences(reference: Scores, other: Scores, metric: str) -> list[float]:
    return [other[query_id][metric] - row[metric] for query_id, row in reference.items()]


def _first_hits(dataset: Dataset, run: Run, query_id: str) -> tuple[tuple[str, bool], ...]:
    hits = run.found.get(query_id, ())[:_SHOWN_HITS]
    return tuple(
        (
            dataset.describe(hit.doc_id),
            any(name in dataset.qrels[query_id] for name in dataset.judged(query_id, [hit.doc_id])),
        )
        for hit in hits
    )


def _count_missing(dataset: Dataset, run: Run) -> None:
    missing = without_hits(dataset, run)
    if missing:
        logger.warning(
            "%s: holds %d of %d judged queries (not %s); the others count as 0",
            run.path or run.system,
            len(dataset.queries) - len(missing),
            len(dataset.queries),
            ", ".join(missing[:3]),
        )


def _names(runs: Sequence[Run]) -> list[str]:
    """Return the runs' names; where two are alike, their paths."""
    names = [run.system for run in runs]
    return [
        str(run.path or run.system) if names.count(run.system) > 1 else run.system for run in runs
    ]


def comparison_text(comparison: Comparison, *, shown: int) -> str:
    """Return a comparison for people, with the queries most lost and won."""
    c, test = comparison, comparison.test
    lines = [
        f"{c.system} against {c.reference}, {c.metric}, {c.queries} queries: "
        f"{c.means[1]:.4f} against {c.means[0]:.4f}",
        f"  difference {test.difference:+.4f}, 95 % {test.low:+.4f} to {test.high:+.4f}; "
        f"p = {test.p:.4f}, corrected {c.p_holm:.4f}",
        f"  {test.wins} won, {test.ties} alike, {test.losses} lost",
    ]
    lost = [d for d in c.changed if d.after < d.before][:shown]
    won = [d for d in reversed(c.changed) if d.after > d.before][:shown]
    for title, differences in (("lost", lost), ("won", won)):
        for d in differences:
            lines.append(f"  {title} {d.query_id} {d.before:.2f} → {d.after:.2f} {d.query}")
            for name, hits in ((c.reference, d.before_hits), (c.system, d.after_hits)):
                lines.append(f"    {name}:" + ("" if hits else " no hit"))
                lines += [f"      {'✓' if right else '·'} {text}" for text, right in hits]
    return "\n".join(lines)


def comparison_record(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as a JSON object."""
    record: dict[str, Any] = asdict(comparison)
    record |= record.pop("test")
    return record
