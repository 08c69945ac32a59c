"""Command line: answer questions from the documents."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from answer.answerer import Answerer
from answer.model import Answer
from answer.records import answer_record
from index import load_settings, open_searcher
from index.query import check_question
from index.records import read_questions
from ingest.console import exit_code_of, log_to_stderr, run_command


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0 when done, 1 for bad data, 2 for bad usage."""
    log_to_stderr()
    parser = argparse.ArgumentParser(
        prog="python -m answer",
        description="Answer questions with the documents' own sentences, each cited.",
        epilog='example: python -m answer "谁牵头检验检测？"',
    )
    parser.add_argument("question", nargs="?", metavar="QUESTION")
    parser.add_argument("--questions", type=Path, metavar="FILE", help='lines of {"id","question"}')
    parser.add_argument("--as-of", type=date.fromisoformat, default=None, metavar="DATE")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    options = parser.parse_args(arguments)
    if (options.question is None) == (options.questions is None):
        parser.error("give a QUESTION or --questions FILE, one of them")
    return exit_code_of(lambda: _answer_all(options))


def _answer_all(options: argparse.Namespace) -> None:
    if options.questions is None:
        check_question(options.question)
        questions = [("question", options.question)]
    else:
        questions = read_questions(options.questions, key="question")
    answerer = Answerer(open_searcher(load_settings()))
    for question_id, question in questions:
        answer = answerer.answer(question, as_of=options.as_of or date.today())
        if options.json:
            print(json.dumps(answer_record(question_id, answer), ensure_ascii=False), flush=True)
        else:
            _print(answer)


def _print(answer: Answer) -> None:
    print(answer.text)
    for citation in answer.citations:
        print(f"[{citation.n}] {citation.clause.citation}")
    for hit in answer.related if not answer.citations else ():
        print(f"- {hit.clause.citation} {hit.clause.title}")
    for notice in answer.notices:
        print(f"※ {notice}")


if __name__ == "__main__":
    sys.exit(run_command(main))
