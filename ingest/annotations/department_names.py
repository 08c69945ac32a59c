"""The full official names of departments: 省工信厅 of a province, 市市监局 of a city."""

import re
from collections.abc import Mapping

from ingest.annotations.vocabulary_file import PLACE, SHORT_PLACE, Term
from ingest.text.matcher import Matcher, any_of
from ingest.text.places import short_name, split_region

# What stands before a department instead of the name of a place.
GENERIC_PLACES = ("自治区", "自治州", "省", "市", "区", "县", "州", "旗")
_ANY_PLACE = re.compile("[一-鿿]{0,15}?(?:省|自治区|市|自治州|州|盟|区|县|旗|兵团)")
_LONGEST_PLACE = 18
_PLACE_ENDINGS = ("省", "市", "自治区", "特别行政区", "州", "区", "县", "旗", "盟")
# 省级, 市直, 区域, 市政公用 … are words of their own, no place before a department.
_GENERIC_PREFIX = re.compile(
    "自治[区州]|省(?![级直属内外际长])"
    "|[市区县](?![级直属内外际场民长域省市区县、（(〔]|政(?:公用|设施|园林|工程|管理|和))"
)
_OWN_PLACE = re.compile(
    "[各有全本省市区县].*|[一-鿿]{2,8}(?:省|市|自治区|州|县).*|.*[省市区县]委.*"
)
# 民政部门, 建设部署.
_NO_MINISTRY = tuple("门分署队件位")
_OFFICES = ("厅", "局", "委", "办", "办公室")
_PARTY = re.compile("(?:中共)?(?P<place>.*?[省市县区州盟旗])委(?!员会)(?P<office>.*)")
_SHORT_GOVERNMENT = re.compile(
    f"(?:各?(?:{'|'.join(GENERIC_PLACES)}|镇|乡)|.*[省市县区州旗镇乡])政府"
)


class DepartmentNames:
    """Knows the departments of a vocabulary and the places that can stand before them."""

    def __init__(
        self, offices: Mapping[str, Term], places: Mapping[str, Term], branches: tuple[str, ...]
    ) -> None:
        """Take the departments and the places by all their spellings.

        Args:
            offices: Entries of departments by spelling.
            places: Entries of places by name.
            branches: Words of offices that belong to no local government.
        """
        self._offices = offices
        self._branches = branches
        full = {t.name: (t.aliases[0] if t.aliases else t.name) for t in places.values()}
        places_of = {word: full[t.name] for t in places.values() for word in (t.name, *t.aliases)}
        self._full = {w: f for w, f in places_of.items() if f.endswith(_PLACE_ENDINGS)}
        self._place_words = Matcher(places_of)
        self._places = Matcher([*self._full, *GENERIC_PLACES])
        official = [term for term in dict.fromkeys(offices.values()) if term.official]
        heads = any_of(re.split(f"{PLACE}|{SHORT_PLACE}", term.official)[0] for term in official)
        self._seats = re.compile(
            f"(?:{heads})(?P<seat>[一-鿿]{{2,{_LONGEST_PLACE}}}?)"
            f"(?P<tail>{any_of(w for w, term in offices.items() if term.official)})"
        )

    def extend(
        self, text: str, name: str, start: int, end: int, first: int
    ) -> tuple[str, int, int]:
        """Return the name and span of the department at `text[start:end]` with its place.

        `first` is where the place can begin at the earliest. An end of 0 says that this is no
        department: 民政部门 is no 民政部.
        """
        seat = self._seats.match(text, start)
        if seat and self._is_place(seat["seat"]):
            return self._offices[seat["tail"]].name, start, seat.end()
        if text[end - 1] == "部" and text[end : end + 1] in _NO_MINISTRY:
            return name, start, 0
        begin = next(self._places.before(text, start, _LONGEST_PLACE), start)
        return name, max(begin, first), end

    def split(self, name: str) -> tuple[str, Term | None]:
        """Split `name` into the place before it ("" for none) and its entry (None: unknown)."""
        seat = self._seats.fullmatch(name)
        if seat and self._is_place(seat["seat"]):
            return seat["seat"], self._offices[seat["tail"]]
        for start in range(min(len(name), _LONGEST_PLACE)):
            term = self._offices.get(name[start:])
            if term and (not start or self._is_place(name[:start])):
                return name[:start], term
        prefix = _GENERIC_PREFIX.match(name)
        return prefix.group() if prefix else "", None

    def canonical(self, name: str, *, region: str | None, inherited: str) -> str:
        """Return the full official name of the department printed as `name`."""
        bare = re.sub(r"\s+", "", name)
        place, term = self.split(bare)
        if term is None:
            return self._unknown(bare, place, region, inherited)
        if term.level in ("national", "other"):
            # 市人民银行 is no ministry but its branch.
            return _resolve(place, region) + bare[len(place) :] if place else term.name
        place = _resolve(place or inherited, region)
        place = self._full.get(place, place)
        if place == "国家":
            national = self._offices.get(place + bare)
            return national.name if national else term.name
        if not place and region:
            place = _fitting(term, region)
        if term.official and place and place not in GENERIC_PLACES:
            return term.official.replace(PLACE, place).replace(SHORT_PLACE, short_name(place))
        return place + term.name

    def _unknown(self, bare: str, place: str, region: str | None, inherited: str) -> str:
        """Return a name that is in no list, with its place resolved."""
        own = len(place)
        party = _PARTY.fullmatch(bare)
        if party and party["place"] in GENERIC_PLACES:
            resolved = _resolve(party["place"], region)
            is_known = resolved not in GENERIC_PLACES
            return f"中共{resolved}委{party['office']}" if is_known else bare
        if _SHORT_GOVERNMENT.fullmatch(bare):
            bare = bare.removesuffix("政府") + "人民政府"
        if not place and inherited != "国家" and self._is_local_office(bare):
            place = inherited
        return _resolve(place, region) + bare[own:]

    def _is_place(self, name: str) -> bool:
        return name in self._full or _ANY_PLACE.fullmatch(name) is not None

    def _is_local_office(self, name: str) -> bool:
        """Say whether an unknown `name` is an office of the government that its list is about."""
        if not name.endswith(_OFFICES) or _OWN_PLACE.fullmatch(name):
            return False
        names_place = any(True for _ in self._place_words.find(name))
        return not names_place and not any(word in name for word in self._branches)


def _resolve(place: str, region: str | None) -> str:
    """Put the part of `region` of its level for a generic place; 区 with the city around it."""
    place = re.sub("^[我本](?=[省市区县]$)", "", place)
    if not region or place not in GENERIC_PLACES:
        return place
    chain = split_region(region)
    found = [part for part in chain if part.endswith(place)]
    if not found or (place == "区" and found[-1] == chain[0]):
        return place
    return _official(found[-1], chain)


def _fitting(term: Term, region: str) -> str:
    """Return the part of `region` that has such a department, "" for none."""
    chain = split_region(region)
    if term.level == "provincial":
        return chain[0] if chain[0].endswith(("省", "自治区")) else ""
    is_province = chain[-1].endswith(("省", "自治区"))
    return "" if term.level == "city" and is_province else _official(chain[-1], chain)


def _official(part: str, chain: tuple[str, ...]) -> str:
    """Return a part of a region as it stands in names: a district with its city."""
    index = chain.index(part)
    is_district = part.endswith("区") and not part.endswith("自治区") and index
    return chain[index - 1] + part if is_district else part
