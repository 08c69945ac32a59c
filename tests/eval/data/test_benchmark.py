"""What is found is judged by the gold spans that it covers."""

import random
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.data.benchmark import PolicyBenchmark
from eval.data.questions import Gold, Question
from eval.data.spans import Span
from eval.data.trec import Found, Run, TrecError
from eval.judging.metrics import score_run
from eval.runs.run import check_run
from ingest import Clause, Corpus, Document

TEXT = "".join(chr(ord("一") + i) for i in range(100))


def make_clause(name: str, start: int, end: int) -> Clause:
    text = TEXT[start:end]
    return Clause(
        f"d/{name}", "d", "d.txt", start, end, "clause", name, "", (), text, f"《D》{name}"
    )


def make_question(question_id: str, gold: Sequence[tuple[int, int, int]]) -> Question:
    listed = tuple(Gold(Span("d", start, end), grade) for start, end, grade in gold)
    expect = "answered" if gold else "not_found"
    return Question(question_id, "问？", "dev", "official", "term", "typo", expect, listed, (), ())


def make_benchmark(
    *gold: tuple[int, int, int], cuts: Sequence[int] = (0, 20, 40, 100)
) -> PolicyBenchmark:
    """Return a benchmark of one answerable question, `q`, over clauses `d/1`, `d/2` and so on."""
    clauses = tuple(make_clause(str(n), *ends) for n, ends in enumerate(pairwise(cuts), start=1))
    corpus = Corpus((Document("d", "d.txt", "sha"),), {"d": TEXT}, clauses)
    questions = (make_question("q", gold), make_question("unanswerable", ()))
    return PolicyBenchmark("dev", questions, corpus, "checksum")


def score(benchmark: PolicyBenchmark, ranking: Sequence[str]) -> dict[str, float]:
    """Return the metrics of a ranking, less those that count characters."""
    run = Run("x", {"q": tuple(Found(doc_id, 0.0) for doc_id in ranking)})
    scores = score_run(benchmark, run)["q"]
    return {name: value for name, value in scores.items() if not name.startswith("char_")}


def test_only_answerable_questions_are_judged() -> None:
    benchmark = make_benchmark((0, 10, 2), (30, 35, 1))
    assert benchmark.queries == {"q": "问？"}
    assert benchmark.qrels == {"q": {"d:0-10": 2, "d:30-35": 1}}
    assert benchmark.groups["kind"] == {"q": "term", "unanswerable": "term"}
    assert set(benchmark.groups) == {"kind", "variety", "user"}


def test_a_hit_stands_for_the_gold_that_it_covers() -> None:
    benchmark = make_benchmark((2, 12, 2))
    assert benchmark.judged("q", ["d/2", "d/1"]) == ["other:d/2", "d:2-12"]
    assert benchmark.judged("q", ["d:0-7", "d:7-20"]) == ["d:2-12", "other:d:7-20"]


def test_gold_cut_between_two_chunks_goes_to_the_one_with_at_least_half() -> None:
    benchmark = make_benchmark((10, 20, 2))
    assert benchmark.judged("q", ["d:0-14", "d:14-40"]) == ["other:d:0-14", "d:10-20"]
    # Both have half: the first one counts, the other repeats it.
    assert benchmark.judged("q", ["d:0-15", "d:15-40"]) == ["d:10-20", "other:d:15-40"]
    # Cut in three, no part tells enough.
    parts = ["d:0-13", "d:13-17", "d:17-40"]
    assert benchmark.judged("q", parts) == [f"other:{part}" for part in parts]


def test_a_hit_that_covers_several_gold_spans_takes_as_many_ranks() -> None:
    benchmark = make_benchmark((0, 5, 1), (10, 15, 2), (30, 35, 2))
    # The higher grade comes first: what answers is worth most at the first rank.
    assert benchmark.judged("q", ["d/1", "d/2"]) == ["d:10-15", "d:0-5", "d:30-35"]
    assert benchmark.judged("q", ["d:0-100", "d/1"]) == ["d:10-15", "d:30-35", "d:0-5", "other:d/1"]


def test_a_second_hit_that_covers_the_same_gold_is_not_relevant_again() -> None:
    benchmark = make_benchmark((0, 10, 2), (50, 60, 2))
    assert benchmark.judged("q", ["d:0-20", "d/1", "d/3"]) == ["d:0-10", "other:d/1", "d:50-60"]
    # Success at rank 1; recall 2/2; nDCG (2 + 0 + 2/log2(4)) / (2 + 2/log2(3)) = 3 / 3.26186.
    scores = score(benchmark, ["d:0-20", "d/1", "d/3"])
    assert scores["success@1"] == scores["recall@5"] == 1.0
    assert scores["nDCG@10"] == pytest.approx(3 / 3.2618595)


def test_a_large_hit_gains_nothing_by_its_size() -> None:
    benchmark = make_benchmark((0, 5, 2), (25, 30, 2), (60, 65, 2))
    assert score(benchmark, ["d:0-100"]) == score(benchmark, ["d/1", "d/2", "d/3"])


def test_gold_that_only_helps_counts_for_ndcg_alone() -> None:
    scores = score(make_benchmark((0, 5, 1), (50, 60, 2)), ["d/1", "d/2", "d/3"])
    # Of grade 2 there is one, at rank 3.
    assert (scores["success@1"], scores["success@3"]) == (0.0, 1.0)
    assert scores["recall@5"] == 1.0
    assert scores["MRR@10"] == pytest.approx(1 / 3)
    # (1/log2(2) + 2/log2(4)) / (2/log2(2) + 1/log2(3)) = 2 / 2.63093.
    assert scores["nDCG@10"] == pytest.approx(2 / 2.6309298)


@given(
    grades=st.lists(st.integers(0, 2), min_size=10, max_size=10).filter(lambda g: 2 in g),
    cuts=st.sets(st.integers(1, 9)),
    order=st.randoms(use_true_random=False),
    trims=st.lists(st.integers(0, 4), min_size=20, max_size=20),
)
def test_cutting_clauses_otherwise_changes_no_metric_while_no_gold_is_cut(
    grades: list[int], cuts: set[int], order: random.Random, trims: list[int]
) -> None:
    # Ten places of ten letters, each with gold in its midst or without.
    gold = [(10 * i + 4, 10 * i + 6, grade) for i, grade in enumerate(grades) if grade]
    coarse = list(pairwise([0, *sorted(cuts), 10]))
    order.shuffle(coarse)
    fine: list[int] = []
    for first, last in coarse:
        places = sorted((i for i in range(first, last) if grades[i]), key=lambda i: -grades[i])
        fine += places or [first]
    benchmark = make_benchmark(*gold)
    pieces = [f"d:{10 * i + trims[i]}-{10 * i + 10 - trims[10 + i]}" for i in fine]
    assert score(benchmark, pieces) == score(benchmark, [f"d:{10 * a}-{10 * b}" for a, b in coarse])


def test_characters_are_counted_within_the_first_three_hits() -> None:
    benchmark = make_benchmark((10, 20, 2), (90, 95, 1))
    # 40 letters found, 10 of them gold; the gold has 15. The fourth hit is not read.
    scores = benchmark.span_scores("q", ["d/1", "d/2", "d:0-10", "d:90-95"])
    assert scores == {"char_precision@3": 10 / 40, "char_recall@3": 10 / 15}
    assert benchmark.span_scores("q", []) == {"char_precision@3": 0.0, "char_recall@3": 0.0}


def test_clause_ids_and_names_of_spans_are_both_known() -> None:
    benchmark = make_benchmark((0, 5, 2))
    assert benchmark.span_of("d/2") == benchmark.span_of("d:20-40") == Span("d", 20, 40)
    assert benchmark.knows("d/2")
    assert benchmark.knows("d:0-100")
    assert benchmark.describe("d/1") == f"《D》1 {TEXT[:20]}"
    assert benchmark.describe("d:98-100") == f"d:98-100 {TEXT[98:]}"


@pytest.mark.parametrize(
    "doc_id",
    [
        "d/9",
        "d",
        "",
        "e:0-5",
        "d:0-101",
        "d:100-101",
        "d:5-5",
        "d:6-5",
        f"d:0-{'9' * 5000}",
        "d:１-２",
    ],
)
def test_an_id_that_is_neither_is_refused_with_its_line(doc_id: str) -> None:
    benchmark = make_benchmark((0, 5, 2))
    assert not benchmark.knows(doc_id)
    run = Run("x", {"q": (Found("d/1", 1.0), Found(doc_id, 0.5))})
    with pytest.raises(
        TrecError, match=r"x names '.*', which is not in policy; use the ids of its"
    ):
        check_run(benchmark, run)


def test_a_run_may_mix_both_kinds_of_id() -> None:
    run = Run("x", {"q": (Found("d/1", 1.0), Found("d:3-9", 0.5))})
    check_run(make_benchmark((0, 5, 2)), run)
