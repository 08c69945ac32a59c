"""Tables as files: CSV with every number in a cell of its own, Markdown, and LaTeX (booktabs)."""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.report.tables import markdown_table
from eval.report.write import escape_markdown

_LATEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_LATEX |= {mark: f"\\{mark}" for mark in "&%$#_{}"}
_SPECIAL = re.compile("|".join(map(re.escape, _LATEX)))
# A spreadsheet would take a cell that begins so for a formula.
_FORMULA = ("=", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean with the interval that it lies in."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        """Return it for people."""
        return f"{self.value:.3f} ({self.low:.3f}–{self.high:.3f})"


Value = str | float | Mean | None


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table as a file holds it; columns hold means or none does, the first one names."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]


def mean_of(group: Mapping[str, Any], name: str) -> Mean | None:
    """Return the mean of a metric in a summary; None where it has none."""
    if name not in group["metrics"]:
        return None
    return Mean(group["metrics"][name], *group["intervals"][name])


def csv_text(table: TextTable) -> str:
    """Return a table as CSV; the limits of an interval have columns of their own."""
    ranged = [any(isinstance(row[n], Mean) for row in table.rows) for n in range(len(table.heads))]
    heads: list[str] = []
    for head, has_range in zip(table.heads, ranged, strict=True):
        heads += [head, f"{head} 95% low", f"{head} 95% high"] if has_range else [head]
    lines: list[list[str]] = [heads]
    for row in table.rows:
        cells: list[str] = []
        for value, has_range in zip(row, ranged, strict=True):
            if isinstance(value, Mean):
                cells += [str(value.value), str(value.low), str(value.high)]
            else:
                cells += [_plain(value), *([""] * 2 if has_range else [])]
        lines.append(cells)
    return rows_text(lines)


def rows_text(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as CSV that spreadsheets open as UTF-8."""
    buffer = io.StringIO()
    guarded = ([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows)
    csv.writer(buffer, lineterminator="\n").writerows(guarded)
    return f"\ufeff{buffer.getvalue()}"


def markdown_text(table: TextTable) -> str:
    """Return a table as Markdown, under its caption."""
    rows = [[escape_markdown(_print(value)) for value in row] for row in table.rows]
    heads = [escape_markdown(head) for head in table.heads]
    return f"{escape_markdown(table.caption)}\n\n{markdown_table(heads, rows)}\n"


def latex_text(table: TextTable) -> str:
    """Return a table as LaTeX; the document needs the package booktabs."""
    lines = [" & ".join(_latex(_print(value)) for value in row) + r" \\" for row in table.rows]
    return "\n".join(
        [
            r"\begin{table}",
            r"\centering",
            rf"\caption{{{_latex(table.caption)}}}",
            rf"\begin{{tabular}}{{l{'r' * (len(table.heads) - 1)}}}",
            r"\toprule",
            " & ".join(map(_latex, table.heads)) + r" \\",
            r"\midrule",
            *lines,
            r"\bottomrule",
            r"\end{tabular}",
            r"\end{table}",
            "",
        ]
    )


FORMATS: Mapping[str, tuple[str, str, Callable[[TextTable], str]]] = {
    "CSV": ("csv", "text/csv", csv_text),
    "Markdown": ("md", "text/markdown", markdown_text),
    "LaTeX": ("tex", "application/x-tex", latex_text),
}


def _plain(value: Value) -> str:
    return "" if value is None else str(value)


def _print(value: Value) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _latex(text: str) -> str:
    escaped = _SPECIAL.sub(lambda match: _LATEX[match[0]], " ".join(text.split()))
    return escaped.replace("–", "--")
