"""Names that documents and people use, their canonical forms, and how to find them in a text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ingest.annotations.vocabulary_file import (
    KINDS,
    PLACE,
    Term,
    VocabularyFile,
    read_vocabulary_file,
)

VOCABULARY_PATH = Path(__file__).with_name("vocabulary.toml")
# What stands before a department instead of the name of a place.
GENERIC_PLACES = ("自治区", "自治州", "省", "市", "区", "县", "州")
_ANY_PLACE = "[一-鿿]{0,10}?(?:省|自治区|市|自治州|州|盟|区|县|旗|兵团)"
_PLACE_ENDINGS = ("省", "市", "自治区", "特别行政区")
# 省级, 市直, 区域, 市政公用 … are words of their own, no place before a department.
_GENERIC_PREFIX = re.compile(
    "自治[区州]|省(?![级直属内外际长])"
    "|[市区县](?![级直属内外际场民长域省市区县、（(〔]|政(?:公用|设施|园林|工程|管理))"
)
_OWN_PLACE = re.compile(
    "[各有全本省市区县].*|[一-鿿]{2,8}(?:省|市|自治区|州|县).*|.*[省市区县]委.*"
)
_OFFICES = ("厅", "局", "委", "办", "办公室")


class Found(NamedTuple):
    """A name found in a text: its canonical `name`, and `printed` at `text[start:end]`."""

    name: str
    printed: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names of one vocabulary file; immutable, so that it can be shared."""

    terms: Mapping[str, Mapping[str, Term]]
    branches: tuple[str, ...]
    _spellings: Mapping[str, Mapping[str, Term]]
    _unlike: Mapping[str, Mapping[str, str]]
    _patterns: Mapping[str, re.Pattern[str]]
    _department: re.Pattern[str]

    def find(self, kind: str, text: str) -> list[Found]:
        """Return the names of `kind` in `text`, leftmost and longest first, without overlaps.

        A department is found with the place before it (`省工信厅`); its name is the canonical
        name without one (`工业和信息化厅`): `canonical_department` gives the full one.

        Raises:
            ValueError: `kind` is none of `KINDS`.
        """
        if kind not in self._patterns:
            raise ValueError(f"find: unknown kind {kind!r}; use one of {', '.join(KINDS)}")
        found: list[Found] = []
        looks_like: dict[str, int] = {}
        match = self._patterns[kind].search(text)
        while match:
            word, next_start = match[match.lastgroup or 0], match.start() + 1
            term = self._spellings[kind].get(word)
            if term is None:
                looks_like[self._unlike[kind][word]] = match.end()
            elif match.start(match.lastgroup or 0) >= looks_like.get(term.name, 0):
                found.append(Found(term.name, match.group(), match.start(), match.end()))
                next_start = match.end()
            match = self._patterns[kind].search(text, next_start)
        return found

    def names(self, kind: str, text: str) -> set[str]:
        """Return the canonical names of `kind` that `find` finds in `text`."""
        return {found.name for found in self.find(kind, text)}

    def department(self, name: str) -> tuple[str, Term | None]:
        """Split `name` into the place before it ("" for none) and its entry (None: unknown)."""
        match = self._department.fullmatch(name)
        if match is None:
            prefix = _GENERIC_PREFIX.match(name)
            return prefix.group() if prefix else "", None
        term = self._spellings["departments"].get(match[match.lastgroup or 0])
        return match["place"] or match["seat"] or "", term

    def canonical_department(
        self, name: str, *, region: str | None = None, inherited: str = ""
    ) -> str:
        """Return the full official name of the department printed as `name`.

        Args:
            name: As printed, e.g. `省工信厅`; white space is ignored.
            region: Place whose government issued the document, e.g. `广东省`. Without one a
                generic place stays as printed: `省工业和信息化厅`.
            inherited: Place of the names before it in the same list, for a name without its own:
                `市场监管局` in `省工业和信息化厅、市场监管局`.

        Returns:
            The canonical name. A name that the vocabulary does not know stays as printed, but
            for a generic or inherited place.
        """
        bare = re.sub(r"\s+", "", name)
        place, term = self.department(bare)
        if term is None:
            own = len(place)
            if not place and inherited != "国家" and self._is_local_office(bare):
                place = inherited
            return _resolve(place, region) + bare[own:]
        if term.level in ("national", "other"):
            # 市人民银行 is no ministry but its branch.
            return _resolve(place, region) + bare[len(place) :] if place else term.name
        place = self._full_place(_resolve(place or inherited, region))
        if place == "国家":
            national = self._spellings["departments"].get(place + bare)
            return national.name if national else term.name
        if not place and region and _fits(term, region):
            place = region
        if term.official and place and place not in GENERIC_PLACES:
            return term.official.replace(PLACE, place)
        return place + term.name

    def broader(self, kind: str, name: str) -> list[str]:
        """Return the entries that `name` belongs to, nearest first: `汕头` → `粤东`, …, `广东`."""
        names = [name]
        for current in names:
            term = self.terms[kind].get(current)
            names.extend(wider for wider in (term.within if term else ()) if wider not in names)
        return names[1:]

    def words(self) -> list[str]:
        """Return every name and alias that is one word, sorted: a dictionary for a tokenizer."""
        spellings = {word for kind in self._spellings.values() for word in kind}
        return sorted(word for word in spellings if re.fullmatch(r"\w+", word))

    def expand(self, text: str) -> list[str]:
        """Return other names of the departments, industries and places that `text` names.

        These are the canonical name and the first alias, the form that documents mostly print:
        `发改委` → `发展和改革委员会`, `发展改革委`. Names that stand in `text` are left out.
        """
        names: dict[str, None] = {}
        for kind in ("departments", "industries", "cities"):
            for found in self.find(kind, text):
                term = self.terms[kind][found.name]
                names.update(dict.fromkeys((term.name, *term.aliases[:1])))
        return [name for name in names if name not in text]

    def _full_place(self, place: str) -> str:
        term = self._spellings["cities"].get(place)
        return term.aliases[0] if term else place

    def _is_local_office(self, name: str) -> bool:
        """Say whether an unknown `name` is an office of the government that its list is about."""
        if not name.endswith(_OFFICES) or _OWN_PLACE.fullmatch(name):
            return False
        return not self.find("cities", name) and not any(word in name for word in self.branches)


def _resolve(place: str, region: str | None) -> str:
    """Put `region` for a generic place of its level."""
    place = re.sub("^[我本](?=[省市区县]$)", "", place)
    return region if region and place in GENERIC_PLACES and region.endswith(place) else place


def _fits(term: Term, region: str) -> bool:
    is_province = region.endswith(("省", "自治区"))
    return term.level == "local" or (term.level == "provincial") == is_province


@cache
def default_vocabulary() -> Vocabulary:
    """Return the vocabulary that comes with the package, read once."""
    return load_vocabulary(VOCABULARY_PATH)


def load_vocabulary(path: Path) -> Vocabulary:
    """Read and check the vocabulary file at `path`.

    Raises:
        VocabularyError: The file is no TOML in UTF-8, or an entry cannot be used.
        OSError: The file cannot be read.
    """
    return _build(read_vocabulary_file(path))


def _build(file: VocabularyFile) -> Vocabulary:
    spellings = {
        kind: {word: term for term in terms.values() for word in (term.name, *term.aliases)}
        for kind, terms in file.terms.items()
    }
    # Words that only look like a name are matched too, so that they keep the name from matching.
    unlike = {
        kind: {word: term.name for term in terms.values() for word in term.unlike}
        for kind, terms in file.terms.items()
    }
    names = {kind: _any_of([*spellings[kind], *unlike[kind]]) for kind in KINDS}
    places = [
        spelling
        for term in file.terms["cities"].values()
        if term.aliases and term.aliases[0].endswith(_PLACE_ENDINGS)
        for spelling in (term.name, term.aliases[0])
    ]
    heads = _any_of(
        term.official.split(PLACE)[0]
        for term in file.terms["departments"].values()
        if term.official
    )
    patterns = {kind: re.compile(f"(?P<name>{names[kind]})") for kind in KINDS}

    office, known = names["departments"], _any_of(places)
    seat = f"(?:{heads})(?P<seat>{known}|{_ANY_PLACE})(?P<tail>{office})"
    # 民政部门 is no 民政部.
    named = f"(?P<name>{office})(?!(?<=部)门)"
    generic = _any_of(GENERIC_PLACES)
    patterns["departments"] = re.compile(f"{seat}|(?P<place>{known}|{generic})?{named}")
    anywhere = re.compile(f"{seat}|(?P<place>{known}|{_ANY_PLACE})?{named}")
    return Vocabulary(file.terms, file.branches, spellings, unlike, patterns, anywhere)


def _any_of(words: Iterable[str]) -> str:
    """Return the pattern of any of `words`, longest first; of none, one that matches nothing."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in ordered) or "(?!)"
