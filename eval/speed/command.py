"""The command that measures speed and memory."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from eval.speed.entries import ANSWERS, PEERS
from eval.speed.measure import Plan
from eval.speed.report import speed_text, write_speed_report
from eval.speed.run import measure_speed
from index import load_settings

_DEFAULT = Plan()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command may be told."""
    parser.add_argument(
        "--limit", type=_count, default=_DEFAULT.asked, metavar="N", help="questions asked"
    )
    parser.add_argument(
        "--starts",
        type=_count,
        default=_DEFAULT.starts,
        metavar="N",
        help="how often each system is started, to see how long until its first answer",
    )
    parser.add_argument(
        "--system",
        action="append",
        choices=(ANSWERS, *PEERS),
        metavar="NAME",
        help=f"measured beside the search: {', '.join((ANSWERS, *PEERS))}; may be given several "
        "times; all that are installed if not given",
    )
    parser.add_argument(
        "--sizes",
        type=_sizes,
        default=_DEFAULT.sizes,
        metavar="N,N…",
        help="clauses of growing collections, 0 for none; "
        f"{','.join(map(str, _DEFAULT.sizes))} if not given",
    )
    parser.add_argument(
        "--report", type=Path, metavar="FOLDER", help="write speed.md and its charts there"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object, with every figure")


def run_speed(options: argparse.Namespace) -> Iterator[str]:
    """Measure what the options name; yield the lines of the result."""
    plan = Plan(
        asked=options.limit,
        starts=options.starts,
        systems=tuple(options.system or _DEFAULT.systems),
        sizes=options.sizes,
    )
    record = measure_speed(load_settings(), plan)
    # The figures first: a report that cannot be written is not to lose them.
    yield json.dumps(record, ensure_ascii=False) if options.json else speed_text(record)
    if options.report:
        for path in write_speed_report(record, options.report):
            if not options.json:
                yield str(path)


def _count(printed: str) -> int:
    number = int(printed)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{printed} is not 1 or more")
    return number


def _sizes(printed: str) -> tuple[int, ...]:
    if printed == "0":
        return ()
    return tuple(dict.fromkeys(map(_count, printed.split(","))))
