"""Command line: print the outline of every document in a folder, or check files before that."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from ingest.checking import find_warnings
from ingest.console import exit_code_of, run_command
from ingest.documents import ROOT, load_corpus, parse_file
from ingest.errors import BadDataError
from ingest.formats.model import SourceError
from ingest.model import Clause
from ingest.records import clause_record
from ingest.registry import REGISTRY, read_registry
from ingest.validity import validity_record


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0 when done, 1 for bad data (argparse exits 2 for bad usage)."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["check"]:
        return _check(given[1:])
    parser = argparse.ArgumentParser(
        prog="python -m ingest",
        description="Split the documents of a folder into clauses and print one node a line. "
        "`python -m ingest check PATH…` shows outlines with warnings.",
        epilog="example: python -m ingest docs_raw --json",
    )
    parser.add_argument("directory", nargs="?", type=Path, default=ROOT / "docs_raw", metavar="DIR")
    parser.add_argument(
        "--as-of", type=date.fromisoformat, metavar="DATE", help="day of `validity` (default today)"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    options = parser.parse_args(given)
    return exit_code_of(lambda: _print_outline(options))


def _print_outline(options: argparse.Namespace) -> None:
    corpus = load_corpus(options.directory)
    for message in corpus.warnings:
        sys.stderr.write(f"{message}\n")
    day = options.as_of or date.today()
    validity = {d.doc_id: validity_record(d, day) for d in corpus.documents}
    for clause in corpus.clauses:
        if options.json:
            record = clause_record(clause) | {"validity": validity[clause.doc_id]}
            print(json.dumps(record, ensure_ascii=False))
        else:
            print(_outline_line(clause))


def _check(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m ingest check",
        description="Show the outline of files with what may be wrong with it; index nothing.",
        epilog="example: python -m ingest check new/notice.pdf new/folder",
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="file or folder")
    parser.add_argument("--json", action="store_true", help="one JSON object a file")
    options = parser.parse_args(arguments)
    return exit_code_of(lambda: _check_files(options))


def _check_files(options: argparse.Namespace) -> None:
    seen: dict[str, str] = {}
    good = 0
    for path in _files_of(options.paths):
        record = _check_file(path, seen)
        good += not record["error"]
        if options.json:
            print(json.dumps(record, ensure_ascii=False))
        else:
            _print_check(record)
    if not good:
        raise BadDataError("check: none of the files is of use; see the reasons above")


def _check_file(path: Path, seen: dict[str, str]) -> dict[str, object]:
    """Return what is to be said of one file: its outline and warnings, or why it is not read."""
    try:
        entry = read_registry(path.parent).get(path.name, {})
        parsed = parse_file(path, entry, seen)
    except SourceError as error:
        return {"file": str(path), "error": str(error), "title": "", "warnings": [], "outline": []}
    document = parsed.document
    found = find_warnings(document, parsed.clauses, parsed.extract.score)
    return {
        "file": str(path),
        "error": "",
        "title": document.title,
        "warnings": [*parsed.extract.warnings, *(finding.text for finding in found)],
        "outline": [_outline_line(clause) for clause in parsed.clauses],
    }


def _print_check(record: dict[str, object]) -> None:
    print(record["error"] or f"{record['file']}: {record['title']}")
    for kind in ("warnings", "outline"):
        lines = record[kind]
        mark = "! " if kind == "warnings" else ""
        for line in lines if isinstance(lines, list) else ():
            print(f"  {mark}{line}")


def _outline_line(clause: Clause) -> str:
    depth = "  " * len(clause.path)
    words = " ".join(clause.reading.split())[:30]
    if clause.title and clause.number:
        words = f"{clause.number} {clause.title}"
    return f"{clause.clause_id}\t{clause.kind}\t{depth}{words}"


def _files_of(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for inner in sorted(path.iterdir()):
            if not inner.is_dir() and inner.name != REGISTRY and not inner.name.startswith("."):
                yield inner


if __name__ == "__main__":
    sys.exit(run_command(main))
