"""How many of the hits count: the k of nDCG@k and its like, chosen on the page."""

from collections.abc import Collection, Sequence
from typing import Any

from eval.judging.metrics import DEPTHS
from eval.report.tables import metrics_at
from ui.evaluation.choice import choose
from ui.parts.script import say

K = "k"
KS = tuple(map(str, DEPTHS))


def choose_depth() -> int:
    """Draw the choice of k; return it."""
    words = {k: say(f"前 {k} 条") for k in KS}
    return int(choose("看前几条（k）", words, key=K, default=KS[-1], as_buttons=True, drops=()))


def metrics_of(groups: Sequence[dict[str, Any]], depth: int) -> list[str]:
    """Return the metrics at a depth that any of the groups has."""
    had: Collection[str] = {name for group in groups for name in group["metrics"]}
    return [name for name in metrics_at(depth) if name in had]
