"""Names of sheets that Excel accepts, made from captions."""

import re
import unicodedata
from collections.abc import Sequence

from export.characters import on_one_line

_LONGEST = 31
# A Chinese Excel refuses the full-width forms as well.
_FORBIDDEN = re.compile(r"[\[\]:*?/\\［］：＊？／＼]+")


def name_sheets(captions: Sequence[str], *, taken: Sequence[str] = ()) -> list[str]:
    """Return a name for each caption: at most 31 characters, and each only once.

    Args:
        captions: What the sheets hold; a blank one is called after its place, 表1.
        taken: Names that other sheets of the file have.
    """
    # Excel keeps the name History for itself.
    used = {_key("History"), *map(_key, taken)}
    names = []
    for n, caption in enumerate(captions, start=1):
        wanted = _tidy(caption) or f"表{n}"
        name = _cut(wanted, _LONGEST)
        copies = 1
        while _key(name) in used:
            copies += 1
            mark = f"（{copies}）"
            name = _cut(wanted, _LONGEST - len(mark)) + mark
        used.add(_key(name))
        names.append(name)
    return names


def _tidy(caption: str) -> str:
    return " ".join(_FORBIDDEN.sub(" ", on_one_line(caption)).split()).strip("'’＇ ")


def _cut(name: str, length: int) -> str:
    """Return the beginning of `name`; Excel counts in UTF-16, an emoji as 2."""
    units = name.encode("utf-16-le")[: 2 * length]
    return units.decode("utf-16-le", errors="ignore").rstrip("'’＇ ")


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
