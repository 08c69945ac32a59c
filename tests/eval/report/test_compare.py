"""Comparison of runs."""

import logging

import pytest

from eval.data.trec import TrecError
from eval.report.compare import compare_runs, comparison_record, comparison_text
from tests.eval.hand_made import make_collection, make_run

COLLECTION = make_collection({"q1": "d1", "q2": "d2", "q3": "d3", "q4": "d4"})
RIGHT = {"q1": ["d1"], "q2": ["d2"], "q3": ["d3"], "q4": ["d4"]}
# The right document second for q1 and q2, and not at all for q3.
WORSE = {"q1": ["d2", "d1"], "q2": ["d1", "d2"], "q3": ["d1"], "q4": ["d4"]}


def test_wins_and_losses_are_counted_query_by_query() -> None:
    (found,) = compare_runs(
        COLLECTION, [make_run("good", RIGHT), make_run("bad", WORSE)], metric="MRR@10"
    )
    # Reciprocal ranks 1/2, 1/2, 0, 1 against 1, 1, 1, 1.
    assert found.means == (1.0, 0.5)
    assert found.test.difference == pytest.approx(-0.5)
    assert (found.test.wins, found.test.ties, found.test.losses) == (0, 1, 3)
    assert [d.query_id for d in found.changed] == ["q3", "q1", "q2"]
    # All 2^4 sign flips; of the 8 sums that the three differences can make, two are as extreme.
    assert found.test.p == pytest.approx(2 / 8)


def test_the_other_way_round_losses_are_wins() -> None:
    (found,) = compare_runs(
        COLLECTION, [make_run("bad", WORSE), make_run("good", RIGHT)], metric="MRR@10"
    )
    assert (found.test.wins, found.test.losses) == (3, 0)
    assert found.test.low <= found.test.difference <= found.test.high


def test_p_values_are_corrected_for_the_number_of_runs() -> None:
    runs = [make_run("good", RIGHT), make_run("bad", WORSE), make_run("same", RIGHT)]
    worse, same = compare_runs(COLLECTION, runs, metric="MRR@10")
    assert worse.p_holm == pytest.approx(2 * worse.test.p)
    assert (same.test.p, same.p_holm, same.changed) == (1.0, 1.0, ())


def test_the_text_shows_what_each_run_found_and_what_was_right() -> None:
    (found,) = compare_runs(
        COLLECTION, [make_run("good", RIGHT), make_run("bad", WORSE)], metric="nDCG@10"
    )
    text = comparison_text(found, shown=1)
    assert "0 won, 1 alike, 3 lost" in text
    assert "lost q3 1.00 → 0.00 question q3" in text
    assert "✓ d3 text of d3" in text
    assert "· d1 text of d1" in text
    assert "q1" not in text


def test_the_record_holds_every_changed_query() -> None:
    (found,) = compare_runs(
        COLLECTION, [make_run("good", RIGHT), make_run("bad", WORSE)], metric="nDCG@10"
    )
    record = comparison_record(found)
    assert [d["query_id"] for d in record["changed"]] == ["q3", "q1", "q2"]
    assert record["changed"][0]["before_hits"] == (("d3 text of d3", True),)


def test_queries_that_a_run_lacks_count_as_0_and_are_counted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    part = make_run("part", {"q1": ["d1"]})
    with caplog.at_level(logging.WARNING):
        (found,) = compare_runs(COLLECTION, [make_run("good", RIGHT), part], metric="nDCG@10")
    assert found.means[1] == 0.25
    assert "part: holds 1 of 4 judged queries (not q2, q3, q4)" in caplog.text


@pytest.mark.parametrize(
    ("found", "message"),
    [
        ({"q1": ["d9"]}, "names 'd9', which is not in small"),
        ({"q9": ["d1"]}, "holds none of the 4 judged queries of small"),
    ],
)
def test_a_run_over_other_documents_or_queries_is_refused(
    found: dict[str, list[str]], message: str
) -> None:
    with pytest.raises(TrecError, match=message):
        compare_runs(COLLECTION, [make_run("good", RIGHT), make_run("odd", found)], metric="MRR@10")


def test_an_unknown_metric_is_refused() -> None:
    with pytest.raises(TrecError, match="'F1' is no metric here; use one of nDCG@1"):
        compare_runs(COLLECTION, [make_run("a", RIGHT), make_run("b", WORSE)], metric="F1")


def test_one_run_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="pass the reference and another"):
        compare_runs(COLLECTION, [make_run("a", RIGHT)], metric="MRR@10")
