"""The reader's network in torch, to train it; `forward` has the same steps in numpy."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from reader.shape import EPSILON, REACH, SHARPNESS, USUAL_COSINE, Shape

_DROPOUT = 0.1


@dataclass(frozen=True, slots=True)
class Batch:
    """Passages with their questions, padded.

    `questions`: (n_questions, m, dim), `asked`: (n_questions, m) 1 for a token; `passages`:
    (n, length, dim), `held`: (n, length) 1 for a token, `own`: (n, length) 1 for a token of the
    clause's own text; `question_of`: (n,).
    """

    questions: Tensor
    asked: Tensor
    passages: Tensor
    held: Tensor
    own: Tensor
    question_of: Tensor


class Network(nn.Module):
    """The weights of `Shape.weights`, and what they make of a batch."""

    def __init__(self, shape: Shape) -> None:
        """Draw the weights; set the seed before."""
        super().__init__()
        self.shape = shape
        self.weights = nn.ParameterDict()
        for name, sizes in shape.weights().items():
            if name.endswith("_gain"):
                values = torch.ones(sizes)
            elif len(sizes) == 1:
                values = torch.zeros(sizes)
            elif name.startswith("conv"):
                values = torch.randn(sizes) / (2 * REACH + 1) ** 0.5
            else:
                values = torch.randn(sizes) / sizes[0] ** 0.5
            self.weights[name] = nn.Parameter(values)

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        """Return the weights as arrays."""
        return {name: value.detach().numpy().copy() for name, value in self.weights.items()}

    def load(self, arrays: Mapping[str, NDArray[np.float32]]) -> None:
        """Take weights that `arrays` gave."""
        with torch.no_grad():
            for name, value in self.weights.items():
                value.copy_(torch.from_numpy(arrays[name]))

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Return (n, length, 3): start, end, inside; and (n,): answered; all as logits."""
        w = self.weights
        question, asked = batch.questions[batch.question_of], batch.asked[batch.question_of]
        passage, held = batch.passages, batch.held
        unasked = (1 - asked[:, None, :]) * -1e4
        # Cosines lie too close together for half precision.
        with torch.autocast("cpu", enabled=False):
            cosines = passage @ question.transpose(1, 2)
        mean = (question * asked[..., None]).sum(1) / asked.sum(1, keepdim=True)
        middle = functional.normalize(mean, dim=-1)
        value = question @ w["value"]
        x = passage @ w["project"]
        match = (passage @ w["key"]) @ (question @ w["ask"]).transpose(1, 2)
        match = match / self.shape.match**0.5 + SHARPNESS * (cosines - USUAL_COSINE)
        attended = (match + unasked).softmax(-1) @ value
        scalars = torch.stack(
            [
                SHARPNESS * ((cosines + unasked).amax(-1) - USUAL_COSINE),
                SHARPNESS
                * (
                    (cosines * asked[:, None, :]).sum(-1) / asked.sum(1, keepdim=True)
                    - USUAL_COSINE
                ),
                SHARPNESS * ((passage * middle[:, None]).sum(-1) - USUAL_COSINE),
                batch.own,
            ],
            dim=-1,
        )
        h = x + attended + (x * attended) @ w["mix"] + scalars @ w["scalars"] + w["input_bias"]
        h = h + (mean @ w["whole"])[:, None, :]
        h = functional.dropout(self._norm(h, "input"), _DROPOUT, self.training)
        for block in range(self.shape.blocks):
            h = h + self._block(h, held, block)
        h = self._norm(h, "output")
        tokens = h @ w["heads"] + w["heads_bias"]
        return tokens, self._answered(h, held, cosines, value, asked)

    def _norm(self, h: Tensor, name: str) -> Tensor:
        w = self.weights
        return functional.layer_norm(
            h, (self.shape.width,), w[f"{name}_gain"], w[f"{name}_shift"], EPSILON
        )

    def _block(self, h: Tensor, held: Tensor, block: int) -> Tensor:
        w = self.weights
        kernel = w[f"conv{block}"].t()[:, None, :]
        inside = (h * held[..., None]).transpose(1, 2)
        y = functional.conv1d(
            inside, kernel, w[f"conv{block}_bias"], padding=REACH, groups=self.shape.width
        )
        y = self._norm(y.transpose(1, 2), f"norm{block}")
        y = functional.relu(y @ w[f"up{block}"] + w[f"up{block}_bias"])
        y = y @ w[f"down{block}"] + w[f"down{block}_bias"]
        return functional.dropout(y, _DROPOUT, self.training)

    def _answered(
        self, h: Tensor, held: Tensor, cosines: Tensor, value: Tensor, asked: Tensor
    ) -> Tensor:
        w = self.weights
        empty = (1 - held) * -1e4
        best = (cosines + empty[..., None]).amax(1)
        average = (cosines * held[..., None]).sum(1) / held.sum(1, keepdim=True)
        looked = (SHARPNESS * 1.5 * cosines + empty[..., None]).softmax(1)
        words = torch.cat([value, looked.transpose(1, 2) @ h], dim=-1) @ w["words"]
        scalars = SHARPNESS * (torch.stack([best, average], dim=-1) - USUAL_COSINE)
        words = functional.relu(words + scalars @ w["words_scalars"] + w["words_bias"])
        counts = (value @ w["importance"])[..., 0] + (1 - asked) * -1e4
        weighed = (counts.softmax(-1)[..., None] * words).sum(1)
        # Activations are not below 0, so what is left out may be 0.
        most = (words * asked[..., None]).amax(1)
        pool = ((h @ w["pool"])[..., 0] + empty).softmax(-1)
        parts = [
            (pool[..., None] * h).sum(1),
            (h + empty[..., None]).amax(1),
            weighed,
            most,
            _summary(best, asked),
        ]
        joined = functional.relu(torch.cat(parts, dim=-1) @ w["join"] + w["join_bias"])
        joined = functional.dropout(joined, _DROPOUT, self.training)
        logits: Tensor = joined @ w["answered"] + w["answered_bias"]
        return logits[:, 0]


def _summary(best: Tensor, asked: Tensor) -> Tensor:
    """Return worst, mean and lowest quarter of the question's best cosines, (n, 3)."""
    counts = asked.sum(1)
    padded = torch.where(asked > 0, best, torch.full_like(best, 9.0))
    ordered = padded.sort(dim=1).values
    quarter = (counts // 4).clamp(min=1)
    places = torch.arange(best.shape[1], device=best.device)[None, :]
    low = (
        torch.where(places < quarter[:, None], ordered, torch.zeros_like(ordered)).sum(1) / quarter
    )
    mean = (best * asked).sum(1) / counts
    return SHARPNESS * (torch.stack([ordered[:, 0], mean, low], dim=1) - USUAL_COSINE)
