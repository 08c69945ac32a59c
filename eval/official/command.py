"""The command that measures search and answers on official documents of others."""

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from eval.data.benchmark import PolicyBenchmark
from eval.data.benchmark_files import load_benchmark
from eval.data.questions import Question
from eval.data.trec import Run
from eval.official.documents import SETTINGS, open_library
from eval.official.files import held_documents, load_official
from eval.reading.policies import SIDES
from eval.report.tables import summary_table
from eval.runs import plain
from eval.runs.answers import AnswerResult, evaluate_answers
from eval.runs.provenance import provenance_record
from eval.runs.results import (
    ANSWERS,
    RESULTS,
    answer_summary,
    open_folder,
    search_summary,
    write_answers,
    write_search,
)
from eval.runs.retrievers import NAMES, make_retrievers
from eval.runs.run import SearchResult, run_retriever
from index import Searcher, load_settings
from ingest import Corpus

PLAIN_ANSWERS = f"{plain.NAME}-{ANSWERS}"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command may be told."""
    parser.add_argument("--side", choices=SIDES, default=SIDES[0], help="dev if not given")
    parser.add_argument(
        "--setting",
        choices=SETTINGS,
        default="together",
        help="what is searched at once: each document alone, those of the side together, or all "
        "with the project's own; together if not given",
    )
    parser.add_argument(
        "--own",
        action="store_true",
        help="ask the project's own questions instead, of all documents together",
    )
    parser.add_argument(
        "--retriever",
        action="append",
        choices=[*NAMES, "all"],
        metavar="NAME",
        help=f"{', '.join(NAMES)} or all; may be given several times; hybrid if not given",
    )
    parser.add_argument("--no-answers", action="store_true", help="measure search alone")
    parser.add_argument("--plain", action="store_true", help="measure the plain answers too")
    parser.add_argument("--out", type=Path, default=RESULTS, metavar="DIR", help="for the results")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def run_official(options: argparse.Namespace) -> Iterator[str]:
    """Measure what the options name; yield the lines of the result."""
    settings = load_settings()
    library = open_library(settings)
    whole, setting = _benchmark(options, library.corpus)
    folder = options.out / f"{whole.name}-{whole.split}"
    open_folder(folder)
    names = options.retriever or ["hybrid"]
    names = list(NAMES) if "all" in names else list(dict.fromkeys(names))
    found: dict[str, list[SearchResult]] = {name: [] for name in names}
    answered: dict[str, list[AnswerResult]] = {}
    provenance: dict[str, Any] = {}
    asked: set[str] = set()
    doc_ids = held_documents(library.corpus, options.side)
    for searcher in library.searchers(options.side, setting):
        part = _questions_of(whole, searcher, doc_ids)
        if not part.questions:
            continue
        asked |= {question.question_id for question in part.questions}
        provenance = provenance or provenance_record(whole, searcher)
        if part.queries:
            for retriever in make_retrievers(names, part, searcher, settings):
                found[retriever.name].append(run_retriever(part, retriever, progress=True))
        if not options.no_answers:
            result = evaluate_answers(searcher, part, progress=True)
            answered.setdefault(ANSWERS, []).append(result)
        if options.plain:
            system = plain.PlainAnswerer.over(searcher)
            result = evaluate_answers(searcher, part, system=system, progress=True)
            answered.setdefault(PLAIN_ANSWERS, []).append(result)
    whole = replace(whole, questions=tuple(q for q in whole.questions if q.question_id in asked))
    summaries = []
    for results in found.values():
        search = _join_searches(results)
        summaries.append(search_summary(whole, search, provenance))
        write_search(folder, whole, search, summaries[-1])
    for name, parts in answered.items():
        answers = _join_answers(parts)
        summaries.append(answer_summary(whole, answers, provenance, system=name))
        write_answers(folder, answers, summaries[-1])
    if options.json:
        yield from (json.dumps(summary, ensure_ascii=False) for summary in summaries)
    else:
        yield summary_table(summaries)
        yield f"results: {folder}"


def _benchmark(options: argparse.Namespace, corpus: Corpus) -> tuple[PolicyBenchmark, str]:
    """Return the questions that the options ask for, and of which documents they are asked."""
    if options.own:
        return replace(load_benchmark(corpus, split=options.side), name="own-all"), "all"
    whole = load_official(corpus, side=options.side)
    return replace(whole, name=f"official-{options.setting}"), options.setting


def _questions_of(
    whole: PolicyBenchmark, searcher: Searcher, doc_ids: Mapping[str, str]
) -> PolicyBenchmark:
    """Return the questions that one index can answer: their document and all gold are there."""
    held = searcher.snapshot.corpus.texts
    chosen = tuple(
        question
        for question in whole.questions
        if all(doc_id in held for doc_id in _documents_of(question, doc_ids))
    )
    return replace(whole, questions=chosen)


def _documents_of(question: Question, doc_ids: Mapping[str, str]) -> set[str]:
    # The project's own questions name none.
    own = {doc_ids[question.document]} if question.document else set()
    return {*own, *(gold.span.doc_id for gold in question.gold)}


def _join_searches(results: list[SearchResult]) -> SearchResult:
    """Return the results of several parts of a benchmark as one."""
    run = Run(results[0].run.system, {k: v for r in results for k, v in r.run.found.items()})
    scores = {k: v for r in results for k, v in r.scores.items()}
    return SearchResult(run, scores, [s for r in results for s in r.seconds])


def _join_answers(results: list[AnswerResult]) -> AnswerResult:
    return AnswerResult(
        {k: v for r in results for k, v in r.answers.items()},
        {k: v for r in results for k, v in r.scores.items()},
        [s for r in results for s in r.seconds],
    )
