import random
from math import log2
from pathlib import Path

import pytest
import pytrec_eval
from hypothesis import given
from hypothesis import strategies as st

from eval.data.collection import Collection
from eval.data.trec import Found, Run, read_run, write_run
from eval.judging.metrics import by_label, measures_of, score_run

Grades = dict[str, dict[str, int]]
Rankings = dict[str, dict[str, float]]
DEPTHS = (1, 3, 5, 10)
ORACLE = {
    f"{ours}@{k}": f"{theirs}_{k}"
    for ours, theirs in {
        "nDCG": "ndcg_cut",
        "MAP": "map_cut",
        "success": "success",
        "recall": "recall",
        "P": "P",
    }.items()
    for k in DEPTHS
} | {"R-precision": "Rprec"}
MEASURES = {"ndcg_cut_1,3,5,10", "map_cut_1,3,5,10", "success_1,3,5,10", "recall_1,3,5,10"}
MEASURES |= {"P_1,3,5,10", "Rprec"}


def make_collection(qrels: Grades, *, answering: int = 1) -> Collection:
    queries = dict.fromkeys(qrels, "?")
    return Collection("c", "test", Path("c"), (), queries, qrels, "", answering)


def make_run(rankings: Rankings) -> Run:
    """Return a run of scored documents, ordered as trec_eval orders them."""
    return Run(
        "x",
        {
            query_id: tuple(
                Found(doc_id, scores[doc_id])
                for doc_id in sorted(scores, key=lambda d: (scores[d], d), reverse=True)
            )
            for query_id, scores in rankings.items()
        },
    )


def oracle(qrels: Grades, rankings: Rankings, *, answering: int) -> dict[str, dict[str, float]]:
    """Return what pytrec_eval itself says; it leaves out queries without hits."""
    evaluator = pytrec_eval.RelevanceEvaluator(qrels, MEASURES, relevance_level=answering)
    found = evaluator.evaluate(rankings)
    first = pytrec_eval.RelevanceEvaluator(qrels, {"recip_rank"}, relevance_level=answering)
    expected = {
        query_id: {n: found.get(query_id, {}).get(t, 0.0) for n, t in ORACLE.items()}
        for query_id in qrels
    }
    for k in DEPTHS:
        # trec_eval has no reciprocal rank with a cut, so the run is cut.
        cut = {q: {h.doc_id: h.score for h in f[:k]} for q, f in make_run(rankings).found.items()}
        ranks = first.evaluate(cut)
        for query_id, row in expected.items():
            row[f"MRR@{k}"] = ranks.get(query_id, {}).get("recip_rank", 0.0)
    return expected


def random_case(rng: random.Random, *, ties: bool) -> tuple[Grades, Rankings]:
    documents = [f"d{i}" for i in range(rng.randint(3, 40))]
    qrels: Grades = {}
    rankings: Rankings = {}
    for query_id in (f"q{i}" for i in range(rng.randint(1, 12))):
        judged = rng.sample(documents, rng.randint(1, len(documents)))
        qrels[query_id] = {d: rng.randint(0, 2) for d in judged} | {judged[0]: 2}
        found = rng.sample(documents, rng.randint(0, len(documents)))
        places = rng.sample(range(1000), len(found))
        # Exact in single precision, where they are not to be equal.
        rankings[query_id] = {
            d: rng.randint(0, 3) / 3 if ties else place / 1024
            for d, place in zip(found, places, strict=True)
        }
    return qrels, {query_id: found for query_id, found in rankings.items() if found}


@pytest.mark.parametrize("answering", [1, 2])
@pytest.mark.parametrize("ties", [False, True])
def test_metrics_are_those_of_pytrec_eval(answering: int, ties: bool) -> None:
    rng = random.Random(f"{answering}{ties}")
    for _ in range(40):
        qrels, rankings = random_case(rng, ties=ties)
        scores = score_run(make_collection(qrels, answering=answering), make_run(rankings))
        expected = oracle(qrels, rankings, answering=answering)
        assert list(scores) == list(qrels)
        for query_id in qrels:
            assert scores[query_id] == pytest.approx(expected[query_id], abs=1e-6)


@given(
    scores=st.dictionaries(
        st.sampled_from([f"d{i}" for i in range(15)] + ["é", "中", "Ａ", "D1"]),
        # Some of these are equal in single precision and not in double.
        st.sampled_from(
            [0.5, 0.3, 0.30000001, 0.30000002, 1e-7, 2e-7, -1.0, 16777216.0, 16777217.0]
        ),
        min_size=1,
    ),
    relevant=st.dictionaries(
        st.sampled_from([f"d{i}" for i in range(15)] + ["é", "中"]), st.integers(0, 2), min_size=1
    ),
)
def test_a_run_file_with_equal_scores_is_judged_as_by_pytrec_eval(
    tmp_path_factory: pytest.TempPathFactory, scores: dict[str, float], relevant: dict[str, int]
) -> None:
    path = tmp_path_factory.mktemp("run") / "a.run"
    lines = (f"q Q0 {d} 1 {score!r} x\n" for d, score in scores.items())
    path.write_text("".join(lines), encoding="utf-8")
    found = score_run(make_collection({"q": relevant}), read_run(path))["q"]
    # All scores at once, so that it is pytrec_eval that puts them in order.
    evaluator = pytrec_eval.RelevanceEvaluator({"q": relevant}, MEASURES | {"recip_rank"})
    expected = evaluator.evaluate({"q": scores})["q"]
    # Beyond the tenth rank a reciprocal is less than 1/10.
    assert found["MRR@10"] == pytest.approx(
        expected["recip_rank"] * (expected["recip_rank"] > 0.099), abs=1e-6
    )
    for name, theirs in ORACLE.items():
        assert found[name] == pytest.approx(expected[theirs], abs=1e-6)


def test_a_run_that_was_written_has_the_same_metrics(tmp_path: Path) -> None:
    rng = random.Random(5)
    for _ in range(10):
        qrels, rankings = random_case(rng, ties=True)
        run, collection = make_run(rankings), make_collection(qrels)
        if run.found:
            write_run(run, tmp_path / "a.run")
            assert score_run(collection, read_run(tmp_path / "a.run")) == score_run(collection, run)


def test_ndcg_by_hand() -> None:
    qrels = {"q": {"a": 2, "b": 1, "c": 1, "d": 0}}
    run = Run("x", {"q": tuple(Found(d, 0.0) for d in ("b", "d", "a", "e"))})
    # Found are gains 1 0 2 0: 1/log2(2) + 2/log2(4) = 1 + 1 = 2.
    # The best order is gains 2 1 1: 2/log2(2) + 1/log2(3) + 1/log2(4) = 2 + 0.63093 + 0.5.
    scores = score_run(make_collection(qrels), run)["q"]
    assert scores["nDCG@10"] == pytest.approx(2 / 3.1309298, abs=1e-6)
    assert scores["nDCG@10"] == pytest.approx(2 / (2 + 1 / log2(3) + 0.5))


def test_the_other_metrics_by_hand() -> None:
    qrels = {"q": {"a": 2, "b": 1, "c": 1}}
    run = Run("x", {"q": tuple(Found(d, 0.0) for d in ("e", "b", "f", "g", "h", "a"))})
    # With all grades relevant the first is at rank 2; b of a, b, c in five, a and b of them in ten.
    scores = score_run(make_collection(qrels), run)["q"]
    expected = {
        "success@1": 0.0,
        "success@3": 1.0,
        "success@5": 1.0,
        "recall@5": 1 / 3,
        "recall@10": 2 / 3,
        "MRR@10": 1 / 2,
        # (1/log2(3) + 2/log2(7)) / (2 + 1/log2(3) + 1/2)
        "nDCG@10": (1 / log2(3) + 2 / log2(7)) / (2.5 + 1 / log2(3)),
        "P@5": 1 / 5,
        "P@10": 2 / 10,
        # Precisions 1/2 at rank 2 and 2/6 at rank 6, over the three that are relevant.
        "MAP@5": 1 / 6,
        "MAP@10": (1 / 2 + 2 / 6) / 3,
        # Three are relevant; of the first three one is.
        "R-precision": 1 / 3,
    }
    assert {name: scores[name] for name in expected} == pytest.approx(expected)
    # With grade 2 alone there is a, at rank 6.
    scores = score_run(make_collection(qrels, answering=2), run)["q"]
    assert [scores[f"success@{k}"] for k in (1, 3, 5)] == [0.0, 0.0, 0.0]
    assert (scores["recall@5"], scores["recall@10"]) == (0.0, 1.0)
    assert scores["MRR@10"] == pytest.approx(1 / 6)


def test_a_hit_beyond_the_tenth_counts_for_nothing() -> None:
    run = Run("x", {"q": tuple(Found(f"d{i}", -float(i)) for i in range(20))})
    scores = score_run(make_collection({"q": {"d10": 1}}), run)["q"]
    assert set(scores.values()) == {0.0}
    assert score_run(make_collection({"q": {"d9": 1}}), run)["q"]["MRR@10"] == pytest.approx(0.1)


def test_equal_and_rising_scores_leave_the_order_as_it_is() -> None:
    collection = make_collection({"q": {"a": 1}})
    for last in (0.0, 9.0):
        run = Run("x", {"q": (Found("a", 0.0), Found("b", last))})
        assert score_run(collection, run)["q"]["success@1"] == 1.0


def test_queries_without_hits_count_as_0() -> None:
    qrels: Grades = {"q": {"a": 1}, "empty": {"a": 1}, "missing": {"a": 1}}
    run = Run("x", {"q": (Found("a", 1.0),), "empty": (), "other": (Found("a", 1.0),)})
    scores = score_run(make_collection(qrels), run)
    assert list(scores) == ["q", "empty", "missing"]
    assert {value for name, value in scores["q"].items() if name[0] != "P"} == {1.0}
    for query_id in ("empty", "missing"):
        assert scores[query_id] == dict.fromkeys(measures_of(1), 0.0)


def test_a_run_without_any_judged_query_scores_0() -> None:
    scores = score_run(make_collection({"q": {"a": 1}}), Run("x", {}))
    assert scores == {"q": dict.fromkeys(measures_of(1), 0.0)}


def test_queries_are_grouped_by_label() -> None:
    labels = {"q1": "term", "q2": "list", "q3": "term", "q4": "figure"}
    assert by_label(labels, ["q3", "q2", "q1"]) == {"list": ["q2"], "term": ["q3", "q1"]}
    assert by_label(labels, []) == {}
