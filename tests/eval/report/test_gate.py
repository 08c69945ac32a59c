"""The gate on headline metrics."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from eval.data.benchmark import PolicyBenchmark
from eval.data.benchmark_files import load_benchmark
from eval.data.packed import where_stored
from eval.data.questions import SPLITS
from eval.judging.metrics import Scores
from eval.report.gate import BASELINE, HEADLINE, check_folder, find_falls
from eval.runs.answers import evaluate_answers
from eval.runs.results import ResultsError, read_scores, scores_path
from eval.runs.retrievers import ClauseSearch
from eval.runs.run import run_retriever
from index import Searcher
from index.channels.fusion import RETRIEVERS
from ingest import Corpus

AT_A_TIME = 50


def make_scores(*values: float) -> Scores:
    row = dict.fromkeys(HEADLINE["hybrid"], 1.0)
    return {f"q{i}": row | {"nDCG@10": value} for i, value in enumerate(values)}


def test_a_fall_beyond_the_noise_is_found() -> None:
    before, after = make_scores(*[0.9] * 20), make_scores(*[0.9] * 10, *[0.4] * 10)
    (fall,) = find_falls("hybrid", before, after)
    assert fall.metric == "nDCG@10"
    assert fall.before == pytest.approx(0.9)
    assert fall.after == pytest.approx(0.65)
    assert "hybrid nDCG@10: 0.9000 before, 0.6500 now" in str(fall)


def test_one_query_that_fell_is_noise_and_a_rise_is_no_fall() -> None:
    before = make_scores(*[0.9] * 20)
    assert find_falls("hybrid", before, make_scores(*[0.9] * 19, 0.5)) == []
    assert find_falls("hybrid", before, make_scores(*[1.0] * 20)) == []
    assert find_falls("hybrid", before, before) == []


def test_of_false_refusals_more_is_worse() -> None:
    before = {f"q{i}": {"false_refusal": 0.0} for i in range(20)}
    after = {f"q{i}": {"false_refusal": float(i < 8)} for i in range(20)}
    (fall,) = find_falls("answers", before, after)
    assert fall.metric == "false_refusal"
    assert find_falls("answers", after, before) == []


def test_other_questions_than_the_baselines_are_refused() -> None:
    with pytest.raises(ResultsError, match="other questions than the baseline's"):
        find_falls("hybrid", make_scores(1, 1), make_scores(1))


def test_missing_results_say_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(ResultsError, match="run: python -m eval run"):
        check_folder(tmp_path, BASELINE / "policy-dev")


def load_samples(corpus: Corpus, split: str) -> Iterator[PolicyBenchmark]:
    """Give every fourth question of a split, all of which take minutes, some at a time.

    They are so few that a searcher remembers what it has read, and answers need no other reading.
    """
    benchmark = load_benchmark(corpus, split=split)
    questions = benchmark.questions[::4]
    parts = -(-len(questions) // AT_A_TIME)
    for part in range(parts):
        yield replace(benchmark, questions=questions[part::parts])


def read_baseline(split: str, system: str, measured: Scores) -> Scores:
    """Return the committed scores of the questions that were measured."""
    scores = read_scores(where_stored(scores_path(BASELINE / f"policy-{split}", system)))
    return {query_id: scores[query_id] for query_id in measured}


@pytest.mark.model
@pytest.mark.parametrize("split", SPLITS)
def test_no_headline_metric_fell_below_the_committed_baseline(
    real_searcher: Searcher, split: str
) -> None:
    searcher = real_searcher.leaving_out()
    found: Scores = {}
    answers: Scores = {}
    for sample in load_samples(searcher.snapshot.corpus, split):
        found |= run_retriever(sample, ClauseSearch("hybrid", searcher)).scores
        answers |= evaluate_answers(searcher, sample).scores
    falls = [
        asdict(fall)
        for system, scores in (("hybrid", found), ("answers", answers))
        for fall in find_falls(system, read_baseline(split, system, scores), scores)
    ]
    assert falls == []
    assert all(row.get("verbatim", 1.0) == 1.0 for row in answers.values())


@pytest.mark.model
def test_the_gate_stops_a_search_that_lost_two_of_its_channels(real_searcher: Searcher) -> None:
    lexical = ClauseSearch("hybrid", real_searcher.with_weights(RETRIEVERS["lexical"]))
    samples = load_samples(real_searcher.snapshot.corpus, "dev")
    scores = {q: row for s in samples for q, row in run_retriever(s, lexical).scores.items()}
    falls = find_falls("hybrid", read_baseline("dev", "hybrid", scores), scores)
    assert {fall.metric for fall in falls} == set(HEADLINE["hybrid"])
