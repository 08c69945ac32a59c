"""The reader's network in numpy: what one question and its passages give, without torch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from reader.shape import EPSILON, REACH, SHARPNESS, USUAL_COSINE, Shape

Floats = NDArray[np.float32]
Weights = Mapping[str, Floats]

# Arrays of so many rows stay in a core's second cache from one step to the next.
_ROWS = 256


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
    value, ask = question @ weights["value"], question @ weights["ask"]
    asked = _Asked(question, value, ask / np.float32(shape.match**0.5))
    return [
        output
        for part in _parts(passages)
        for output in _run_part(weights, shape, asked, passages[part], own[part])
    ]


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question's tokens, float32 (n_question_tokens, …), and what is compared and taken."""

    tokens: Floats
    value: Floats
    ask: Floats


def _parts(passages: Sequence[Floats]) -> list[slice]:
    """Return runs of passages with as many rows as a core's own cache takes, one at least."""
    parts: list[slice] = []
    first = rows = 0
    for number, passage in enumerate(passages):
        if number > first and rows + len(passage) > _ROWS:
            parts.append(slice(first, number))
            first, rows = number, 0
        rows += len(passage) + REACH
    return [*parts, slice(first, len(passages))] if passages else []


def _run_part(
    weights: Weights,
    shape: Shape,
    asked: _Asked,
    passages: Sequence[Floats],
    own: Sequence[Floats],
) -> list[Output]:
    gap = np.zeros((REACH, shape.dim), dtype=np.float32)
    # Passages lie in one array with gaps between them, which the convolution sees as their ends.
    rows = np.concatenate([part for p in passages for part in (gap, p)] + [gap])
    starts = np.cumsum([REACH, *(len(p) + REACH for p in passages[:-1])])
    bounds = [slice(start, start + len(p)) for start, p in zip(starts, passages, strict=True)]
    is_gap, flags = np.ones(len(rows), bool), np.zeros(len(rows), np.float32)
    for bound, flag in zip(bounds, own, strict=True):
        is_gap[bound], flags[bound] = False, flag
    cosines = rows @ asked.tokens.T
    h = _mix(weights, asked, rows, cosines, flags)
    for block in range(shape.blocks):
        h[is_gap] = 0
        h[REACH:-REACH] += _block(weights, h, block)
    h = _norm(weights, h, "output")
    tokens = h @ weights["heads"] + weights["heads_bias"]
    return [
        Output(tokens[bound], _answered(weights, h[bound], cosines[bound], asked.value))
        for bound in bounds
    ]


def _mix(w: Weights, asked: _Asked, rows: Floats, cosines: Floats, flags: Floats) -> Floats:
    """Return what each token of the passages is told of itself and of the question."""
    mean = asked.tokens.mean(axis=0)
    middle = mean / max(float(np.linalg.norm(mean)), 1e-12)
    x = rows @ w["project"]
    match = (rows @ w["key"]) @ asked.ask.T + SHARPNESS * (cosines - USUAL_COSINE)
    attended = _softmax(match, axis=1) @ asked.value
    nearness = np.stack([cosines.max(axis=1), cosines.mean(axis=1), rows @ middle], axis=1)
    scalars = np.concatenate([SHARPNESS * (nearness - USUAL_COSINE), flags[:, None]], axis=1)
    h = (x * attended) @ w["mix"]
    h += x
    h += attended
    h += scalars @ w["scalars"]
    h += w["input_bias"] + mean @ w["whole"]
    return _norm(w, h, "input")


def _block(w: Weights, h: Floats, block: int) -> Floats:
    """Return what a block adds to the rows of `h` but the first and last gap."""
    kernel = w[f"conv{block}"]
    y: Floats = np.einsum("rck,kc->rc", sliding_window_view(h, len(kernel), axis=0), kernel)
    y += w[f"conv{block}_bias"]
    y = _norm(w, y, f"norm{block}") @ w[f"up{block}"]
    y += w[f"up{block}_bias"]
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
    summary = np.array([lowest[0], best.mean(), lowest[:quarter].mean()], np.float32)
    summary = SHARPNESS * (summary - USUAL_COSINE)
    parts = [pool @ h, h.max(axis=0), counts @ words, words.max(axis=0), summary]
    joined = np.maximum(np.concatenate(parts) @ w["join"] + w["join_bias"], 0)
    return float((joined @ w["answered"] + w["answered_bias"])[0])


def _norm(w: Weights, h: Floats, name: str) -> Floats:
    """Return the rows of `h` normalised, in its place."""
    h -= h.mean(axis=1, keepdims=True)
    squares = np.einsum("rc,rc->r", h, h)[:, None]
    h /= np.sqrt(squares / np.float32(h.shape[1]) + np.float32(EPSILON))
    h *= w[f"{name}_gain"]
    h += w[f"{name}_shift"]
    return h


def _softmax(values: Floats, *, axis: int) -> Floats:
    powers = np.exp(values - values.max(axis=axis, keepdims=True))
    return np.asarray(powers / powers.sum(axis=axis, keepdims=True), dtype=np.float32)
