"""The benchmark in BEIR's form."""

from dataclasses import replace
from pathlib import Path

import pytest

from eval.data.benchmark_files import BENCHMARK, load_benchmark
from eval.data.collection import DatasetError, load_collection
from eval.data.questions import Gold
from eval.data.spans import Span
from eval.runs.derived import check_derived, count_questions, derive_files, write_derived
from ingest import Corpus


def test_the_committed_files_are_what_questions_and_gold_give(corpus: Corpus) -> None:
    check_derived(load_benchmark(corpus, split="all"))


def test_the_files_load_as_any_collection_of_beirs_form(corpus: Corpus) -> None:
    benchmark = load_benchmark(corpus, split="dev")
    collection = load_collection(BENCHMARK, split="dev")
    assert collection.queries.keys() == benchmark.queries.keys()
    assert all(benchmark.knows(doc_id) for grades in collection.qrels.values() for doc_id in grades)


def test_a_clause_has_the_grade_of_the_best_gold_that_it_covers(corpus: Corpus) -> None:
    benchmark = load_benchmark(corpus, split="dev")
    collection = load_collection(BENCHMARK, split="dev")
    for query_id, grades in collection.qrels.items():
        best = max(benchmark.qrels[query_id].values())
        assert max(grades.values()) == best


def test_what_is_out_of_date_or_missing_is_refused(corpus: Corpus, tmp_path: Path) -> None:
    benchmark = load_benchmark(corpus, split="dev")
    with pytest.raises(DatasetError, match="out of date; run: python -m eval check --write"):
        check_derived(benchmark, tmp_path)
    write_derived(benchmark, tmp_path)
    check_derived(benchmark, tmp_path)
    (tmp_path / "qrels" / "dev.tsv").write_text("query-id\tcorpus-id\tscore\n", encoding="utf-8")
    with pytest.raises(DatasetError, match=r"dev\.tsv: is out of date"):
        check_derived(benchmark, tmp_path)


def test_gold_that_reaches_over_clauses_is_refused(corpus: Corpus) -> None:
    benchmark = load_benchmark(corpus, split="dev")
    wide = Gold(Span("guangdong-2023", 0, len(corpus.texts["guangdong-2023"])), 2)
    question = replace(benchmark.questions[0], gold=(wide,))
    with pytest.raises(DatasetError, match="lies in no one clause; cut it at the clause's end"):
        derive_files(replace(benchmark, questions=(question,)))


def test_questions_are_counted_by_split_and_kind(corpus: Corpus) -> None:
    counts = count_questions(load_benchmark(corpus, split="all"))
    assert sum(row["answerable"] for name, row in counts.items() if name[:4] == "kind") >= 240
    assert counts["split test"]["unanswerable"] >= 30
