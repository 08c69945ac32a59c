"""Command line: print the outline of every document in a folder."""

import argparse
import io
import json
import os
import sys
from pathlib import Path

from ingest.documents import ROOT, SPLITTERS, load_corpus
from ingest.records import clause_record
from ingest.source import SourceError


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0 when done, 1 for bad data (argparse exits 2 for bad usage)."""
    parser = argparse.ArgumentParser(
        prog="python -m ingest",
        description="Split the documents of a folder into clauses and print one node a line.",
        epilog="example: python -m ingest docs_raw --json",
    )
    parser.add_argument("directory", nargs="?", type=Path, default=ROOT / "docs_raw", metavar="DIR")
    parser.add_argument(
        "--by", choices=sorted(SPLITTERS), default="clause", help="unit of a clause"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    options = parser.parse_args(arguments)
    try:
        corpus = load_corpus(options.directory, by=options.by)
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    for clause in corpus.clauses:
        if options.json:
            print(json.dumps(clause_record(clause), ensure_ascii=False))
        else:
            depth = "  " * len(clause.path)
            words = clause.title or " ".join(clause.text.split())[:30]
            print(f"{clause.clause_id}\t{clause.kind}\t{depth}{clause.number} {words}")
    return 0


if __name__ == "__main__":
    # A pipe on Windows has another encoding.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        status = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader, such as head, has seen enough; what is still buffered goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    sys.exit(status)
