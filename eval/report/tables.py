"""Summaries as text tables."""

from collections.abc import Sequence
from typing import Any

from eval.judging.metrics import R_PRECISION

# What is shown of retrievers at a depth, the headline first.
AT_DEPTH = ("nDCG", "MAP", "MRR", "success", "recall", "P")
# The metrics that a reader looks at first; files and --json hold all.
SEARCH_METRICS = ("success@1", "success@3", "MRR@10", "nDCG@10", "recall@10", "char_precision@3")
ANSWER_METRICS = (
    "correct",
    "all_facts",
    "right_clause",
    "clause_precision",
    "citation_precision",
    "citation_recall",
    "verbatim",
    "refusal_precision",
    "refusal_recall",
    "false_refusal",
)


def metric_rows(summary: dict[str, Any], names: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return name, mean and interval of the metrics that a summary has."""
    return [
        (name, f"{summary['metrics'][name]:.3f}", interval(summary, name))
        for name in names
        if name in summary["metrics"]
    ]


def interval(summary: dict[str, Any], name: str) -> str:
    """Return the interval of a metric as text, `0.81–0.93`."""
    low, high = summary["intervals"][name]
    return f"{low:.3f}–{high:.3f}"


def is_search(summary: dict[str, Any]) -> bool:
    """Say whether a summary is of a retriever; else it is of the answers."""
    return "nDCG@10" in summary["metrics"]


def metrics_at(depth: int) -> tuple[str, ...]:
    """Return the metrics of retrievers at a depth, then those that have a depth of their own."""
    return (*(f"{name}@{depth}" for name in AT_DEPTH), R_PRECISION, "char_precision@3")


def markdown_table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table; the first column holds names, the others numbers."""
    marks = ["---", *("---:" for _ in heading[1:])]
    lines = [heading, marks, *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def shown_metrics(
    searches: Sequence[dict[str, Any]], names: Sequence[str] = SEARCH_METRICS
) -> list[str]:
    """Return those of the metrics that all retrievers have, which tables show."""
    return [name for name in names if all(name in s["metrics"] for s in searches)]


def search_table(summaries: Sequence[dict[str, Any]]) -> str:
    """Return a table of the retrievers, one a line, with the median time of a search."""
    searches = [summary for summary in summaries if is_search(summary)]
    names = shown_metrics(searches)
    rows = [
        [
            summary["system"],
            *(f"{summary['metrics'][name]:.3f}" for name in names),
            interval(summary, "nDCG@10"),
            f"{summary['latency_ms']['p50']:.0f}",
        ]
        for summary in searches
    ]
    return markdown_table(["retriever", *names, "95 % of nDCG@10", "ms"], rows)


def summary_table(summaries: Sequence[dict[str, Any]]) -> str:
    """Return what the command prints: the retrievers, then the answers."""
    first = summaries[0]
    parts = [f"{first['dataset']}, {first['split']}: {first['queries']} queries"]
    if any(is_search(summary) for summary in summaries):
        parts.append(search_table(summaries))
    for summary in summaries:
        if not is_search(summary):
            parts.append(f"answers to {summary['queries']} questions")
            rows = metric_rows(summary, ANSWER_METRICS)
            parts.append(markdown_table(["answers", "mean", "95 % interval"], rows))
    missing = {s["system"]: s["without_hits"] for s in summaries if s.get("without_hits")}
    if missing:
        counted = ", ".join(f"{system} {count}" for system, count in missing.items())
        parts.append(f"queries without hits, counted as 0: {counted}")
    return "\n\n".join(parts)
