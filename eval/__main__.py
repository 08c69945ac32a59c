"""Command line: measure search on the questions of the benchmark."""

import argparse
import json
import sys
from dataclasses import asdict
from typing import Any

from eval.answers import evaluate_answers
from eval.questions import QUESTIONS_DIR, SPLITS, Question, load_questions
from eval.run import evaluate_search
from eval.speed import measure_speed
from index import Searcher, load_settings, open_searcher
from index.fusion import RETRIEVERS
from ingest.console import exit_code_of, log_to_stderr, run_command


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0 when done, 1 for bad data, 2 for bad usage."""
    log_to_stderr()
    parser = argparse.ArgumentParser(
        prog="python -m eval",
        description="Measure retrieval on questions with gold.",
        epilog="example: python -m eval run --split test",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="search for every answerable question of a split")
    run.add_argument("--split", choices=SPLITS, default="dev", help="which questions")
    run.add_argument("--retriever", choices=sorted(RETRIEVERS), default="hybrid")
    run.add_argument("--json", action="store_true", help="one JSON object a line")
    run.set_defaults(action=_run)
    answers = commands.add_parser("answers", help="answer every question of a split")
    answers.add_argument("--split", choices=SPLITS, default="dev", help="which questions")
    answers.add_argument("--json", action="store_true", help="one JSON object a line")
    answers.set_defaults(action=_answers)
    speed = commands.add_parser("speed", help="time builds, searches and answers")
    speed.add_argument("--json", action="store_true", help="one JSON object a line")
    speed.set_defaults(action=_speed)
    options = parser.parse_args(arguments)
    return exit_code_of(lambda: options.action(options))


def _open(split: str) -> tuple[Searcher, list[Question]]:
    searcher = open_searcher(load_settings())
    path = QUESTIONS_DIR / f"{split}.jsonl"
    return searcher, load_questions(path, searcher.snapshot.corpus)


def _print(record: dict[str, Any], options: argparse.Namespace) -> None:
    print(json.dumps(record, ensure_ascii=False, indent=None if options.json else 1))


def _run(options: argparse.Namespace) -> None:
    searcher, questions = _open(options.split)
    summary = evaluate_search(searcher.with_weights(RETRIEVERS[options.retriever]), questions)
    named = {"split": options.split, "retriever": options.retriever}
    _print(named | asdict(summary), options)


def _answers(options: argparse.Namespace) -> None:
    summary = evaluate_answers(*_open(options.split))
    _print({"split": options.split} | asdict(summary), options)


def _speed(options: argparse.Namespace) -> None:
    _print(asdict(measure_speed(load_settings())), options)


if __name__ == "__main__":
    sys.exit(run_command(main))
