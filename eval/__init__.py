"""Evaluation: benchmarks, runs, metrics of search and answers, comparisons and reports."""

from eval.answers import evaluate_answers
from eval.benchmark_files import load_benchmark
from eval.collection import load_collection
from eval.run import run_retriever

__all__ = ["evaluate_answers", "load_benchmark", "load_collection", "run_retriever"]
