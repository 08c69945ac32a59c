"""Short names that a document gives its offices itself: 清河市商务局（以下简称市商务局）."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.annotations.offices import read_names
from ingest.text.places import default_places

_DEFINITION = re.compile(
    "[（(]以下(?:简称|统称|称)(?:为|:|：)?[“\"'「]?(?P<short>[^“”\"'「」（()），,。]{2,20})[”\"'」]?[）)]"
)
_BOUNDARY = re.compile("[，,。；;：:、（(）)“”《》\\s]|由|经|报(?!社)|向|会同|和(?=[省市区县国])")
_ANY_OF_MANY = ("部门", "机关", "机构", "政府")
_LONGEST = 40
_OFFICE = re.compile("(?P<name>[一-鿿]{2,20}?(?:局|委员会|委|办公室|厅|中心))(?![一-鿿])")
_GENERIC = re.compile("自治[区州]|[省市县区州旗]")


@dataclass(frozen=True, slots=True)
class OwnNames:
    """Full names of a document's offices: by the short names it defines, and all it prints."""

    defined: Mapping[str, str] = field(default_factory=dict)
    offices: tuple[str, ...] = ()

    def full_name(self, printed: str) -> str:
        """Return the full name of the office printed as `printed`, "" if the document has none.

        A short name that is not defined belongs to the one office of the document whose name holds
        its characters in order: 区工科信局 to 广州市南沙区工业和科技信息化局.
        """
        if printed in self.defined:
            return self.defined[printed]
        fitting = {office for office in self.offices if _shortens(printed, office)}
        return fitting.pop() if len(fitting) == 1 else ""


def read_own_names(text: str) -> OwnNames:
    """Read the names that a document prints; `text` is all of it, in Simplified Chinese."""
    defined: dict[str, str] = {}
    for match in _DEFINITION.finditer(text):
        full = _name_before(text, match.start())
        # 县级以上人民政府市场监督管理部门（以下称登记机关） are many offices.
        if full and not full.endswith(_ANY_OF_MANY):
            defined.setdefault(match["short"], full)
    offices: dict[str, None] = {}
    for place in default_places().find(text):
        office = _OFFICE.match(text, place.end)
        if office:
            offices[text[place.start : office.end()]] = None
    return OwnNames(defined, tuple(offices))


def _name_before(text: str, end: int) -> str:
    """Return the name of an office that ends at `end`, "" for none."""
    first = max(0, end - _LONGEST)
    starts = [first, *(match.end() for match in _BOUNDARY.finditer(text, first, end))]
    for start in starts:
        names = read_names(text, start, end)
        if names and len(names.spans) == 1 and not names.lent:
            return text[slice(*names.spans[0])].strip()
    return ""


def _shortens(short: str, full: str) -> bool:
    """Say whether the characters of `short` stand in `full` in this order, from its first on."""
    generic = _GENERIC.match(short)
    place = default_places().find(full)
    if not generic or not place or not place[0].printed.endswith(generic.group()):
        return False
    own, rest = short[generic.end() :], full[place[0].end :]
    if len(own) < len("商务局") or own[0] != rest[:1] or own[-1] not in (rest[-1:], "委", "办"):
        return False
    characters = iter(rest)
    return own != rest and all(character in characters for character in own)
