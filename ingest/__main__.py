"""Command line: print the outline of every document in a folder."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from ingest.annotations.validity import validity_record
from ingest.console import exit_code_of, run_command
from ingest.documents import ROOT, load_corpus
from ingest.records import clause_record


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0 when done, 1 for bad data (argparse exits 2 for bad usage)."""
    parser = argparse.ArgumentParser(
        prog="python -m ingest",
        description="Split the documents of a folder into clauses and print one node a line.",
        epilog="example: python -m ingest docs_raw --json",
    )
    parser.add_argument("directory", nargs="?", type=Path, default=ROOT / "docs_raw", metavar="DIR")
    parser.add_argument(
        "--as-of", type=date.fromisoformat, metavar="DATE", help="day of `validity` (default today)"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    options = parser.parse_args(arguments)
    return exit_code_of(lambda: _print_outline(options))


def _print_outline(options: argparse.Namespace) -> None:
    corpus = load_corpus(options.directory)
    day = options.as_of or date.today()
    validity = {d.doc_id: validity_record(d, day) for d in corpus.documents}
    for clause in corpus.clauses:
        if options.json:
            record = clause_record(clause) | {"validity": validity[clause.doc_id]}
            print(json.dumps(record, ensure_ascii=False))
        else:
            depth = "  " * len(clause.path)
            words = clause.title or " ".join(clause.text.split())[:30]
            print(f"{clause.clause_id}\t{clause.kind}\t{depth}{clause.number} {words}")


if __name__ == "__main__":
    sys.exit(run_command(main))
