"""The command `python -m eval reading`: how well documents are read."""

import argparse
import json
import logging
from collections.abc import Iterator

from tqdm import tqdm  # type: ignore[import-untyped]

from eval.reading.baseline import READING, accept_baseline
from eval.reading.labels import labels_of
from eval.reading.measure import Measured, measure, read_document
from eval.reading.misses import list_misses
from eval.reading.policies import SIDES, PoliciesError, policies_of, read_split
from eval.reading.report import document_record, documents_table, totals_record, totals_table
from eval.reading.totals import add_up
from ingest.errors import BadUsageError

logger = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.description = "Measure how documents are read, against labels made by hand."
    parser.epilog = "example: python -m eval reading --side dev --misses"
    parser.add_argument(
        "--side", choices=SIDES, help="which documents; dev if not given, both with --accept"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line, totals last")
    parser.add_argument("--misses", action="store_true", help="say what is wrong; dev only")
    parser.add_argument("--accept", action="store_true", help="make the results the new baseline")


def run_reading(options: argparse.Namespace) -> Iterator[str]:
    """Measure, and yield the lines to print.

    Raises:
        BadUsageError: the misses of `test` are asked for: rules would be written for them.
        PoliciesError: none of the documents is at hand.
        BaselineError: the baseline is damaged or cannot be written.
    """
    sides = [options.side] if options.side else list(SIDES) if options.accept else ["dev"]
    if options.misses and sides != ["dev"]:
        raise BadUsageError(
            "reading: what is wrong on test stays unseen; pass --misses with --side dev alone"
        )
    for side in sides:
        measured: list[Measured] = []
        misses: list[str] = []
        for one, missed in _measure_side(side, has_misses=options.misses):
            measured.append(one)
            misses += missed
        if options.json:
            yield from _json_lines(side, measured, misses if options.misses else None)
        else:
            yield f"{side}\n\n{documents_table(measured)}\n\n{totals_table(add_up(measured))}\n"
            yield from misses
        if options.accept:
            accept_baseline(measured)
            yield f"{READING.name}: {len(measured)} documents of {side} accepted"


def _measure_side(side: str, *, has_misses: bool) -> Iterator[tuple[Measured, list[str]]]:
    policies, known = policies_of(side), read_split()[side]
    if not policies:
        raise PoliciesError(
            f"reading: none of the {len(known)} documents of {side} is at hand; name their folder "
            "in POLICY_QA_POLICIES"
        )
    if len(policies) < len(known):
        logger.warning("reading: %d of %d documents of %s", len(policies), len(known), side)
    for name, path in tqdm(policies.items(), desc=side, unit="document", disable=None):
        reading, labels = read_document(name, path, known[name]), labels_of(known[name])
        missed = list_misses(reading, labels) if has_misses else []
        yield measure(reading, labels), [f"{name}: {line}" for line in missed]


def _json_lines(side: str, measured: list[Measured], misses: list[str] | None) -> Iterator[str]:
    records = [document_record(one, side=side) for one in measured]
    records.append(totals_record(add_up(measured), side=side))
    if misses is not None:
        records.append({"side": side, "misses": misses})
    for record in records:
        yield json.dumps(record, ensure_ascii=False)
