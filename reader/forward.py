"""The reader's network in numpy: what one question and its passages give, without torch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reader.shape import EPSILON, REACH, SHARPNESS, USUAL_COSINE, Shape

Floats = NDArray[np.float32]
Weights = Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class Output:
    """What the network says of one passage, in logits.

    `tokens`: float32 (n_tokens, 3): an answer starts, ends, goes on here. `answered`: whether the
    passage answers the question.
    """

    tokens: Floats
    answered: float


def run_network(
    weights: Weights,
    shape: Shape,
    question: Floats,
    passages: Sequence[Floats],
    own: Sequence[Floats],
) -> list[Output]:
    """Return what the network says of each passage; none depends on the others.

    Args:
        weights: Float32 arrays of `Shape.weights`.
        shape: Sizes of the network.
        question: Float32 (n_question_tokens, dim), unit rows, at least one.
        passages: Float32 (n_tokens, dim), unit rows, at least one each.
        own: Of each passage, float32 (n_tokens,): 1 for a token of the clause's own text.
    """
    gap = np.zeros((REACH, shape.dim), dtype=np.float32)
    # Passages lie in one array with gaps between them, which the convolution sees as their ends.
    rows = np.concatenate([part for p in passages for part in (gap, p)] + [gap])
    starts = np.cumsum([REACH, *(len(p) + REACH for p in passages[:-1])])
    bounds = [slice(start, start + len(p)) for start, p in zip(starts, passages, strict=True)]
    held, flags = np.zeros(len(rows), np.float32), np.zeros(len(rows), np.float32)
    for bound, flag in zip(bounds, own, strict=True):
        held[bound], flags[bound] = 1, flag
    cosines = rows @ question.T
    value = question @ weights["value"]
    h = _mix(weights, shape, question, rows, cosines, value, flags)
    for block in range(shape.blocks):
        h += _block(weights, h * held[:, None], block)
    h = _norm(weights, h, "output")
    tokens = h @ weights["heads"] + weights["heads_bias"]
    return [
        Output(tokens[bound], _answered(weights, h[bound], cosines[bound], value))
        for bound in bounds
    ]


def _mix(
    w: Weights,
    shape: Shape,
    question: Floats,
    rows: Floats,
    cosines: Floats,
    value: Floats,
    flags: Floats,
) -> Floats:
    """Return what each token of the passages is told of itself and of the question."""
    mean = question.mean(axis=0)
    middle = mean / max(float(np.linalg.norm(mean)), 1e-12)
    x = rows @ w["project"]
    match = (rows @ w["key"]) @ (question @ w["ask"]).T / np.float32(shape.match**0.5)
    match += SHARPNESS * (cosines - USUAL_COSINE)
    attended = _softmax(np.asarray(match, np.float32), axis=1) @ value
    nearness = np.stack([cosines.max(axis=1), cosines.mean(axis=1), rows @ middle], axis=1)
    scalars = np.concatenate([SHARPNESS * (nearness - USUAL_COSINE), flags[:, None]], axis=1)
    h = x + attended + (x * attended) @ w["mix"] + scalars @ w["scalars"] + w["input_bias"]
    return _norm(w, h + mean @ w["whole"], "input")


def _block(w: Weights, inside: Floats, block: int) -> Floats:
    kernel = w[f"conv{block}"]
    y = inside * kernel[REACH] + w[f"conv{block}_bias"]
    for step in range(1, REACH + 1):
        y[step:] += inside[:-step] * kernel[REACH - step]
        y[:-step] += inside[step:] * kernel[REACH + step]
    y = _norm(w, y, f"norm{block}")
    y = y @ w[f"up{block}"] + w[f"up{block}_bias"]
    np.maximum(y, 0, out=y)
    return np.asarray(y @ w[f"down{block}"] + w[f"down{block}_bias"], dtype=np.float32)


def _answered(w: Weights, h: Floats, cosines: Floats, value: Floats) -> float:
    best, average = cosines.max(axis=0), cosines.mean(axis=0)
    looked = _softmax(np.float32(1.5 * SHARPNESS) * cosines, axis=0)
    words = np.concatenate([value, looked.T @ h], axis=1) @ w["words"]
    scalars = SHARPNESS * (np.stack([best, average], axis=1) - USUAL_COSINE)
    words = np.maximum(words + scalars @ w["words_scalars"] + w["words_bias"], 0)
    counts = _softmax((value @ w["importance"])[:, 0], axis=0)
    pool = _softmax((h @ w["pool"])[:, 0], axis=0)
    lowest = np.sort(best)
    quarter = max(1, len(best) // 4)
    summary = np.array([lowest[0], best.mean(), lowest[:quarter].mean()]) - USUAL_COSINE
    parts = [pool @ h, h.max(axis=0), counts @ words, words.max(axis=0), SHARPNESS * summary]
    joined = np.maximum(np.concatenate(parts) @ w["join"] + w["join_bias"], 0)
    return float((joined @ w["answered"] + w["answered_bias"])[0])


def _norm(w: Weights, h: Floats, name: str) -> Floats:
    centred = h - h.mean(axis=1, keepdims=True)
    spread = np.sqrt(np.square(centred).mean(axis=1, keepdims=True) + EPSILON)
    return np.asarray(centred / spread * w[f"{name}_gain"] + w[f"{name}_shift"], dtype=np.float32)


def _softmax(values: Floats, *, axis: int) -> Floats:
    powers = np.exp(values - values.max(axis=axis, keepdims=True))
    return np.asarray(powers / powers.sum(axis=axis, keepdims=True), dtype=np.float32)
