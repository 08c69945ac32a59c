import os
import signal
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from index.model.embedder import EmbedderError, SentenceTransformerEmbedder, load_embedder
from index.model.ray_embedder import RayEmbedder, spread
from tests.fakes import FakeEmbedder

TEXTS = ["中国产业", "(一)", "203", "产业～Abc", ""] * 60


def _skip_without_ray() -> None:
    if find_spec("ray") is None:
        pytest.skip("pip install -r requirements-ray.txt")


def _spread(address: str) -> AbstractContextManager[RayEmbedder]:
    return spread(FakeEmbedder(), address, model="bundled", cache_dir=None)


@pytest.fixture(scope="module")
def real() -> SentenceTransformerEmbedder:
    return load_embedder()


@pytest.fixture(scope="module")
def workers(real: SentenceTransformerEmbedder) -> Iterator[RayEmbedder]:
    _skip_without_ray()
    with spread(real, "local", model="bundled", cache_dir=None) as embedder:
        yield embedder


def test_without_ray_the_command_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    said = r"pip install -r requirements-ray\.txt$"
    with pytest.raises(EmbedderError, match=said), _spread("local"):
        raise AssertionError("it was not to come here")


@pytest.mark.parametrize("address", ["127.0.0.1:1", "auto", "host:port", "127.0.0.1:99999"])
def test_where_no_ray_is_the_error_says_what_mends_it(address: str) -> None:
    said = rf"Ray cannot be reached at {address} \(.*\); set it to the HOST:PORT that ray start"
    with pytest.raises(EmbedderError, match=said), _spread(address):
        raise AssertionError("it was not to come here")


@pytest.mark.model
def test_a_worker_of_another_model_is_refused(tiny_model: Path) -> None:
    _skip_without_ray()
    with (
        spread(FakeEmbedder(), "local", model=str(tiny_model), cache_dir=None) as embedder,
        pytest.raises(EmbedderError, match="is another model on a worker of Ray than here"),
    ):
        embedder.encode_passages(["中国"])


@pytest.mark.model
def test_vectors_are_those_of_one_process_in_their_order(
    workers: RayEmbedder, real: SentenceTransformerEmbedder
) -> None:
    alone, spread_out = real.encode_passages(TEXTS), workers.encode_passages(TEXTS)
    assert len(spread_out) == len(TEXTS)
    for near, far in zip(alone, spread_out, strict=True):
        assert np.allclose(near.vector, far.vector, atol=1e-5)
        assert np.allclose(near.tokens, far.tokens, atol=1e-4)
        assert np.array_equal(near.spans, far.spans)
    assert workers.encode_passages([]) == []


@pytest.mark.model
def test_all_else_is_done_by_the_embedder_here(
    workers: RayEmbedder, real: SentenceTransformerEmbedder
) -> None:
    assert (workers.fingerprint, workers.dim) == (real.fingerprint, real.dim)
    assert workers.window == real.window
    assert workers.token_spans(["中国产业"]) == real.token_spans(["中国产业"])
    (near,), (far,) = real.encode_queries(["产业"]), workers.encode_queries(["产业"])
    assert np.array_equal(near.vector, far.vector)


@pytest.mark.model
def test_a_worker_that_dies_is_replaced_and_nothing_is_lost(workers: RayEmbedder) -> None:
    import ray

    before = workers.encode_passages(TEXTS)
    process = ray.get(workers._workers[0].__ray_call__.remote(lambda _: os.getpid()))
    os.kill(process, signal.SIGKILL)
    after = workers.encode_passages(TEXTS)
    assert all(np.allclose(a.vector, b.vector) for a, b in zip(before, after, strict=True))
    replaced = ray.get(workers._workers[0].__ray_call__.remote(lambda _: os.getpid()))
    assert replaced != process


@pytest.mark.model
def test_ray_tells_its_makers_nothing_and_listens_on_loopback(workers: RayEmbedder) -> None:
    import ray
    from ray._common.usage.usage_lib import usage_stats_enabled

    assert not usage_stats_enabled()
    assert {node["NodeManagerAddress"] for node in ray.nodes()} == {"127.0.0.1"}
