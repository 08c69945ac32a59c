import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import pytrec_eval

from answer import Answer
from eval.data.benchmark import PolicyBenchmark
from eval.data.benchmark_files import load_benchmark
from eval.data.collection import Collection
from eval.data.questions import Gold, Question
from eval.data.spans import Span
from eval.data.trec import Found, Run, read_qrels, read_run
from eval.judging.metrics import score_run
from eval.runs.answers import AnswerResult
from eval.runs.results import (
    ResultsError,
    answer_summary,
    open_folder,
    read_all_scores,
    read_scores,
    read_summaries,
    results_folder,
    scores_path,
    search_summary,
    write_answers,
    write_search,
    writing,
)
from eval.runs.run import SearchResult
from ingest import Corpus
from tests.fakes import without_root

COLLECTION = Collection(
    name="small",
    split="test",
    path=Path("small"),
    entries=(),
    queries={"q1": "一", "q2": "二", "q3": "三"},
    qrels={"q1": {"d1": 1}, "q2": {"d2": 1}, "q3": {"d3": 1}},
    checksum="",
)
RUN = Run(
    "hybrid", {"q1": (Found("d1", 0.5), Found("d2", 0.5)), "q2": (Found("d1", 1.0),), "q3": ()}
)
RESULT = SearchResult(RUN, score_run(COLLECTION, RUN), [0.01, 0.02, 0.03])
# Files hold six digits.
SCORES = {query_id: pytest.approx(row, abs=1e-6) for query_id, row in RESULT.scores.items()}
PROVENANCE = {"commit": "abc"}


def make_question(number: int, *, kind: str = "term", gold: tuple[Gold, ...] = ()) -> Question:
    expect = "answered" if gold else "not_found"
    return Question(f"q{number}", "问？", "dev", "official", kind, "typo", expect, gold, (), ())


def make_answers(count: int) -> tuple[PolicyBenchmark, AnswerResult]:
    """Return answers of rising confidence, every second of them wrong, all of the kind term."""
    questions = tuple(make_question(i, gold=(Gold(Span("d", 0, 5), 2),)) for i in range(count))
    answers = {
        q.question_id: Answer(q.text, "answered", "term", "文", (), (), (), confidence=i)
        for i, q in enumerate(questions)
    }
    scores = {q: {"correct": float(i % 2)} for i, q in enumerate(answers)}
    corpus = Corpus((), {"d": "文" * 9}, ())
    return PolicyBenchmark("dev", questions, corpus, ""), AnswerResult(
        answers, scores, [0.1] * count
    )


def write_hybrid(folder: Path) -> dict[str, Any]:
    summary = search_summary(COLLECTION, RESULT, PROVENANCE)
    write_search(folder, COLLECTION, RESULT, summary)
    return summary


def test_a_folder_of_results_is_named_after_benchmark_and_split(tmp_path: Path) -> None:
    assert results_folder(tmp_path, COLLECTION) == tmp_path / "small-test"


def test_the_summary_of_a_search_says_what_was_measured_on_what() -> None:
    summary = search_summary(COLLECTION, RESULT, PROVENANCE)
    assert summary["system"] == "hybrid"
    assert (summary["dataset"], summary["split"], summary["queries"]) == ("small", "test", 3)
    assert summary["metrics"]["success@1"] == 0.3333
    assert summary["without_hits"] == 1
    assert summary["latency_ms"]["p50"] == 20.0
    assert (summary["by"], summary["provenance"]) == ({}, PROVENANCE)


def test_written_results_are_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "small-test"
    summary = write_hybrid(folder)
    assert read_summaries(folder) == [summary]
    assert read_scores(scores_path(folder, "hybrid")) == SCORES
    again = read_run(folder / "hybrid.run")
    assert again.system == "hybrid"
    assert [hit.doc_id for hit in again.found["q1"]] == ["d1", "d2"]
    assert sorted(path.name for path in folder.iterdir()) == [
        "hybrid.json",
        "hybrid.run",
        "hybrid.scores.jsonl",
    ]


def test_summaries_come_in_order_of_their_names(tmp_path: Path) -> None:
    for name in ("late", "dense", "hybrid"):
        result = replace(RESULT, run=replace(RUN, system=name))
        write_search(tmp_path, COLLECTION, result, search_summary(COLLECTION, result, {}))
    assert [s["system"] for s in read_summaries(tmp_path)] == ["dense", "hybrid", "late"]


def test_answers_are_written_with_their_scores_and_summary(tmp_path: Path) -> None:
    benchmark, result = make_answers(4)
    summary = answer_summary(benchmark, result, PROVENANCE)
    write_answers(tmp_path, result, summary)
    assert read_summaries(tmp_path) == [summary]
    assert read_scores(scores_path(tmp_path, "answers")) == result.scores
    lines = (tmp_path / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == list(result.answers)


def test_the_curve_of_risk_ends_where_all_are_answered() -> None:
    benchmark, result = make_answers(4)
    summary = answer_summary(benchmark, result, {})
    # The surest is right: 0 of 1, 1 of 2, 1 of 3, 2 of 4 wrong. The area is their mean.
    curve = [[0.25, 0.0], [0.5, 0.5], [0.75, 0.333333], [1.0, 0.5]]
    assert summary["risk_coverage"] == {"all": curve, "term": curve}
    assert summary["area_under_risk_coverage"] == {"all": 0.3333, "term": 0.3333}
    assert (summary["metrics"], summary["queries"]) == ({"correct": 0.5}, 4)


@pytest.mark.parametrize("count", [1, 2, 49, 50, 51, 100, 199, 1000])
def test_a_long_curve_is_thinned_and_keeps_its_ends(count: int) -> None:
    benchmark, result = make_answers(count)
    curve = answer_summary(benchmark, result, {})["risk_coverage"]["all"]
    coverages = [coverage for coverage, _ in curve]
    assert coverages[0] == round(1 / count, 6)
    assert coverages[-1] == 1.0
    assert coverages == sorted(set(coverages))
    assert len(curve) <= min(count, 101)


def test_a_kind_of_which_nothing_was_answered_has_no_area() -> None:
    benchmark, result = make_answers(2)
    refused = Answer("问？", "not_found", "list", "", (), (), ())
    questions = (*benchmark.questions, make_question(2, kind="list"))
    more = replace(
        result,
        answers=result.answers | {"q2": refused},
        scores=result.scores | {"q2": {"correct": 1.0}},
    )
    summary = answer_summary(replace(benchmark, questions=questions), more, {})
    assert summary["risk_coverage"]["list"] == []
    assert set(summary["area_under_risk_coverage"]) == {"all", "term"}
    # NaN is no JSON.
    json.dumps(summary, allow_nan=False)


@pytest.mark.parametrize(
    "write", [write_hybrid, lambda f: write_answers(f, make_answers(2)[1], {"system": "answers"})]
)
def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path, write: Any) -> None:
    tmp_path.chmod(0o500)
    with without_root(), pytest.raises(ResultsError) as refused:
        write(tmp_path / "results")
    tmp_path.chmod(0o700)
    assert str(refused.value) == (
        f"{tmp_path / 'results'}: cannot be written to (Permission denied); choose another folder"
    )


def test_a_folder_is_tried_before_the_work_and_nothing_is_left_in_it(tmp_path: Path) -> None:
    open_folder(tmp_path / "new" / "results")
    assert list((tmp_path / "new" / "results").iterdir()) == []
    tmp_path.chmod(0o500)
    with without_root(), pytest.raises(ResultsError, match=r"cannot be written to \(Permission"):
        open_folder(tmp_path)
    tmp_path.chmod(0o700)


def test_the_scores_of_a_folder_come_by_system(tmp_path: Path) -> None:
    for name in ("late", "hybrid"):
        result = replace(RESULT, run=replace(RUN, system=name))
        write_search(tmp_path, COLLECTION, result, search_summary(COLLECTION, result, {}))
    assert read_all_scores(tmp_path) == {"hybrid": SCORES, "late": SCORES}
    assert read_all_scores(tmp_path / "none") == {}


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "results").touch()
    with pytest.raises(
        ResultsError, match=r"results: cannot be written to \(File exists\); .* folder"
    ):
        write_hybrid(tmp_path / "results")
    with (
        pytest.raises(ResultsError, match=r"cannot be written to \(Is a directory\); .* folder"),
        writing(tmp_path),
    ):
        tmp_path.write_text("x")


def test_a_folder_without_results_says_how_to_make_them(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(ResultsError) as refused:
            read_summaries(folder)
        assert str(refused.value) == f"{folder}: holds no results; run: python -m eval run"


def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    write_hybrid(tmp_path / "results")
    tmp_path.chmod(0)
    with (
        without_root(),
        pytest.raises(ResultsError, match=r"cannot be read \(Perm.*check the path"),
    ):
        read_summaries(tmp_path / "results")
    tmp_path.chmod(0o700)


def damage(summary: dict[str, Any], **changes: Any) -> bytes:
    return json.dumps(summary | changes).encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda s: b"",
        lambda s: damage(s)[:-40],
        lambda s: b"\xff\xfe{}",
        lambda s: b"[]",
        lambda s: b'"summary"',
        lambda s: b"null",
        lambda s: b"{}",
        lambda s: b"[" * 99999,
        lambda s: b'{"system": %s}' % (b"9" * 5000),
        lambda s: damage(s, metrics=None),
        lambda s: damage(s, metrics=["MRR@10"]),
        lambda s: damage(s, metrics=s["metrics"] | {"MRR@10": "high"}),
        lambda s: damage(s, intervals={}),
        lambda s: damage(s, intervals=None),
        lambda s: damage(s, intervals=s["intervals"] | {"MRR@10": [1]}),
        lambda s: damage(s, intervals=s["intervals"] | {"MRR@10": [None, 1]}),
        lambda s: damage(s, intervals=s["intervals"] | {"MRR@10": 0.5}),
    ],
)
def test_a_damaged_summary_is_named(tmp_path: Path, change: Any) -> None:
    summary = write_hybrid(tmp_path)
    (tmp_path / "hybrid.json").write_bytes(change(summary))
    with pytest.raises(
        ResultsError, match=r"/hybrid.json: is damaged \(.*\); run: python -m eval run"
    ):
        read_summaries(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b'{"query_id": "q1", "MRR@10": 1.0}\n{"query_id": "q2", "MRR',
        b'{"query_id": "q1", "MRR@10": "high"}',
        b'{"query_id": "q1", "MRR@10": null}',
        b'{"query_id": "q1", "MRR@10": [1]}',
        b'{"query_id": "q1", "MRR@10": NaN}',
        b'{"query_id": "q1", "MRR@10": 1e999}',
        b'{"query_id": "q1", "MRR@10": 1%s}' % (b"0" * 400),
    ],
)
def test_damaged_scores_are_named(tmp_path: Path, content: bytes) -> None:
    path = scores_path(tmp_path, "hybrid")
    path.write_bytes(content)
    with pytest.raises(ResultsError) as refused:
        read_scores(path)
    assert str(refused.value).startswith(f"{path}: ")
    assert str(refused.value).endswith("; run: python -m eval run")


def test_missing_scores_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "none.scores.jsonl", tmp_path):
        with pytest.raises(ResultsError, match=r": .*; run: python -m eval run$") as refused:
            read_scores(path)
        assert str(refused.value).startswith(f"{path}: ")


def test_trec_eval_gives_the_same_metrics_from_the_judged_files(
    corpus: Corpus, tmp_path: Path
) -> None:
    benchmark = load_benchmark(corpus, split="dev")
    clauses = [clause.clause_id for clause in corpus.clauses]
    found = {
        query_id: (*(Found(name, 2.0) for name in clauses[i : i + 3]), Found(next(iter(gold)), 1.0))
        for i, (query_id, gold) in enumerate(benchmark.qrels.items())
    }
    run = Run("made-up", found)
    result = SearchResult(run, score_run(benchmark, run), [0.1] * len(found))
    write_search(tmp_path, benchmark, result, search_summary(benchmark, result, {}))
    judged = read_run(tmp_path / "made-up.judged.run")
    qrels: dict[str, dict[str, int]] = {}
    for line in read_qrels(tmp_path / "judged.qrels"):
        qrels.setdefault(line.query_id, {})[line.doc_id] = line.grade
    scores = {q: {hit.doc_id: hit.score for hit in hits} for q, hits in judged.found.items()}
    expected = pytrec_eval.RelevanceEvaluator(qrels, {"ndcg_cut_10"}).evaluate(scores)
    assert result.scores.keys() == expected.keys()
    for query_id, row in expected.items():
        assert result.scores[query_id]["nDCG@10"] == pytest.approx(row["ndcg_cut_10"], abs=1e-6)
