"""The gate of reading: no document may be read worse than the committed baseline says."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from eval.reading.measure import Measured
from eval.report.gate import BASELINE
from ingest.errors import BadDataError

READING = BASELINE / "reading.json"
# Less is the noise of one line among fifty.
LARGEST_FALL = 0.02
# Shares of characters; what an engine writes otherwise is less.
_LARGEST_LOSS = 0.005
_PREFIX, _DIGITS = 8, 4


class BaselineError(BadDataError):
    """The baseline is missing, damaged or cannot be written."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the baseline holds of one document; None where it could not be measured.

    Attributes:
        boundaries: Share of the labelled lines whose boundary is right.
        kept: Share of another engine's characters that ours has.
        added: Share of ours that the other one does not have.
        validity: Whether all that its validity needs is right.
        excused: Why its characters differ from the other engine's, a sentence; written by hand.
    """

    boundaries: float | None = None
    kept: float | None = None
    added: float | None = None
    validity: bool | None = None
    excused: str = ""


def key_of(measured: Measured) -> str:
    """Return what the baseline calls a document: the start of its checksum, and its name."""
    return f"{measured.sha256[:_PREFIX]} {measured.name}"


def standing_of(measured: Measured, *, excused: str = "") -> Standing:
    """Return what the baseline would hold of a document."""
    agreement = measured.agreement
    share = measured.lines.value
    return Standing(
        boundaries=None if share is None else round(share, _DIGITS),
        kept=round(agreement.kept, _DIGITS) if agreement else None,
        added=round(agreement.added, _DIGITS) if agreement else None,
        validity=measured.facts.get("validity"),
        excused=excused,
    )


def read_baseline(path: Path = READING) -> dict[str, Standing]:
    """Return the baseline by `key_of`.

    Raises:
        BaselineError: the file is missing or damaged.
    """
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {key: Standing(**row) for key, row in rows.items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise BaselineError(
            f"{path}: is no baseline of reading ({error}); run: python -m eval reading --accept"
        ) from error


def accept_baseline(measured: Iterable[Measured], path: Path = READING) -> None:
    """Make what was measured the baseline of these documents; the others' stays.

    A document keeps its excuse, and its characters' shares where no other engine is installed.

    Raises:
        BaselineError: the file is damaged or cannot be written.
    """
    rows = read_baseline(path) if path.exists() else {}
    for one in measured:
        before = rows.get(key_of(one), Standing())
        now = standing_of(one, excused=before.excused)
        if now.kept is None and not one.refused:
            now = Standing(now.boundaries, before.kept, before.added, now.validity, now.excused)
        rows[key_of(one)] = now
    records: Mapping[str, dict[str, Any]] = {
        key: {name: field for name, field in asdict(rows[key]).items() if field not in ("", None)}
        for key in sorted(rows, key=lambda key: key.split(" ", 1)[1])
    }
    try:
        path.write_text(json.dumps(records, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise BaselineError(
            f"{path}: cannot be written ({error.strerror}); check who may write it"
        ) from error


def find_falls(measured: Measured, before: Standing) -> list[str]:
    """Return how a document is read worse than before; what was not measured is passed over.

    Of web pages what is kept does not count: the other engine reads the site as well.
    """
    now = standing_of(measured)
    falls = []
    for name, sign in (("boundaries", 1), ("kept", 1), ("added", -1)):
        then, share = getattr(before, name), getattr(now, name)
        if then is None or share is None or (name == "kept" and measured.is_partial):
            continue
        if round(sign * (then - share), _DIGITS) > LARGEST_FALL:
            falls.append(f"{measured.name}: {name} {then:.4f} before, {share:.4f} now")
    if before.validity and now.validity is False:
        falls.append(f"{measured.name}: validity right before, wrong now")
    return falls


def find_unexplained(measured: Measured, before: Standing) -> list[str]:
    """Return where a document's characters differ from another engine's and nothing says why.

    A warning of the reading explains them, or an excuse in the baseline. Of web pages only what is
    added counts.
    """
    agreement = measured.agreement
    if agreement is None or measured.warnings or before.excused:
        return []
    lost = 0.0 if measured.is_partial else 1 - agreement.kept
    return [
        f"{measured.name}: {share:.4f} of its characters {what}, and no warning says so"
        for share, what in ((lost, "lost"), (agreement.added, "added"))
        if round(share, _DIGITS) > _LARGEST_LOSS
    ]
