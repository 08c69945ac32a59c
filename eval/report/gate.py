"""The gate: headline metrics must not fall below the baseline by more than their noise."""

from dataclasses import dataclass
from pathlib import Path

from eval.data.packed import where_stored
from eval.judging.metrics import Scores
from eval.judging.statistics import mean_interval
from eval.runs.results import ANSWERS, ResultsError, read_scores, scores_path
from ingest.errors import BadDataError

BASELINE = Path(__file__).parents[1] / "baseline"
# Of each system what a release is judged by, and whether more is better.
HEADLINE = {
    "hybrid": {"success@1": True, "success@3": True, "MRR@10": True, "nDCG@10": True},
    ANSWERS: {
        "correct": True,
        "all_facts": True,
        "right_clause": True,
        "clause_precision": True,
        "verbatim": True,
        "refusal_recall": True,
        "false_refusal": False,
    },
}
# Beyond what rounding in the files can do.
_LEAST_FALL = 1e-5


class GateError(BadDataError):
    """Headline metrics fell; the message names them."""


@dataclass(frozen=True, slots=True)
class Fall:
    """A metric that got worse: its means before and after, and the interval of the difference."""

    system: str
    metric: str
    before: float
    after: float
    low: float
    high: float

    def __str__(self) -> str:
        """Return the fall for people."""
        return (
            f"{self.system} {self.metric}: {self.before:.4f} before, {self.after:.4f} now "
            f"(95 % of the change: {self.low:+.4f} to {self.high:+.4f})"
        )


def find_falls(system: str, before: Scores, after: Scores) -> list[Fall]:
    """Return the headline metrics of a system that fell by more than their noise.

    The noise is that of which questions were asked: a fall counts where the 95 % bootstrap interval
    of the mean difference over the questions lies below 0.

    Raises:
        ResultsError: the questions are not the same.
    """
    if before.keys() != after.keys():
        raise ResultsError(
            f"gate: {system} was measured on other questions than the baseline's; look at both, "
            "then accept the new ones with --accept"
        )
    falls = []
    for metric, more_is_better in HEADLINE[system].items():
        pairs = [
            (row[metric], after[query_id][metric])
            for query_id, row in before.items()
            if metric in row and metric in after[query_id]
        ]
        if not pairs:
            continue
        changes = [now - then for then, now in pairs]
        low, high = mean_interval(changes)
        worst = -high if more_is_better else low
        if worst > _LEAST_FALL:
            then, now = (sum(values) / len(pairs) for values in zip(*pairs, strict=True))
            falls.append(Fall(system, metric, then, now, low, high))
    return falls


def check_folder(results: Path, baseline: Path) -> list[Fall]:
    """Return what fell in the results of one benchmark and split.

    Raises:
        ResultsError: results or baseline are missing or damaged.
    """
    return [
        fall
        for system in HEADLINE
        for fall in find_falls(
            system,
            read_scores(where_stored(scores_path(baseline, system))),
            read_scores(scores_path(results, system)),
        )
    ]
