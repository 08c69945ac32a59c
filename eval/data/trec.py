"""TREC files: runs (`query Q0 document rank score tag`) and qrels; messages name the line.

Source: the formats that trec_eval reads, https://github.com/usnistgov/trec_eval.
"""

import math
import re
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from eval.data.packed import read_stored
from ingest.errors import BadDataError

_RUN_FIELDS = 6
_TREC_FIELDS = 4
_GRADE = re.compile(r"-?\d+(?:\.\d+)?")
_GRADE_NAMES = ("rel", "grade", "relevance", "score", "label")
_HEADINGS = ("query-id", "query_id", "qid")
# trec_eval counts up to the highest grade, so a huge one takes all memory.
_GRADE_DIGITS = 4
_SHOWN = 60


class TrecError(BadDataError):
    """A run or qrels file is unusable; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Found:
    """A document found: the id that it has in the run, and its score; higher is better."""

    doc_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Run:
    """What a system found: by query_id, best first; `lines` tells where each stands in a file."""

    system: str
    found: dict[str, tuple[Found, ...]]
    path: Path | None = None
    lines: dict[tuple[str, str], int] | None = None

    def place(self, query_id: str, doc_id: str) -> str:
        """Return where a document of a query stands, for messages."""
        if self.path is None or self.lines is None:
            return self.system
        return f"{self.path}: line {self.lines[query_id, doc_id]}"


def write_run(run: Run, path: Path) -> None:
    """Write a run so that any reader puts it in the same order."""
    path.write_text(run_text(run), encoding="utf-8")


def run_text(run: Run) -> str:
    """Return the text of a run's file, which any reader puts in the same order."""
    lines: list[str] = []
    for query_id, found in run.found.items():
        previous = math.inf
        for rank, hit in enumerate(found, start=1):
            # Readers order by score, many in single precision; equal scores would change places.
            size = max(1.0, abs(hit.score), abs(previous) if rank > 1 else 0.0)
            score = min(hit.score, previous - 1e-5 * size)
            lines.append(f"{query_id} Q0 {hit.doc_id} {rank} {score:.6f} {run.system}\n")
            previous = score
    return "".join(lines)


def write_qrels(qrels: Mapping[str, Mapping[str, int]], path: Path) -> None:
    """Write qrels in TREC's form."""
    path.write_text(qrels_text(qrels), encoding="utf-8")


def qrels_text(qrels: Mapping[str, Mapping[str, int]]) -> str:
    """Return the text of qrels in TREC's form."""
    lines = [
        f"{query_id} 0 {doc_id} {grade}\n"
        for query_id, grades in qrels.items()
        for doc_id, grade in grades.items()
    ]
    return "".join(lines)


def read_run(path: Path, data: bytes | None = None) -> Run:
    """Read a run of any system, ordered as trec_eval does: by score, then by document, downwards.

    Scores are compared in single precision, as there. The system's name is that of the last field,
    the ranks are not looked at.

    Args:
        path: Of the file.
        data: What it holds, where it was sent here and does not lie there.

    Raises:
        TrecError: the file cannot be read, a line has another form, a score is no number, or a
            query has a document twice.
    """
    found: dict[str, list[Found]] = {}
    lines: dict[tuple[str, str], int] = {}
    system = path.stem
    for number, fields in _read_fields(path, data):
        if len(fields) != _RUN_FIELDS:
            raise TrecError(
                f"{path}: line {number} has {len(fields)} fields; "
                "a run has 6: query Q0 document rank score tag"
            )
        query_id, _, doc_id, _, printed, tag = fields
        system = tag or system
        score = _read_score(printed, path, number)
        if (query_id, doc_id) in lines:
            raise TrecError(
                f"{path}: line {number} names {_cut(doc_id)} for {_cut(query_id)} again, first in "
                f"line {lines[query_id, doc_id]}; keep one"
            )
        lines[query_id, doc_id] = number
        found.setdefault(query_id, []).append(Found(doc_id, score))
    if not found:
        raise TrecError(f"{path}: holds no line; write one as: query Q0 document rank score tag")
    ordered = {
        query_id: tuple(sorted(hits, key=lambda h: (_single(h.score), h.doc_id), reverse=True))
        for query_id, hits in found.items()
    }
    return Run(system, ordered, path, lines)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line of qrels, with its number for messages."""

    query_id: str
    doc_id: str
    grade: int
    line: int


def read_qrels(path: Path, data: bytes | None = None) -> list[Judgement]:
    """Read qrels in BEIR's form (`query-id corpus-id score`, with a heading) or TREC's (4 fields).

    Args:
        path: Of the file.
        data: What it holds, where it was sent here and does not lie there.

    Raises:
        TrecError: the file cannot be read, a line has another form, or a document is judged twice
            for a query.
    """
    judged: dict[tuple[str, str], Judgement] = {}
    headed = False
    for number, fields in _read_fields(path, data):
        if number == 1 and fields[0].casefold() in _HEADINGS:
            # TREC's columns may stand under a heading too; they end in the grade.
            headed = len(fields) != _TREC_FIELDS or fields[-1].casefold() not in _GRADE_NAMES
            continue
        if len(fields) == _TREC_FIELDS and _is_grade(fields[3]) and not headed:
            query_id, doc_id, printed = fields[0], fields[2], fields[3]
        elif len(fields) >= 3 and _is_grade(fields[2]):
            # Further columns, such as the span of the gold, are for others.
            query_id, doc_id, printed = fields[:3]
        else:
            raise TrecError(
                f"{path}: line {number} has another form; "
                "write: query document grade, or: query 0 document grade"
            )
        if (query_id, doc_id) in judged:
            raise TrecError(
                f"{path}: line {number} judges {_cut(doc_id)} for {_cut(query_id)} again, first in "
                f"line {judged[query_id, doc_id].line}; keep one"
            )
        grade = _read_grade(printed, path, number)
        judged[query_id, doc_id] = Judgement(query_id, doc_id, grade, number)
    if not any(j.grade > 0 for j in judged.values()):
        raise TrecError(f"{path}: judges nothing relevant; add lines with a grade of 1 or more")
    return list(judged.values())


def _read_fields(path: Path, data: bytes | None = None) -> Iterator[tuple[int, list[str]]]:
    """Give the number and fields of each line that is not blank, of `data` where they are given."""
    try:
        text = (read_stored(path) if data is None else data).decode("utf-8-sig")
    except OSError as error:
        raise TrecError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        raise TrecError(f"{path}: byte {error.start} is not UTF-8; save it as UTF-8") from error
    # Not splitlines: an id may hold one of the rarer line separators.
    for number, line in enumerate(text.split("\n"), start=1):
        fields = line.split("\t") if "\t" in line else line.split()
        if any(field.strip() for field in fields):
            yield number, [field.strip() for field in fields]


def _read_score(printed: str, path: Path, number: int) -> float:
    try:
        score = float(printed)
    except ValueError:
        score = math.nan
    if not math.isfinite(score):
        raise TrecError(
            f"{path}: line {number} has the score {_cut(printed)}; write a finite number"
        )
    return score


def _single(score: float) -> float:
    """Return a score in single precision."""
    return array("f", [score])[0]


def _cut(name: str) -> str:
    """Return a name as messages show it."""
    return repr(name[:_SHOWN])


def _is_grade(printed: str) -> bool:
    return _GRADE.fullmatch(printed) is not None


def _read_grade(printed: str, path: Path, number: int) -> int:
    """Return a grade; data frames write whole ones as 1.0."""
    whole, _, rest = printed.partition(".")
    if len(whole) > _GRADE_DIGITS or rest.strip("0"):
        raise TrecError(
            f"{path}: line {number} has the grade {_cut(printed)}; use a whole one of at most "
            f"{_GRADE_DIGITS} digits"
        )
    return int(whole)
