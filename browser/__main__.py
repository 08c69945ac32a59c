"""Command line: pictures of the pages, their speed, and many visitors at once."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from playwright.sync_api import Error

from browser.measure import measure_load, measure_page, read_questions
from browser.pictures import take_pictures
from browser.serving import ROOT

_QUESTIONS = 20


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0 when done, 1 where it could not be, 2 for bad usage."""
    parser = argparse.ArgumentParser(
        prog="python -m browser",
        description="Drive the pages in Chromium: pictures, speed, load. Needs: make browser.",
        epilog="example: python -m browser speed",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    pictures = commands.add_parser("pictures", help="pictures of each page, desktop and phone")
    pictures.add_argument(
        "folder", nargs="?", type=Path, default=ROOT / "docs" / "pictures", metavar="FOLDER"
    )
    commands.add_parser("speed", help="seconds until a page is ready and an answer drawn")
    load = commands.add_parser("load", help="many sessions at once, beside one alone")
    load.add_argument("--sessions", type=_positive, default=10)
    load.add_argument("--questions", type=_positive, default=_QUESTIONS, help="of each")
    load.add_argument(
        "--pause", type=float, default=0.0, metavar="SECONDS", help="of reading after an answer"
    )
    options = parser.parse_args(arguments)
    try:
        _run(options)
    except (RuntimeError, ValueError, Error) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _run(options: argparse.Namespace) -> None:
    if options.command == "pictures":
        for picture in take_pictures(options.folder):
            print(picture)
    elif options.command == "speed":
        print(json.dumps(asdict(measure_page(read_questions(_QUESTIONS))), indent=1))
    else:
        load = measure_load(
            sessions=options.sessions, each=options.questions, pause_s=options.pause
        )
        print(json.dumps(asdict(load), indent=1, ensure_ascii=False))


def _positive(printed: str) -> int:
    count = int(printed)
    if count < 1:
        raise argparse.ArgumentTypeError(f"{count} is too few; give at least 1")
    return count


if __name__ == "__main__":
    sys.exit(main())
