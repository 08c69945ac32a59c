"""Command line: show what readers said of answers."""

import argparse
import json
import sys
from dataclasses import asdict

from feedback.store import Feedback, FeedbackStore
from index import load_settings
from ingest.console import exit_code_of, log_to_stderr, run_command


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0 when done, 1 for bad data, 2 for bad usage."""
    log_to_stderr()
    parser = argparse.ArgumentParser(
        prog="python -m feedback",
        description="Show what readers of the page said of answers, oldest first.",
        epilog="example: python -m feedback --json",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    options = parser.parse_args(arguments)
    return exit_code_of(lambda: _show(as_json=options.json))


def _show(*, as_json: bool) -> None:
    for feedback in FeedbackStore(load_settings().feedback).read():
        if as_json:
            print(json.dumps(asdict(feedback), ensure_ascii=False))
        else:
            _print(feedback)


def _print(feedback: Feedback) -> None:
    reason = f": {_line(feedback.reason)}" if feedback.reason else ""
    print(f"{_line(feedback.at)} {feedback.verdict}{reason}")
    print(f"  {_line(feedback.question)} ({_line(feedback.status)})")
    for clause_id, quote in feedback.citations:
        print(f"  [{_line(clause_id)}] {_line(quote)}")


def _line(text: str) -> str:
    """Return `text` on one line; anybody's words must not steer the terminal."""
    line = " ".join(text.split())
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)


if __name__ == "__main__":
    sys.exit(run_command(main))
