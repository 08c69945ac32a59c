"""Command line: add documents, replace, remove and list them, and take a change back."""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path, PurePath

from index import Settings, load_settings
from index.disk.snapshot import read_snapshot
from index.disk.store import StoreError
from index.disk.turn import name_of_user
from ingest import Corpus, SourceError
from ingest.console import exit_code_of, log_to_stderr, run_command
from ingest.errors import BadDataError
from ingest.formats.file import read_file
from library.changes import Change
from library.checking import read_kept, stage
from library.doing import accept, begin, remove, replace, undo
from library.places import Places
from library.staged import Staged, discard
from library.versions import Difference, compare_versions


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0 when done, 1 for bad data, 2 for bad usage."""
    log_to_stderr()
    options = _parser().parse_args(arguments)
    return exit_code_of(lambda: options.run(options, load_settings()))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m library",
        description="Add, replace and remove documents; the index follows.",
        epilog="example: python -m library add notice.pdf",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(
        name: str, told: str, example: str, run: Callable[..., None]
    ) -> argparse.ArgumentParser:
        command = commands.add_parser(
            name, help=told, epilog=f"example: python -m library {example}"
        )
        command.add_argument("--json", action="store_true", help="one JSON object a line")
        command.set_defaults(run=run)
        return command

    adding = add("add", "add files", "add notice.pdf", _add)
    adding.add_argument("files", nargs="+", type=Path, metavar="FILE")
    replacing = add("replace", "put a newer version in", "replace notice-2024 new.pdf", _replace)
    replacing.add_argument("document", metavar="DOC_ID")
    replacing.add_argument("file", type=Path, metavar="FILE")
    removing = add(
        "remove", "take documents out; their files are kept", "remove notice-2024", _remove
    )
    removing.add_argument("documents", nargs="+", metavar="DOC_ID")
    add("undo", "take back the last change", "undo", _undo)
    add("list", "show the documents", "list --json", _list)
    return parser


def _add(options: argparse.Namespace, settings: Settings) -> None:
    places, corpus = Places.of(settings), _open_corpus(settings)
    with begin(settings, by=name_of_user(), what="add") as turn:
        checked = [_stage(places, path, corpus) for path in options.files]
        for staged in checked:
            _print_staged(staged, as_json=options.json)
        good = [staged for staged in checked if not staged.refusal and not staged.taken]
        try:
            if good:
                _print_change(accept(turn, [s.staged_id for s in good]), as_json=options.json)
        except BadDataError:
            for staged in good:
                discard(places, staged)
            raise
    if len(good) < len(checked):
        raise BadDataError(f"add: {len(checked) - len(good)} of {len(checked)} files not added")


def _replace(options: argparse.Namespace, settings: Settings) -> None:
    places, corpus = Places.of(settings), _open_corpus(settings)
    with begin(settings, by=name_of_user(), what="replace") as turn:
        staged = _stage(places, options.file, corpus)
        _print_staged(staged, as_json=options.json)
        if staged.refusal:
            raise BadDataError(f"replace: {options.document} stays as it is")
        old = corpus.clauses_of(options.document) if corpus else ()
        try:
            compared = compare_versions(old, read_kept(places, staged).clauses)
            change = replace(turn, options.document, staged.staged_id, title=staged.title)
        except BadDataError:
            discard(places, staged)
            raise
    for one in compared.differences:
        _print_difference(one, options.document, as_json=options.json)
    _print_change(change, as_json=options.json)


def _remove(options: argparse.Namespace, settings: Settings) -> None:
    corpus = _open_corpus(settings)
    titles = {d.doc_id: d.title for d in corpus.documents} if corpus else {}
    named = {doc_id: titles.get(doc_id) or doc_id for doc_id in options.documents}
    with begin(settings, by=name_of_user(), what="remove") as turn:
        _print_change(remove(turn, named), as_json=options.json)


def _undo(options: argparse.Namespace, settings: Settings) -> None:
    with begin(settings, by=name_of_user(), what="undo") as turn:
        _print_change(undo(turn), as_json=options.json, word="undone: ")


def _list(options: argparse.Namespace, settings: Settings) -> None:
    for document in read_snapshot(settings.store).corpus.documents:
        if options.json:
            fields = ("doc_id", "source", "title", "number", "issued", "status", "sha256")
            record = {field: getattr(document, field) for field in fields}
            print(json.dumps(record, ensure_ascii=False))
        else:
            print(f"{document.doc_id}\t{document.title or PurePath(document.source).name}")


def _open_corpus(settings: Settings) -> Corpus | None:
    try:
        return read_snapshot(settings.store).corpus
    except StoreError:
        return None


def _stage(places: Places, path: Path, corpus: Corpus | None) -> Staged:
    try:
        data = read_file(path, name=str(path))
    except SourceError as error:
        return Staged(str(path), "", 0, "", "", refusal=error.kind, reason=str(error))
    return stage(places, path.name, data, by=name_of_user(), corpus=corpus)


def _print_staged(staged: Staged, *, as_json: bool) -> None:
    warnings = [finding.text for finding in staged.findings]
    taken = f"{staged.name}: {staged.taken} has that name; replace it, or rename the file"
    error = staged.reason or (taken if staged.taken else "")
    if as_json:
        record = {
            "file": staged.name,
            "error": error,
            "title": staged.title,
            "warnings": warnings,
            "older": staged.older,
            "outline": [f"{'  ' * line.depth}{line.words}" for line in staged.outline],
        }
        print(json.dumps(record, ensure_ascii=False))
        return
    print(error or f"{staged.name}: {staged.title}, {len(staged.outline)} nodes")
    if staged.older and not staged.taken:
        print(f"  ! {staged.older} may be an older version of it")
    for warning in warnings:
        print(f"  ! {warning}")


def _print_difference(difference: Difference, doc_id: str, *, as_json: bool) -> None:
    old, new = difference.old, difference.new
    # A replacement keeps the doc_id.
    named = new or old
    clause_id = f"{doc_id}/{named.clause_id.partition('/')[2]}" if named else doc_id
    if as_json:
        texts = {"old": old.text if old else "", "new": new.text if new else ""}
        record = {"difference": difference.kind, "clause_id": clause_id, **texts}
        print(json.dumps(record, ensure_ascii=False))
    else:
        print(f"  {difference.kind}\t{clause_id}")


def _print_change(change: Change, *, as_json: bool, word: str = "") -> None:
    if as_json:
        print(json.dumps(asdict(change), ensure_ascii=False))
    else:
        print(f"{word}{change.kind}: {', '.join(change.titles)}")


if __name__ == "__main__":
    sys.exit(run_command(main))
