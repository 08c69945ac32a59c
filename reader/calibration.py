"""Turn logits into probabilities, for each kind of question, and measure how true they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

# As many questions speak for what holds for all kinds; a kind of few stays close to it.
_PRIOR = 20.0
_WEAK = 0.01
_LEAST_SLOPE = 0.05
_STEPS = 30
_BINS = 10


@dataclass(frozen=True, slots=True)
class Calibration:
    """Logit to probability: a rising line, moved up or down for kinds of question that are known.

    Source: Platt 1999, with a shift for each kind that is drawn to 0 where it has few questions.
    """

    slope: float = 1.0
    shift: float = 0.0
    shifts: Mapping[str, float] = field(default_factory=dict)

    def probability(self, logit: float, kind: str = "") -> float:
        """Return the probability for a logit; an unknown kind has that of all questions."""
        value = self.slope * logit + self.shift + self.shifts.get(kind, 0.0)
        return float(1 / (1 + np.exp(-np.clip(value, -30, 30))))


def joint_logit(logits: Sequence[float]) -> float:
    """Return the logit of a question from those of its clauses: each that may answer counts."""
    return float(np.logaddexp.reduce(np.asarray(logits, dtype=np.float64)))


def fit_calibration(
    logits: Sequence[float], right: Sequence[bool], kinds: Sequence[str]
) -> Calibration:
    """Return the calibration under which what happened was likeliest.

    Args:
        logits: Of questions, or of clauses, that nothing was learned from.
        right: Whether each was answered.
        kinds: The kind of question of each.
    """
    names = sorted(set(kinds))
    y = np.asarray(right, dtype=np.float64)
    rows = np.zeros((len(y), 2 + len(names)))
    rows[:, 0], rows[:, 1] = logits, 1
    rows[np.arange(len(y)), [2 + names.index(kind) for kind in kinds]] = 1
    drawn = np.array([_WEAK, _WEAK, *[_PRIOR / 4] * len(names)])
    centre = np.zeros(len(drawn))
    centre[0] = 1
    values = centre.copy()
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(rows @ values, -30, 30)))
        gradient = rows.T @ (p - y) + drawn * (values - centre)
        curvature = (rows * (p * (1 - p))[:, None]).T @ rows + np.diag(drawn)
        values = values - np.clip(np.linalg.solve(curvature, gradient), -1, 1)
    # A higher logit is never less likely.
    slope = max(float(values[0]), _LEAST_SLOPE)
    shifts = {name: round(float(v), 4) for name, v in zip(names, values[2:], strict=True)}
    return Calibration(round(slope, 4), round(float(values[1]), 4), shifts)


def calibration_error(probabilities: Sequence[float], right: Sequence[bool]) -> float:
    """Return the expected calibration error (ECE) over ten bins of equally many.

    Source: Naeini et al. 2015, with bins of equal mass as in Nguyen and O'Connor 2015.
    """
    p, y = np.asarray(probabilities), np.asarray(right, dtype=np.float64)
    if not len(p):
        return 0.0
    bins = [part for part in np.array_split(np.argsort(p, kind="stable"), _BINS) if len(part)]
    return float(sum(len(b) * abs(p[b].mean() - y[b].mean()) for b in bins) / len(p))
