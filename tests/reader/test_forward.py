import numpy as np
import pytest
import torch

from reader.forward import run_network
from reader.train import make_batch
from reader.train_examples import Candidate, Example
from reader.train_network import Network
from tests.reader.made import SMALL, make_rows, make_trained

LENGTHS = (1, 3, 9, 40, 17)


@pytest.mark.parametrize("words", [1, 2, 7, 30])
def test_numpy_says_what_torch_says(words: int) -> None:
    question = make_rows(words, 1)
    passages = [make_rows(n, n) for n in LENGTHS]
    own = [np.arange(n) >= n // 3 for n in LENGTHS]
    weights = make_trained().weights
    network = Network(SMALL).eval()
    network.load(weights)
    halves = [np.asarray(p, np.float16) for p in passages]
    candidates = [Candidate(p, o, ()) for p, o in zip(halves, own, strict=True)]
    longer = Example(make_rows(40, 2).astype(np.float16), ())
    examples = [longer, Example(question.astype(np.float16), tuple(candidates))]
    batch, _ = make_batch(examples, [(1, candidate) for candidate in candidates])
    with torch.no_grad():
        tokens, answered = network(batch)

    found = run_network(
        weights,
        SMALL,
        np.asarray(question.astype(np.float16), np.float32),
        [np.asarray(p, np.float32) for p in halves],
        [np.asarray(o, np.float32) for o in own],
    )

    for row, output in enumerate(found):
        assert output.answered == pytest.approx(float(answered[row]), abs=1e-4)
        expected = tokens[row, : len(output.tokens)].numpy()
        np.testing.assert_allclose(output.tokens, expected, atol=1e-4)


def test_a_passage_is_read_alike_whatever_stands_beside_it() -> None:
    weights, question = make_trained().weights, make_rows(6, 1)
    passages = [make_rows(n, n) for n in LENGTHS]
    own = [np.ones(n, np.float32) for n in LENGTHS]

    together = run_network(weights, SMALL, question, passages, own)

    for passage, flags, expected in zip(passages, own, together, strict=True):
        (alone,) = run_network(weights, SMALL, question, [passage], [flags])
        assert alone.answered == pytest.approx(expected.answered, abs=1e-5)
        np.testing.assert_allclose(alone.tokens, expected.tokens, atol=1e-5)
