"""What may be wrong with the reading of a document, said before anything is indexed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.model import INDEXED_KINDS, Clause, Document
from ingest.structure.lengths import LONGEST_CLAUSE

# Below this mean confidence a recognised text is better looked at.
_GOOD_SCORE = 0.9
_SHARE_OUTSIDE = 0.5
# What may be wrong, as the page says it in its own words.
FINDINGS = (
    "recognised",
    "unnumbered",
    "outside",
    "again",
    "gap",
    "long",
    "untitled",
    "undated",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a person should look at: one of `FINDINGS`, a sentence, and the first place of it."""

    kind: str
    text: str
    place: str = ""


def find_warnings(
    document: Document, clauses: Sequence[Clause], score: float | None
) -> Iterator[Finding]:
    """Yield what a person should look at before the document is used.

    Args:
        document: The document as it was read.
        clauses: All its clauses.
        score: Mean confidence of its characters, where they were recognised in pictures.
    """
    if score is not None:
        looked = "" if score >= _GOOD_SCORE else "; compare it with the pages"
        text = f"the text was recognised in a scan, confidence {score:.2f}{looked}"
        yield Finding("recognised", text, f"{score:.2f}")
    if not any(clause.number for clause in clauses):
        yield Finding("unnumbered", "no numbered heading; it was cut by paragraph")
    elif _share_outside(clauses) > _SHARE_OUTSIDE:
        text = "more than half of the text stands before the first or after the last number"
        yield Finding("outside", text)
    again = [c.clause_id for c in clauses if "~" in c.clause_id and c.kind in ("clause", "heading")]
    if again:
        text = (
            f"numbering begins again at {again[0]} ({len(again)} such); several documents in one?"
        )
        yield Finding("again", text, again[0].partition("/")[2])
    yield from _find_gaps(clauses)
    long = [c.clause_id for c in clauses if c.kind in INDEXED_KINDS and _is_long(c)]
    if long:
        text = f"{long[0]} is a sentence of over {LONGEST_CLAUSE} characters ({len(long)} such)"
        yield Finding("long", text, long[0].partition("/")[2])
    if not document.title:
        yield Finding("untitled", "no title found; give it in documents.toml")
    if not document.issued:
        yield Finding("undated", "no date of issue found")


def _share_outside(clauses: Sequence[Clause]) -> float:
    sizes = [(len(c.text), c.kind in ("front", "back")) for c in clauses]
    return sum(n for n, outside in sizes if outside) / max(1, sum(n for n, _ in sizes))


def _is_long(clause: Clause) -> bool:
    return len(clause.text) > LONGEST_CLAUSE


def _find_gaps(clauses: Sequence[Clause]) -> Iterator[Finding]:
    """Yield the first place where articles are missing, as in an extract."""
    gaps = []
    last: int | None = None
    for clause in clauses:
        if not clause.number.startswith("第") or "条" not in clause.number:
            continue
        value = _last_number(clause.clause_id)
        if last is not None and value is not None and value > last + 1:
            gaps.append((clause.number, last))
        last = value if value is not None else last
    if gaps:
        number, before = gaps[0]
        text = f"numbers are missing: {number} follows article {before} ({len(gaps)} such)"
        yield Finding("gap", text, number)


def _last_number(clause_id: str) -> int | None:
    serial = clause_id.rsplit("/", 1)[1].split("~")[0].rsplit(".", 1)[-1].split("-")[0]
    return int(serial) if serial.isdigit() else None
