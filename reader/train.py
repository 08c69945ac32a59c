"""Train the reader's network in torch."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from reader.forward import Floats
from reader.shape import Shape
from reader.train_examples import Candidate, Example, PublicExamples
from reader.train_network import Batch, Network

_T = TypeVar("_T")

logger = logging.getLogger(__name__)

_SEED = 7
_RATE = 1.5e-3
_DECAY = 0.01
_CLIP = 1.0
_WARM = 0.1
# Questions of a step, and how many clauses of each, where half a step is the project's own.
_PUBLIC, _OWN, _CLAUSES = 24, 16, 4
_CHUNK, _REPORT = 24, 50
_INSIDE, _SPANS, _RANKING = 0.5, 0.3, 0.5


@dataclass(frozen=True, slots=True)
class Plan:
    """How long to train: steps on public sets alone, and then on both, half a step each."""

    public: int = 700
    both: int = 1500


def train(
    public: Sequence[PublicExamples],
    own: Sequence[Example],
    *,
    plan: Plan,
    shape: Shape,
    start: dict[str, Floats] | None = None,
) -> dict[str, Floats]:
    """Return the weights that the examples teach.

    Args:
        public: Public sets.
        own: The project's own questions; with none, the public sets alone are learned.
        plan: How long.
        shape: Sizes of the network.
        start: Weights to go on from, where the public sets were learned before.
    """
    torch.manual_seed(_SEED)
    rng = np.random.default_rng(_SEED)
    network = Network(shape)
    threads = torch.get_num_threads()
    # The matrices are small: a step takes longer on two threads than on one.
    torch.set_num_threads(1)
    try:
        if start is None:
            _run(network, public, (), plan.public, rng)
        else:
            network.load(start)
        if own:
            _run(network, public, own, plan.both, rng)
    finally:
        torch.set_num_threads(threads)
    return network.arrays()


def _run(
    network: Network,
    public: Sequence[PublicExamples],
    own: Sequence[Example],
    steps: int,
    rng: np.random.Generator,
) -> None:
    network.train()
    optimizer = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=_RATE, total_steps=steps, pct_start=_WARM
    )
    places = _shuffled(
        [(s, i) for s, examples in enumerate(public) for i in range(len(examples))], rng
    )
    turns = _shuffled(list(range(len(own))), rng) if own else None
    share = _PUBLIC // 2 if own else _PUBLIC
    total = 0.0
    for step in range(1, steps + 1):
        drawn = [public[s].draw(i, rng) for s, i in (next(places) for _ in range(share))]
        if turns is not None:
            drawn += [thin(own[next(turns)], rng) for _ in range(_OWN)]
        optimizer.zero_grad(set_to_none=True)
        loss = _loss(network, drawn)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), _CLIP)
        optimizer.step()
        schedule.step()
        total += float(loss.detach())
        if step % _REPORT == 0:
            logger.warning("reader: step %s of %s, loss %.3f", step, steps, total / _REPORT)
            total = 0.0


def _shuffled(things: Sequence[_T], rng: np.random.Generator) -> Iterator[_T]:
    while True:
        for place in rng.permutation(len(things)):
            yield things[place]


def thin(example: Example, rng: np.random.Generator) -> Example:
    """Return an example with few of its candidates: at most two that answer, good hits rather."""
    right = [c for c in example.candidates if c.answers]
    wrong = [c for c in example.candidates if not c.answers]
    kept = [right[i] for i in rng.permutation(len(right))[: _CLAUSES // 2]]
    # The first hits are the nearest misses.
    chances = 1 / (2 + np.arange(len(wrong)))
    count = min(len(wrong), _CLAUSES - len(kept))
    if count:
        chosen = rng.choice(len(wrong), count, replace=False, p=chances / chances.sum())
        kept += [wrong[i] for i in chosen]
    return Example(example.tokens, tuple(kept))


def _loss(network: Network, examples: Sequence[Example]) -> Tensor:
    pairs = [(e, c) for e, example in enumerate(examples) for c in example.candidates]
    pairs.sort(key=lambda pair: len(pair[1].tokens))
    answered, losses = [], []
    for start in range(0, len(pairs), _CHUNK):
        chunk = pairs[start : start + _CHUNK]
        batch, targets = make_batch(examples, chunk)
        with torch.autocast("cpu", torch.bfloat16):
            tokens, logits = network(batch)
        answered.append(logits.float())
        losses.append(_token_loss(tokens.float(), batch, targets))
    logits = torch.cat(answered)
    right = torch.tensor([float(bool(c.answers)) for _, c in pairs])
    loss = functional.binary_cross_entropy_with_logits(logits, right)
    loss = loss + torch.stack(losses).sum() / len(pairs)
    groups = torch.tensor([e for e, _ in pairs])
    return loss + _RANKING * _ranking_loss(logits, right, groups, len(examples))


def _ranking_loss(logits: Tensor, right: Tensor, groups: Tensor, count: int) -> Tensor:
    """Return how unlikely a clause that answers comes first, over questions that have one."""
    table = torch.full((count, len(logits)), -1e4)
    rows = torch.arange(len(logits))
    table = table.index_put((groups, rows), logits)
    answering = torch.full((count, len(logits)), -1e4)
    answering = answering.index_put((groups, rows), torch.where(right > 0, logits, -1e4))
    has = torch.zeros(count).index_add(0, groups, right) > 0
    losses = table.logsumexp(1) - answering.logsumexp(1)
    return losses[has].sum() / count


def _token_loss(tokens: Tensor, batch: Batch, targets: Tensor) -> Tensor:
    """Return the summed loss of start, end and inside of the passages that answer."""
    hidden = (1 - batch.own) * -1e4
    answers = targets[..., 2].amax(1) > 0
    if not bool(answers.any()):
        return tokens.sum() * 0
    tokens, targets, hidden = tokens[answers], targets[answers], hidden[answers]
    spans = torch.zeros(())
    for place in (0, 1):
        logits = tokens[..., place] + hidden
        gold = logits + (1 - targets[..., place]) * -1e4
        spans = spans + (logits.logsumexp(1) - gold.logsumexp(1)).sum()
    own = batch.own[answers]
    inside = functional.binary_cross_entropy_with_logits(
        tokens[..., 2], targets[..., 2], reduction="none"
    )
    return _SPANS * spans + _INSIDE * ((inside * own).sum(1) / own.sum(1).clamp(min=1)).sum()


def make_batch(
    examples: Sequence[Example], pairs: Sequence[tuple[int, Candidate]]
) -> tuple[Batch, Tensor]:
    """Return a padded batch and where answers start, end and go on, (n, length, 3)."""
    asked = sorted({e for e, _ in pairs})
    places = {e: i for i, e in enumerate(asked)}
    questions, question_mask = _pad([examples[e].tokens for e in asked])
    passages, held = _pad([c.tokens for _, c in pairs])
    own = np.zeros(held.shape, dtype=np.float32)
    targets = np.zeros((*held.shape, 3), dtype=np.float32)
    for row, (_, candidate) in enumerate(pairs):
        own[row, : len(candidate.own)] = candidate.own
        for first, end in candidate.answers:
            targets[row, first, 0] = targets[row, end - 1, 1] = 1
            targets[row, first:end, 2] = 1
    arrays = [torch.from_numpy(a) for a in (questions, question_mask, passages, held, own)]
    numbers = torch.tensor([places[e] for e, _ in pairs])
    asked_rows, asked_mask, rows, held_mask, own_mask = arrays
    batch = Batch(asked_rows, asked_mask, rows, held_mask, own_mask, numbers)
    return batch, torch.from_numpy(targets)


def _pad(rows: Sequence[NDArray[np.float16]]) -> tuple[Floats, Floats]:
    longest = max(map(len, rows))
    padded = np.zeros((len(rows), longest, rows[0].shape[1]), dtype=np.float32)
    mask = np.zeros((len(rows), longest), dtype=np.float32)
    for place, array in enumerate(rows):
        padded[place, : len(array)] = array
        mask[place, : len(array)] = 1
    return padded, mask
