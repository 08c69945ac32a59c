"""Command line: answer questions from the documents."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from answer.answerer import Answerer
from answer.compose import refuse_text
from answer.generation.chat_model import load_model_settings
from answer.generation.writer import open_writer
from answer.model import Answer
from answer.records import answer_record, read_asked
from index import load_settings, open_searcher
from index.within import check_documents
from ingest.console import exit_code_of, log_to_stderr, run_command
from question.dialogue.conversation import Conversation
from question.query import QueryError, check_question


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0 when done, 1 for bad data, 2 for bad usage."""
    log_to_stderr()
    parser = argparse.ArgumentParser(
        prog="python -m answer",
        description="Answer questions from the documents, each statement with its clause.",
        epilog='example: python -m answer "谁牵头检验检测？"',
    )
    parser.add_argument("question", nargs="?", metavar="QUESTION")
    parser.add_argument(
        "--questions",
        type=Path,
        metavar="FILE",
        help='lines of {"id","question"}; with "earlier", the questions asked before it',
    )
    parser.add_argument(
        "--after",
        action="append",
        default=[],
        metavar="EARLIER",
        help="a question asked before QUESTION; may be given several times, oldest first",
    )
    parser.add_argument(
        "--document",
        action="append",
        default=[],
        metavar="ID",
        help="answer from this document alone; may be given several times",
    )
    parser.add_argument("--as-of", type=date.fromisoformat, default=None, metavar="DATE")
    parser.add_argument(
        "--model",
        choices=("extractive", "llm"),
        default="extractive",
        help="llm: in the words of the model that LLM_BASE_URL and LLM_MODEL name",
    )
    parser.add_argument("--stream", action="store_true", help="print each line as it is checked")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    options = parser.parse_args(arguments)
    if (options.question is None) == (options.questions is None):
        parser.error("give a QUESTION or --questions FILE, one of them")
    if options.after and options.question is None:
        parser.error('--after goes with a QUESTION; in a file, write "earlier"')
    if options.stream and options.json:
        parser.error("--stream prints lines of text; drop it or --json")
    return exit_code_of(lambda: _answer_all(options))


def _answer_all(options: argparse.Namespace) -> None:
    if options.questions is None:
        check_question(options.question)
        asked = [("question", options.question, tuple(options.after))]
    else:
        asked = read_asked(options.questions)
    # A missing setting is said before the index is opened, which takes a while.
    settings = load_model_settings() if options.model == "llm" else None
    searcher = open_searcher(load_settings())
    check_documents(options.document, searcher.snapshot.corpus)
    writer = open_writer(settings, searcher.snapshot.corpus) if settings else None
    answerer = Answerer(searcher, writer=writer)
    # What was asked before is answered without asking a model again.
    reader = Answerer(searcher) if writer else answerer
    day = options.as_of or date.today()
    for question_id, question, earlier in asked:
        shown: list[str] = []
        on_line = _printer(shown) if options.stream else None
        try:
            conversation = _converse(reader, earlier, day, options.document)
            answer = answerer.answer(
                question,
                as_of=day,
                conversation=conversation,
                on_line=on_line,
                doc_ids=options.document,
            )
        except QueryError:
            # One text in a file that cannot be searched keeps no other from its answer.
            answer = refuse_text(question)
        if options.json:
            print(json.dumps(answer_record(question_id, answer), ensure_ascii=False), flush=True)
        else:
            _print(answer, shown)


def _converse(
    answerer: Answerer, earlier: Sequence[str], day: date, doc_ids: Sequence[str]
) -> Conversation:
    """Return the conversation that the questions before make."""
    conversation = Conversation()
    for question in earlier:
        answer = answerer.answer(question, as_of=day, conversation=conversation, doc_ids=doc_ids)
        conversation = conversation.add(answer.turn)
    return conversation


def _printer(shown: list[str]) -> Callable[[str], None]:
    def show(line: str) -> None:
        shown.append(line)
        print(line, flush=True)

    return show


def _print(answer: Answer, shown: Sequence[str]) -> None:
    """Print an answer, but for the lines that were shown while it was written."""
    text = "\n".join(shown)
    if not shown or not answer.text.startswith(text):
        print(answer.text)
    elif len(answer.text) > len(text):
        print(answer.text[len(text) :].lstrip("\n"))
    for citation in answer.citations:
        print(f"[{citation.n}] {citation.clause.citation}")
    for hit in answer.related if not answer.citations else ():
        print(f"- {hit.clause.citation} {hit.clause.title}")
    for notice in answer.notices:
        print(f"※ {notice}")


if __name__ == "__main__":
    sys.exit(run_command(main))
