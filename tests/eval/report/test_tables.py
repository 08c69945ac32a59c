from typing import Any

from eval.report.tables import (
    ANSWER_METRICS,
    SEARCH_METRICS,
    interval,
    is_search,
    markdown_table,
    metric_rows,
    search_table,
    summary_table,
)


def make_search(
    system: str, value: float, *, without_hits: int = 0, chars: bool = True
) -> dict[str, Any]:
    names = [name for name in SEARCH_METRICS if chars or not name.startswith("char_")]
    return {
        "system": system,
        "dataset": "policy",
        "split": "dev",
        "queries": 120,
        "metrics": dict.fromkeys(names, value),
        "intervals": {name: [value - 0.1, value + 0.05] for name in names},
        "without_hits": without_hits,
        "latency_ms": {"p50": 12.6},
    }


ANSWERS: dict[str, Any] = {
    "system": "answers",
    "dataset": "policy",
    "split": "dev",
    "queries": 180,
    "metrics": {"correct": 0.75, "verbatim": 1.0, "other": 0.5},
    "intervals": {"correct": [0.7, 0.8], "verbatim": [1.0, 1.0], "other": [0.4, 0.6]},
}


def test_a_table_has_names_on_the_left_and_numbers_on_the_right() -> None:
    assert markdown_table(["name", "mean"], [["a", "0.5"], ["b", "1"]]) == (
        "| name | mean |\n| --- | ---: |\n| a | 0.5 |\n| b | 1 |"
    )


def test_an_interval_is_printed_from_low_to_high() -> None:
    assert interval(make_search("x", 0.9), "nDCG@10") == "0.800–0.950"


def test_rows_come_in_the_order_asked_for_and_leave_out_what_is_missing() -> None:
    assert metric_rows(ANSWERS, ANSWER_METRICS) == [
        ("correct", "0.750", "0.700–0.800"),
        ("verbatim", "1.000", "1.000–1.000"),
    ]
    assert metric_rows(ANSWERS, ["verbatim", "correct"])[0][0] == "verbatim"


def test_a_summary_is_of_a_retriever_or_of_the_answers() -> None:
    assert is_search(make_search("x", 0.5))
    assert not is_search(ANSWERS)


def test_retrievers_stand_in_a_table_one_a_line() -> None:
    table = search_table([make_search("hybrid", 0.9), ANSWERS, make_search("late", 0.7)])
    assert table.splitlines() == [
        "| retriever | success@1 | success@3 | MRR@10 | nDCG@10 | recall@10 | char_precision@3 "
        "| 95 % of nDCG@10 | ms |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        "| hybrid | 0.900 | 0.900 | 0.900 | 0.900 | 0.900 | 0.900 | 0.800–0.950 | 13 |",
        "| late | 0.700 | 0.700 | 0.700 | 0.700 | 0.700 | 0.700 | 0.600–0.750 | 13 |",
    ]


def test_metrics_that_a_benchmark_does_not_have_are_left_out() -> None:
    table = search_table([make_search("hybrid", 0.9, chars=False), make_search("late", 0.7)])
    assert "char_precision" not in table


def test_the_summary_names_the_benchmark_the_retrievers_and_the_answers() -> None:
    text = summary_table([make_search("hybrid", 0.9), ANSWERS])
    parts = text.split("\n\n")
    assert parts[0] == "policy, dev: 120 queries"
    assert parts[1] == search_table([make_search("hybrid", 0.9)])
    assert parts[2] == "answers to 180 questions"
    assert "| correct | 0.750 | 0.700–0.800 |" in parts[3]
    assert len(parts) == 4


def test_queries_without_hits_are_told_by_system() -> None:
    summaries = [make_search("lexical", 0.9, without_hits=3), make_search("late", 0.9)]
    text = summary_table(summaries)
    assert text.endswith("queries without hits, counted as 0: lexical 3")


def test_answers_alone_have_no_table_of_retrievers() -> None:
    text = summary_table([ANSWERS])
    assert "retriever" not in text
    assert text.startswith("policy, dev: 180 queries\n\nanswers to 180 questions")
