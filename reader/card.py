"""The card of the reader: what it is, what it learned from, and its figures."""

import json
from collections.abc import Mapping
from pathlib import Path

from reader.shape import Shape
from reader.train_public import FREE
from reader.weights import WEIGHTS, Trained

FIGURES = Path(__file__).with_name("figures.json")
CARD = Path(__file__).with_name("CARD.md")

Figures = Mapping[str, Mapping[str, float]]

_SOURCES = {
    "cmrc": "CMRC 2018, development and trial: encyclopedia, Chinese",
    "drcd": "DRCD, development and test: encyclopedia, Traditional turned to Simplified",
    "xquad": "XQuAD: English passages, questions in English and Chinese",
}
_CARD = """# The reader: does a clause answer a question, and with which words

Made by `python -m reader train`; figures of a side are added by `python -m reader measure`.

## What it is
{count:,} weights at half precision ({size:.1f} MB, safetensors) over the token vectors that the
index holds of each clause under its headings, and those of the question; the encoder is not
changed. Cosines and a small attention tell each token of the clause of the question; {blocks}
blocks of convolution read on; heads give whether the clause answers (a logit), where an answer
starts and ends, and which tokens are inside one. Inference is numpy alone. Each clause is read by
itself: the order of the clauses, and which others are read, change nothing.

Probabilities are calibrated on questions about documents that were left out of training, with a
shift for each kind of question that its words tell; there is one for a clause, and one for a
question from the logits of all clauses read.

## What it learned from
| set | licence |
| --- | --- |
{sources}
| questions of `eval/official`, side dev, and its folder `teaching` | the project's own |
| questions of `eval/policy`, split dev | the project's own |
| `notices.jsonl`: questions on 267 official notices, texts in `ncp_policy` | the project's own |

The weights may be used under the licences of these sets (CC BY-SA 4.0). Not learned from: the sides
`test`, DuReader checklist, CJRC, DuReader robust.

## Figures
Eight hits are read. `search` is the order and the signals of the search alone, `reader` the score
of the search plus {weight:g} times the logit. `facts`: all facts asked for stand there. `auc`: an
answerable question has a higher value than one that nothing answers; most of those are near misses.
`ece`: expected calibration error over ten bins.

{tables}

## What it cannot do
- It sees vectors, not characters: that a number, a year or a place differs it tells poorly.
- It knows one clause at a time: an absence is not proven by it.
- Its own questions were written by language models; see the datasheets of both benchmarks.
"""


def write_card(trained: Trained, figures: Figures, *, weight: float, path: Path = CARD) -> None:
    """Write the card of weights that were saved."""
    tables = "\n\n".join(f"### {name}\n{_table(rows)}" for name, rows in figures.items())
    text = _CARD.format(
        count=_count(trained.shape),
        size=WEIGHTS.stat().st_size / 1e6,
        blocks=trained.shape.blocks,
        sources="\n".join(f"| {_SOURCES[name]} | {licence} |" for name, licence in FREE.items()),
        weight=weight,
        tables=tables,
    )
    path.write_text(text, encoding="utf-8")


def add_figures(name: str, rows: Mapping[str, float], path: Path = FIGURES) -> Figures:
    """Put the figures of `name` to those kept beside the card, and return all."""
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    known[name] = {key: round(value, 4) for key, value in rows.items()}
    path.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return known


def figure_lines(name: str, rows: Mapping[str, float]) -> str:
    """Return figures as a table under their name, to print."""
    return f"{name}\n\n{_table(rows)}"


def _table(rows: Mapping[str, float]) -> str:
    lines = [f"| {key} | {_shown(value)} |" for key, value in rows.items()]
    return "\n".join(["| | |", "| --- | ---: |", *lines])


def _shown(value: float) -> str:
    return f"{value:.0f}" if value == round(value) and value > 1 else f"{value:.3f}"


def _count(shape: Shape) -> int:
    total = 0
    for sizes in shape.weights().values():
        product = 1
        for size in sizes:
            product *= size
        total += product
    return total
