"""Command line: measure search and answers, compare runs, write reports."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from answer import Answerer
from answer.generation.chat_model import load_model_settings
from answer.generation.writer import open_writer
from eval.data.benchmark import PolicyBenchmark
from eval.data.benchmark_files import BENCHMARK, has_spans, load_benchmark
from eval.data.collection import Collection, load_collection
from eval.data.questions import Question
from eval.data.trec import read_run
from eval.official.command import add_arguments as add_official
from eval.official.command import run_official
from eval.official.documents import open_library
from eval.official.files import load_official
from eval.reading.command import add_arguments, run_reading
from eval.reading.policies import SIDES
from eval.report.compare import compare_runs, comparison_record, comparison_text
from eval.report.gate import BASELINE, GateError, check_folder
from eval.report.keep import keep
from eval.report.tables import summary_table
from eval.report.write import write_report
from eval.runs.answers import evaluate_answers
from eval.runs.derived import check_derived, count_questions, write_derived
from eval.runs.generated import measure_generated
from eval.runs.provenance import provenance_record
from eval.runs.results import (
    RESULTS,
    answer_summary,
    open_folder,
    results_folder,
    search_summary,
    write_answers,
    write_search,
)
from eval.runs.retrievers import NAMES, make_retrievers, open_dataset
from eval.runs.run import run_retriever
from eval.speed.command import add_arguments as add_speed
from eval.speed.command import run_speed
from index import Searcher, load_settings, open_searcher
from ingest import load_corpus
from ingest.console import exit_code_of, log_to_stderr, run_command
from ingest.errors import BadUsageError


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0 when done, 1 for bad data, 2 for bad usage."""
    log_to_stderr()
    parser = argparse.ArgumentParser(
        prog="python -m eval",
        description="Measure search and answers on questions with gold, and compare runs.",
        epilog="example: python -m eval run --split test --retriever all",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_run(commands.add_parser("run", help="measure retrievers, and the answers"))
    _add_compare(commands.add_parser("compare", help="compare TREC runs of any systems"))
    report = commands.add_parser("report", help="write a report on results, with charts")
    report.add_argument("folder", type=Path, help="folder of results, as `run` names it")
    report.add_argument(
        "--out", type=Path, metavar="DIR", help="where the report goes, if not there"
    )
    report.set_defaults(action=_report)
    gate = commands.add_parser("gate", help="fail where headline metrics fell")
    gate.add_argument("folder", type=Path, help="folder of results, as `run` names it")
    gate.add_argument("--accept", action="store_true", help="keep the results, as the new baseline")
    gate.set_defaults(action=_gate)
    check = commands.add_parser("check", help="check the benchmark's gold against the sources")
    check.add_argument("--write", action="store_true", help="write its corpus.jsonl and qrels anew")
    check.set_defaults(action=_check)
    generated = commands.add_parser(
        "generated", help="look at the answers of the model that LLM_BASE_URL and LLM_MODEL name"
    )
    generated.add_argument("--split", default="dev", help="dev or test; dev if not given")
    generated.add_argument(
        "--official",
        action="store_true",
        help="on documents of others instead",
    )
    generated.add_argument("--limit", type=_count, default=40, metavar="N", help="questions asked")
    generated.add_argument("--json", action="store_true", help="one JSON object a line")
    generated.set_defaults(action=_generated)
    speed = commands.add_parser(
        "speed",
        help="time and memory of builds, searches and answers, beside what others would build",
        epilog="example: python -m eval speed --sizes 150,10000,100000 --report docs/evaluation",
    )
    add_speed(speed)
    speed.set_defaults(action=_speed)
    reading = commands.add_parser("reading", help="measure how documents are read")
    add_arguments(reading)
    reading.set_defaults(action=_reading)
    official = commands.add_parser("official", help="measure on official documents of others")
    add_official(official)
    official.set_defaults(action=_official)
    options = parser.parse_args(arguments)
    return exit_code_of(lambda: options.action(options))


def _add_dataset(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--dataset",
        type=Path,
        default=BENCHMARK,
        metavar="DIR",
        help="folder of BEIR's form; the project's own benchmark if not given",
    )
    parser.add_argument("--split", help="which queries: dev (own benchmark), test (others), all …")
    parser.add_argument("--qrels", type=Path, metavar="FILE", help="other qrels, BEIR's or TREC's")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def _add_run(run: argparse.ArgumentParser) -> None:
    _add_dataset(run)
    run.add_argument(
        "--retriever",
        action="append",
        choices=[*NAMES, "all"],
        metavar="NAME",
        help=f"{', '.join(NAMES)} or all; may be given several times; hybrid if not given",
    )
    run.add_argument("--top-k", type=_count, default=10, metavar="K", help="hits of each query")
    run.add_argument("--no-answers", action="store_true", help="measure search alone")
    run.add_argument("--out", type=Path, default=RESULTS, metavar="DIR", help="where results go")
    run.set_defaults(action=_run)


def _add_compare(compare: argparse.ArgumentParser) -> None:
    _add_dataset(compare)
    compare.add_argument("run", nargs="+", type=Path, help="run files; the first is the reference")
    compare.add_argument("--metric", default="nDCG@10", help="which metric; nDCG@10 if not given")
    compare.add_argument("--show", type=int, default=5, metavar="N", help="queries won and lost")
    compare.set_defaults(action=_compare)


def _count(printed: str) -> int:
    number = int(printed)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{printed} is not 1 or more")
    return number


def _load(options: argparse.Namespace) -> PolicyBenchmark | Collection:
    if options.qrels is None and has_spans(options.dataset):
        corpus = load_corpus(load_settings().docs)
        return load_benchmark(corpus, split=options.split or "dev", folder=options.dataset)
    return load_collection(options.dataset, split=options.split or "test", qrels=options.qrels)


def _run(options: argparse.Namespace) -> None:
    settings = load_settings()
    dataset = _load(options)
    folder = results_folder(options.out, dataset)
    open_folder(folder)
    names = options.retriever or ["hybrid"]
    names = list(NAMES) if "all" in names else list(dict.fromkeys(names))
    searcher = open_dataset(dataset, settings)
    provenance = provenance_record(dataset, searcher)
    summaries: list[dict[str, Any]] = []
    for retriever in make_retrievers(names, dataset, searcher, settings):
        found = run_retriever(dataset, retriever, k=options.top_k, progress=True)
        summary = search_summary(dataset, found, provenance)
        write_search(folder, dataset, found, summary)
        summaries.append(summary)
    if isinstance(dataset, PolicyBenchmark) and not options.no_answers:
        answers = evaluate_answers(searcher, dataset, progress=True)
        summary = answer_summary(dataset, answers, provenance)
        write_answers(folder, answers, summary)
        summaries.append(summary)
    if options.json:
        for summary in summaries:
            print(json.dumps(summary, ensure_ascii=False))
    else:
        print(summary_table(summaries))
        print(f"results: {folder}")


def _compare(options: argparse.Namespace) -> None:
    if len(options.run) < 2:
        raise BadUsageError("compare: got one run; pass the reference and at least one other")
    runs = [read_run(path) for path in options.run]
    for comparison in compare_runs(_load(options), runs, metric=options.metric):
        if options.json:
            print(json.dumps(comparison_record(comparison), ensure_ascii=False))
        else:
            print(comparison_text(comparison, shown=options.show))


def _report(options: argparse.Namespace) -> None:
    for path in write_report(options.folder, options.out):
        print(path)


def _gate(options: argparse.Namespace) -> None:
    baseline = BASELINE / options.folder.resolve().name
    if options.accept:
        for path in keep(options.folder, baseline):
            print(path)
        return
    falls = check_folder(options.folder, baseline)
    if falls:
        raise GateError("\n".join(map(str, falls)))
    print(f"{options.folder}: no headline metric fell")


def _check(options: argparse.Namespace) -> None:
    benchmark = load_benchmark(load_corpus(load_settings().docs), split="all")
    if options.write:
        write_derived(benchmark)
    check_derived(benchmark)
    print(json.dumps(count_questions(benchmark), indent=1))


def _generated(options: argparse.Namespace) -> None:
    model = load_model_settings()
    searcher, questions = _asked_of_model(options)
    writer = open_writer(model, searcher.snapshot.corpus)
    answerable = [question for question in questions if question.gold]
    # Evenly over the split, so that every kind is among them.
    step = max(1, len(answerable) // options.limit)
    chosen = answerable[::step][: options.limit]
    result = measure_generated(Answerer(searcher, writer=writer), chosen, progress=True)
    print(json.dumps(asdict(result), indent=None if options.json else 1))


def _asked_of_model(options: argparse.Namespace) -> tuple[Searcher, Sequence[Question]]:
    settings = load_settings()
    if not options.official:
        searcher = open_searcher(settings)
        return searcher, load_benchmark(searcher.snapshot.corpus, split=options.split).questions
    if options.split not in SIDES:
        raise BadUsageError(f"--split {options.split}: use {' or '.join(SIDES)} with --official")
    library = open_library(settings)
    (searcher,) = library.searchers(options.split, "together")
    return searcher, load_official(library.corpus, side=options.split).questions


def _speed(options: argparse.Namespace) -> None:
    for line in run_speed(options):
        # It takes minutes: what is measured is to be seen even if the report cannot be written.
        print(line, flush=True)


def _reading(options: argparse.Namespace) -> None:
    for line in run_reading(options):
        print(line)


def _official(options: argparse.Namespace) -> None:
    for line in run_official(options):
        print(line)


if __name__ == "__main__":
    sys.exit(run_command(main))
