"""Run files of other systems, judged on stored questions."""

from pathlib import Path

import pytest

from eval.data.benchmark import PolicyBenchmark
from eval.data.benchmark_files import load_benchmark
from eval.data.trec import TrecError
from eval.runs.own_run import judge_own_run
from tests.ui.evaluation.fakes import write_benchmark
from tests.ui.fakes import make_desk


@pytest.fixture(scope="module")
def benchmark(tmp_path_factory: pytest.TempPathFactory) -> PolicyBenchmark:
    folder = tmp_path_factory.mktemp("own") / "benchmark"
    write_benchmark(folder)
    return load_benchmark(make_desk().corpus, split="test", folder=folder)


def _lines(*pairs: tuple[str, str]) -> bytes:
    lines = (f"{query} Q0 {name} 1 {1 - n / 100} mine\n" for n, (query, name) in enumerate(pairs))
    return "".join(lines).encode()


def test_what_a_run_lacks_counts_as_0_and_what_is_unknown_as_irrelevant(
    benchmark: PolicyBenchmark,
) -> None:
    # q1 is answered by hostile/1.2; an unknown name before it takes the first rank.
    data = _lines(("q1", "other/9"), ("q1", "hostile/1.2"), ("q3", "hostile/1"), ("z", "x"))
    own = judge_own_run(data, "mine.run", benchmark)
    assert (own.asked, own.answered) == (2, 1)
    assert own.other_queries == ("z",)
    assert own.other_names == ("other/9",)
    assert own.scores["q1"]["MRR@10"] == pytest.approx(0.5)
    assert set(own.scores["q2"].values()) == {0.0}
    assert own.run.system == "mine"


@pytest.mark.parametrize("pairs", [(("z1", "hostile/1.2"),), (("q1", "MED-10"), ("q2", "MED-2"))])
def test_a_run_of_another_benchmark_is_told(
    benchmark: PolicyBenchmark, pairs: tuple[tuple[str, str], ...]
) -> None:
    own = judge_own_run(_lines(*pairs), "mine.run", benchmark)
    assert own.is_of_others
    assert own.scores == {}


def test_what_is_no_run_is_refused_by_its_line(benchmark: PolicyBenchmark) -> None:
    with pytest.raises(TrecError, match=r"mine.run: line 1 has 2 fields"):
        judge_own_run(b"a b", str(Path("mine.run")), benchmark)
