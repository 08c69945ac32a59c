"""Command line: teach the reader, and measure it."""

import argparse
import json
import sys
from pathlib import Path

from index import load_settings
from ingest.console import exit_code_of, log_to_stderr, run_command
from reader.card import add_figures, figure_lines, write_card
from reader.hits import WEIGHT
from reader.model import Reader
from reader.weights import WEIGHTS, load_weights, save_weights


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0 when done, 1 for bad data, 2 for bad usage."""
    log_to_stderr()
    parser = argparse.ArgumentParser(
        prog="python -m reader",
        description="Teach and measure the model that reads clauses for an answer.",
        epilog="example: python -m reader measure --side dev",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    train = commands.add_parser("train", help="train it, write weights and card")
    train.add_argument(
        "--sets", type=Path, required=True, metavar="DIR", help="holds the public reading sets"
    )
    train.set_defaults(action=_train)
    measure = commands.add_parser("measure", help="figures on official documents and checklist")
    measure.add_argument(
        "--side", choices=("dev", "test"), default="dev", help="dev, which it learned from, or test"
    )
    measure.add_argument("--sets", type=Path, metavar="DIR", help="measure DuReader checklist too")
    measure.add_argument("--card", action="store_true", help="put the figures into the card")
    measure.add_argument("--json", action="store_true", help="one JSON object a line")
    measure.set_defaults(action=_measure)
    options = parser.parse_args(arguments)
    return exit_code_of(lambda: options.action(options))


def _train(options: argparse.Namespace) -> None:
    # Training needs torch and the benchmarks, which reading does not.
    from reader.train import Plan
    from reader.train_command import teach

    taught = teach(load_settings(), options.sets, plan=Plan())
    save_weights(taught.trained, WEIGHTS)
    for name, rows in taught.figures.items():
        known = add_figures(name, rows)
        sys.stdout.write(figure_lines(name, rows) + "\n\n")
    write_card(taught.trained, known, weight=WEIGHT)


def _measure(options: argparse.Namespace) -> None:
    from reader.benchmarks import Benchmarks, ask
    from reader.measure import measure_asked, measure_checklist, measure_speed
    from reader.train_command import cache_of

    settings, reader = load_settings(), Reader.load()
    benchmarks = Benchmarks(settings)
    searcher, questions = benchmarks.official(options.side)
    asked = list(ask(searcher, questions))
    learned = ", learned from" if options.side == "dev" else ", never seen"
    figures = {
        f"{options.side}{learned}": measure_asked(searcher, asked, reader),
        "speed": measure_speed(searcher, asked, reader),
    }
    if options.sets:
        figures["checklist"] = measure_checklist(
            options.sets, benchmarks.embedder, reader, cache_of(settings)
        )
    for name, rows in figures.items():
        line = json.dumps({"set": name, **rows}, ensure_ascii=False)
        sys.stdout.write((line if options.json else figure_lines(name, rows)) + "\n\n")
        known = add_figures(name, rows) if options.card else {}
    if options.card:
        write_card(load_weights(), known, weight=WEIGHT)


if __name__ == "__main__":
    sys.exit(run_command(main))
