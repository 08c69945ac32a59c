"""Command line: build the index, search it, check it, unpack the model."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from index.disk.store import check_store
from index.model.embedder import load_embedder
from index.records import hit_record, read_questions
from index.search import Searcher
from index.service import open_searcher, update_index
from index.settings import load_settings
from index.within import Within, check_documents
from ingest.console import exit_code_of, log_to_stderr, run_command
from ingest.errors import BadUsageError
from ingest.model import KINDS, STATUSES
from question.query import check_question


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0 when done, 1 for bad data, 2 for bad usage."""
    log_to_stderr()
    options = _parser().parse_args(arguments)
    return exit_code_of(lambda: options.run(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m index",
        description="Build, search and check the index of the policy documents.",
        epilog='example: python -m index search "谁牵头检验检测" --top-k 3',
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    builder = commands.add_parser(
        "build",
        help="bring the index up to date with the documents",
        epilog="example: python -m index build",
    )
    builder.add_argument("--json", action="store_true", help="accepted; the summary is JSON always")
    builder.set_defaults(run=_build)
    searcher = commands.add_parser(
        "search",
        help="find clauses",
        epilog='example: python -m index search "谁牵头检验检测" --json',
    )
    searcher.add_argument("query", nargs="?", metavar="QUERY", help="a question")
    searcher.add_argument("--queries", type=Path, metavar="FILE", help='lines of {"id", "query"}')
    searcher.add_argument("--top-k", type=int, default=10, metavar="K", help="hits (default 10)")
    searcher.add_argument("--json", action="store_true", help="one JSON object a line")
    held_to = searcher.add_argument_group("held to", "each may be given several times")
    for name, told, choices in (
        ("document", "id of a document", None),
        ("kind", "kind of clause", KINDS),
        ("status", "status of a document", STATUSES),
        ("region", "place whose government issued it, those inside too", None),
        ("department", "department that leads or supports", None),
    ):
        held_to.add_argument(
            f"--{name}", action="append", default=[], choices=choices, metavar="NAME", help=told
        )
    searcher.set_defaults(run=_search)
    checker = commands.add_parser(
        "check",
        help="compare every file of the index with what was written",
        epilog="example: python -m index check",
    )
    checker.add_argument("--json", action="store_true", help="one JSON object")
    checker.set_defaults(run=_check)
    model = commands.add_parser(
        "model",
        help="unpack the bundled model and convert it, if that was not done",
        epilog="example: python -m index model",
    )
    model.set_defaults(run=_model)
    return parser


def _build(options: argparse.Namespace) -> None:
    print(json.dumps(asdict(update_index(load_settings())), ensure_ascii=False))


def _check(options: argparse.Namespace) -> None:
    store = load_settings().store
    folder, manifest = check_store(store)
    count, size = len(manifest.files), sum(file.size for file in manifest.files.values())
    if options.json:
        record = {"store": str(store), "version": folder.name, "files": count, "bytes": size}
        print(json.dumps(record, ensure_ascii=False))
    else:
        print(f"{store}: {count} files, {size:,} bytes, all as they were written")


def _model(options: argparse.Namespace) -> None:
    settings = load_settings()
    embedder = load_embedder(settings.model, settings.cache_dir)
    # The form in which it is run is made when it is first run.
    embedder.encode_queries(["企业可以申请哪些支持？"])
    print(embedder.fingerprint)


def _search(options: argparse.Namespace) -> None:
    if (options.query is None) == (options.queries is None):
        raise BadUsageError("search: takes a QUERY or --queries FILE; give one of them")
    if options.top_k < 1:
        raise BadUsageError(f"--top-k: is {options.top_k}; ask for at least 1 hit")
    settings = load_settings()
    if options.query is not None:
        check_question(options.query)
        queries = [("query", options.query)]
    else:
        queries = read_questions(options.queries, key="query")
    searcher: Searcher | None = None
    for query_id, query in queries:
        searcher = searcher or open_searcher(settings)
        hits = searcher.search(query, k=options.top_k, within=_within(options, searcher))
        if options.json:
            record = {"id": query_id, "query": query, "hits": [hit_record(hit) for hit in hits]}
            print(json.dumps(record, ensure_ascii=False), flush=True)
        else:
            for hit in hits:
                print(f"{hit.rank}\t{hit.score:.3f}\t{hit.clause.citation}\n{hit.clause.text}\n")


def _within(options: argparse.Namespace, searcher: Searcher) -> Within | None:
    """Return what the clauses are to be of, None where nothing was said."""
    check_documents(options.document, searcher.snapshot.corpus)
    within = Within(
        doc_ids=frozenset(options.document),
        kinds=frozenset(options.kind),
        statuses=frozenset(options.status),
        regions=frozenset(options.region),
        departments=frozenset(options.department),
    )
    return None if within == Within() else within


if __name__ == "__main__":
    sys.exit(run_command(main))
