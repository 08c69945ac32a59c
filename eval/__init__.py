"""Evaluation: benchmarks, runs, metrics of search and answers, comparisons and reports.

From data to report, each module builds on those before it:
    questions, spans, benchmark, benchmark_files, derived: the project's own benchmark;
    dataset, collection, trec: what all benchmarks share, BEIR's form, TREC's files;
    baselines, retrievers, run: what is measured; metrics, statistics, summary, answers: how;
    provenance, results, stored: what is kept; compare, differences, gate: what changed; tables,
    charts, sections, report, misses: what people read; own_file, own_results: questions that an
    evaluator brings. speed stands by itself.
"""

from eval.answers import evaluate_answers
from eval.benchmark_files import load_benchmark
from eval.collection import load_collection
from eval.run import run_retriever

__all__ = ["evaluate_answers", "load_benchmark", "load_collection", "run_retriever"]
