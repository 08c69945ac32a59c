"""The reader: does a passage answer a question, and where in it; numpy alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reader.calibration import joint_logit
from reader.forward import Floats, Output, run_network
from reader.weights import WEIGHTS, Trained, load_weights

# The last of what the network says of a token. Where an answer starts and ends is learned too, for
# what that teaches of the rest.
_INSIDE = 2


@dataclass(frozen=True, slots=True)
class Passage:
    """What is read: the token vectors that the index has of a passage.

    `tokens`: float32 (n_tokens, dim), unit rows, at least one; `spans`: int32 (n_tokens, 2),
    half-open character spans in the passage's text; `own_from`: where in that text headings end
    and the clause's own words begin, in which alone an answer may stand.
    """

    tokens: Floats
    spans: NDArray[np.int32]
    own_from: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What one passage says to a question.

    `probability` that it answers, calibrated for the kind of question; `logit`, before that, to
    rank with; `inside`: float32 (n_tokens,), how likely each token is part of an answer if there
    is one; `places`: int32 (n_tokens, 2), its characters.
    """

    probability: float
    logit: float
    inside: Floats
    places: NDArray[np.int32]

    def support(self, start: int, end: int) -> float:
        """Return how likely the characters `start:end` are to hold the answer, to choose by."""
        held = self.inside[(self.places[:, 0] >= start) & (self.places[:, 0] < end)]
        return float(held.max()) if held.size else 0.0


class Reader:
    """A trained reader; not changed after construction, so it can be shared."""

    def __init__(self, trained: Trained) -> None:
        """Take trained weights, which are not to be changed."""
        self.trained = trained

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> "Reader":
        """Return the reader of a file of weights.

        Raises:
            WeightsError: the file cannot be used.
        """
        return cls(load_weights(path))

    @property
    def fingerprint(self) -> str:
        """Identify the embedder whose token vectors it reads."""
        return self.trained.fingerprint

    def read(
        self, question_tokens: Floats, passages: Sequence[Passage], *, kind: str = ""
    ) -> list[Reading]:
        """Read `passages` for the answer to a question; each by itself, in the order given.

        Args:
            question_tokens: float32 (n_tokens, dim), unit rows, as the embedder gives for a query.
            passages: What to read, any number.
            kind: The kind of question as `Query.kind` has it, "" where it is not known.

        Returns:
            A reading of each passage.

        Raises:
            ValueError: the question or a passage has no token, or vectors of another length.
        """
        self._check(question_tokens, passages)
        if not passages:
            return []
        own = [(p.spans[:, 0] >= p.own_from).astype(np.float32) for p in passages]
        outputs = run_network(
            self.trained.weights,
            self.trained.shape,
            question_tokens,
            [passage.tokens for passage in passages],
            own,
        )
        return [
            self._reading(output, passage, flags > 0, kind)
            for output, passage, flags in zip(outputs, passages, own, strict=True)
        ]

    def answered(self, readings: Sequence[Reading], *, kind: str = "") -> float:
        """Return the probability that any of the passages read answers; 0 where none was read."""
        if not readings:
            return 0.0
        joint = joint_logit([reading.logit for reading in readings])
        return self.trained.question.probability(joint, kind)

    def _reading(
        self, output: Output, passage: Passage, own: NDArray[np.bool_], kind: str
    ) -> Reading:
        inside = output.tokens[:, _INSIDE]
        share = np.where(own, 1 / (1 + np.exp(-np.clip(inside, -30, 30))), 0)
        return Reading(
            self.trained.clause.probability(output.answered, kind),
            output.answered,
            share.astype(np.float32),
            passage.spans,
        )

    def _check(self, question_tokens: Floats, passages: Sequence[Passage]) -> None:
        dim = self.trained.shape.dim
        for name, rows in (
            ("question", question_tokens),
            *((f"passage {i}", p.tokens) for i, p in enumerate(passages)),
        ):
            if rows.ndim != 2 or not len(rows) or rows.shape[1] != dim:
                raise ValueError(f"reader: {name} has the shape {rows.shape}; pass (n > 0, {dim})")
