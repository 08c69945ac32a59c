"""What readings are worth: figures over the questions of one set."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reader.benchmarks import Asked
from reader.calibration import Calibration, calibration_error, joint_logit
from reader.hits import HitReading, HitReadings

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；]+[”’」』]?|[^。！？；\n]+")
_QUOTED = 2
# Of answerable questions, shares that may be refused, or shown as near.
_SHARES = (0.02, 0.05, 0.15)


@dataclass(frozen=True, slots=True)
class Read:
    """A question with the readings of its best hits, and late interaction's score of sentences.

    `nearness` is, for each hit, the score of late interaction of each of `sentences_of` its clause.
    """

    asked: Asked
    readings: HitReadings
    nearness: tuple[tuple[float, ...], ...]


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Return the half-open spans of the sentences of a clause's text."""
    return [m.span() for m in _SENTENCE.finditer(text) if m.group().strip()]


def figures_of(
    read: Sequence[Read], clause: Calibration, question: Calibration
) -> dict[str, float]:
    """Return the figures of one set of questions.

    Args:
        read: Each with the readings of its best hits.
        clause: Turns the logit of a clause into a probability.
        question: Turns the highest logit into one that anything answers.

    Returns:
        `success@k`: a clause that answers is among the first k; `facts`: all facts asked for
        stand in the first clause, or in its two best sentences; `auc`: an answerable question has
        a higher value than one that nothing answers; `ece`: how far probabilities are from what
        happens. Names with `search` are of the search alone.
    """
    answerable = [r for r in read if r.asked.answerable]
    figures: dict[str, float] = {"questions": len(read), "answerable": len(answerable)}
    for name, ranked in (("search", False), ("reader", True)):
        orders = [_order(r, ranked=ranked) for r in answerable]
        for k in (1, 3):
            held = [
                any(r.asked.grades.get(h.hit.clause.clause_id) == 2 for h in order[:k])
                for r, order in zip(answerable, orders, strict=True)
            ]
            figures[f"{name} success@{k}"] = _mean(held)
        pairs = list(zip(answerable, orders, strict=True))
        figures[f"{name} facts, first clause"] = _mean(
            [_holds(r, o[0].hit.clause.text) for r, o in pairs]
        )
        figures[f"{name} facts, two sentences"] = _mean(
            [_holds(r, _quote(r, o[0], by_reader=ranked)) for r, o in pairs]
        )
    figures |= _refusal(read, clause, question)
    return figures


def _refusal(read: Sequence[Read], clause: Calibration, question: Calibration) -> dict[str, float]:
    right = [r.asked.answerable for r in read]
    weakest = [max(h.hit.why["weakest_quarter"] for h in r.readings.readings) for r in read]
    best = [joint_logit([h.logit for h in r.readings.readings]) for r in read]
    clauses = [
        (clause.probability(h.logit, r.asked.kind), r.asked.grades.get(h.hit.clause.clause_id) == 2)
        for r in read
        for h in r.readings.readings
    ]
    answered = [
        question.probability(logit, r.asked.kind) for logit, r in zip(best, read, strict=True)
    ]
    kept = sorted(p for p, y in zip(answered, right, strict=True) if y)
    bounds = {share: kept[int(share * len(kept))] for share in _SHARES} if kept else {}
    below = {
        share: _mean([p < bound for p, y in zip(answered, right, strict=True) if not y])
        for share, bound in bounds.items()
    }
    return {
        **{f"probability that {s:.0%} of the answerable are below": b for s, b in bounds.items()},
        **{f"unanswerable below it, at {share:.0%}": held for share, held in below.items()},
        "search auc, weakest quarter": auc(weakest, right),
        "search auc, score": auc([r.readings.readings[0].hit.score for r in read], right),
        "reader auc": auc(best, right),
        "reader ece, question": calibration_error(answered, right),
        "reader ece, clause": calibration_error([p for p, _ in clauses], [y for _, y in clauses]),
    }


def auc(values: Sequence[float], right: Sequence[bool]) -> float:
    """Return how often a value of what is right is higher than one of what is not; ties half."""
    x, y = np.asarray(values, dtype=np.float64), np.asarray(right, dtype=bool)
    if y.all() or not y.any():
        return 0.5
    differences = x[y][:, None] - x[~y][None, :]
    return float((differences > 0).mean() + (differences == 0).mean() / 2)


def _order(read: Read, *, ranked: bool) -> Sequence[HitReading]:
    return read.readings.ranked() if ranked else read.readings.readings


def _holds(read: Read, text: str) -> bool:
    """Say whether a text has all facts that were asked for, white space aside."""
    joined = "".join(text.split())
    return all("".join(fact.split()) in joined for fact in read.asked.facts)


def _quote(read: Read, hit: HitReading, *, by_reader: bool) -> str:
    """Return the two best sentences of a clause."""
    text = hit.hit.clause.text
    spans = sentences_of(text)
    if by_reader:
        scores = [hit.support(start, end) for start, end in spans]
    else:
        scores = list(read.nearness[read.readings.readings.index(hit)])
    best = sorted(range(len(spans)), key=lambda i: (-scores[i], i))[:_QUOTED]
    return "".join(text[slice(*spans[i])] for i in sorted(best))


def _mean(values: Sequence[bool]) -> float:
    return float(np.mean(values)) if values else 0.0
