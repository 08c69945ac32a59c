"""Evaluation: benchmarks, runs, metrics of search and answers, comparisons and reports.

Each room builds on those before it:
    data: what is measured on; judging: how good; runs: what is measured, and kept; report: what
    people read of it, the gate among it.
`policy` is the project's own benchmark, `official` one over documents of others, `reading` measures
how documents are read, `speed` time and memory, and `baseline` keeps what the gates compare with.
"""

from eval.data.benchmark_files import load_benchmark
from eval.data.collection import load_collection
from eval.runs.answers import evaluate_answers
from eval.runs.run import run_retriever

__all__ = ["evaluate_answers", "load_benchmark", "load_collection", "run_retriever"]
