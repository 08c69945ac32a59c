"""Command line: teach the model that tells the kind of a question, and write its card."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from ingest.console import exit_code_of, log_to_stderr
from question.kinds import WEIGHTS, save_kinds

CARD = Path(__file__).with_name("KINDS.md")
_QUESTIONS = [
    Path("eval/policy/queries.jsonl"),
    Path("eval/official/queries.jsonl"),
    Path("eval/official/teaching/queries.jsonl"),
]
_CARD = """# The kind of a question

Made by `python -m question`.

Multinomial logistic regression over runs of one to four characters of a question, as it stands and
with departments, industries, cities and numbers put as one mark each: {grams:,} of them, {kinds}
kinds, {size:.1f} MB at half precision (safetensors). It learned from the {count:,} questions of the
split `dev` of `eval/policy`, `eval/official` and its folder `teaching`, all the project's own, and
from none of the split `test`. Where its kind is wrong, the answer is quoted from clauses as for any
other question.

{tables}
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0 when done, 1 for bad data, 2 for bad usage."""
    log_to_stderr()
    parser = argparse.ArgumentParser(prog="python -m question", description=__doc__)
    parser.add_argument(
        "questions",
        nargs="*",
        type=Path,
        default=_QUESTIONS,
        metavar="FILE",
        help="questions whose kind is known (default: those of the project's benchmarks)",
    )
    options = parser.parse_args(arguments)
    return exit_code_of(lambda: _teach(options.questions))


def _teach(paths: list[Path]) -> None:
    # Reading needs nothing of what teaches.
    from question.kinds_training import load_known, measure, teach, tell_without

    known = {path: load_known(path) for path in paths}
    learned = [q for questions in known.values() for q in questions if q.split == "dev"]
    model = teach(learned)
    save_kinds(model)
    told = tell_without(learned)
    foreign = [(q, kind) for q, kind in zip(learned, told, strict=True) if kind]
    tables = []
    if foreign:
        rows = measure([q for q, _ in foreign], [kind for _, kind in foreign])
        tables.append(_table("Development documents, each told without questions about it", rows))
    for path, questions in known.items():
        unseen = [question for question in questions if question.split == "test"]
        if unseen:
            kinds = [model.likeliest(question.features) for question in unseen]
            tables.append(_table(f"Split `test` of `{path.parent}`", measure(unseen, kinds)))
    text = _CARD.format(
        grams=len(model.rows),
        kinds=len(model.kinds),
        size=WEIGHTS.stat().st_size / 1e6,
        count=len(learned),
        tables="\n\n".join(tables),
    )
    CARD.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


def _table(name: str, rows: Mapping[str, tuple[int, ...]]) -> str:
    head = f"## {name}\n| kind | questions | precision | recall |\n| --- | --- | --- | --- |\n"
    lines = [
        f"| {kind} | {there} | {right / max(told, 1):.2f} | {right / max(there, 1):.2f} |"
        for kind, (there, told, right) in rows.items()
    ]
    return head + "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
