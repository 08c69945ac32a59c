"""Names that documents and people use, their canonical forms, and how to find them in a text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ingest.annotations.department_names import GENERIC_PLACES, DepartmentNames
from ingest.annotations.vocabulary_file import KINDS, Term, VocabularyFile, read_vocabulary_file
from ingest.text.matcher import Matcher
from ingest.text.places import place_terms

__all__ = ["GENERIC_PLACES", "Found", "Vocabulary", "default_vocabulary", "load_vocabulary"]

VOCABULARY_PATH = Path(__file__).with_name("vocabulary.toml")
# 区域, 县级, 市场 … are no ends of places.
_GOES_ON = re.compile("(?<=区)[域间位划分]|(?<=县)[级域城]|(?<=市)[级场民政区域]")
_WHOLE = 3


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
    _spellings: Mapping[str, Mapping[str, Term]]
    _unlike: Mapping[str, Mapping[str, str]]
    _matchers: Mapping[str, Matcher]
    _departments: DepartmentNames
    # The words of the file itself; the places of the whole country are no dictionary.
    _words: tuple[str, ...]

    def find(self, kind: str, text: str) -> list[Found]:
        """Return the names of `kind` in `text`, leftmost and longest first, without overlaps.

        A department is found with the place before it (`省工信厅`); its name is the canonical
        name without one (`工业和信息化厅`): `canonical_department` gives the full one.

        Raises:
            ValueError: `kind` is none of `KINDS`.
        """
        if kind not in self._matchers:
            raise ValueError(f"find: unknown kind {kind!r}; use one of {', '.join(KINDS)}")
        found: list[Found] = []
        looks_like: dict[str, int] = {}
        last = 0
        for word, start in self._matchers[kind].find(text):
            if start < last:
                continue
            term, first, end = self._spellings[kind].get(word), start, start + len(word)
            if term is None:
                looks_like[self._unlike[kind][word]] = end
                continue
            if kind == "departments":
                name, first, end = self._departments.extend(text, term.name, start, end, last)
            elif kind == "cities" and self._is_cut(text, start, term.name, word):
                continue
            else:
                name = term.name
            if end > start >= looks_like.get(term.name, 0):
                found.append(Found(name, text[first:end], first, end))
                last = end
        return found

    def names(self, kind: str, text: str) -> set[str]:
        """Return the canonical names of `kind` that `find` finds in `text`."""
        return {found.name for found in self.find(kind, text)}

    def department(self, name: str) -> tuple[str, Term | None]:
        """Split `name` into the place before it ("" for none) and its entry (None: unknown)."""
        return self._departments.split(name)

    def canonical_department(
        self, name: str, *, region: str | None = None, inherited: str = ""
    ) -> str:
        """Return the full official name of the department printed as `name`.

        Args:
            name: As printed, e.g. `省工信厅`; white space is ignored.
            region: Place whose government issued the document, with those around it, e.g.
                `广东省广州市`. Without one a generic place stays as printed: `省工业和信息化厅`.
            inherited: Place of the names before it in the same list, for a name without its own:
                `市场监管局` in `省工业和信息化厅、市场监管局`.

        Returns:
            The canonical name. A name that the vocabulary does not know stays as printed, but
            for a generic or inherited place.
        """
        return self._departments.canonical(name, region=region, inherited=inherited)

    def broader(self, kind: str, name: str) -> list[str]:
        """Return the entries that `name` belongs to, nearest first: `汕头` → `粤东`, …, `广东`."""
        names = [name]
        for current in names:
            term = self.terms[kind].get(current)
            names.extend(wider for wider in (term.within if term else ()) if wider not in names)
        return names[1:]

    def words(self) -> list[str]:
        """Return every name and alias of the file that is one word, sorted: for a tokenizer."""
        return list(self._words)

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

    def _is_cut(self, text: str, start: int, name: str, word: str) -> bool:
        """Say whether a longer word holds this place: 西山区 is none in 广西山区."""
        if len(word) < _WHOLE or word[:-1] == name:
            return False
        before = (text[max(0, start - size) : start + 1] for size in (1, 2))
        spellings = self._spellings["cities"]
        return bool(_GOES_ON.match(text, start + len(word))) or any(b in spellings for b in before)


@cache
def default_vocabulary() -> Vocabulary:
    """Return the vocabulary that comes with the package, with all places, read once."""
    file = read_vocabulary_file(VOCABULARY_PATH)
    return _build(file, _with_places(file.terms["cities"]))


def load_vocabulary(path: Path) -> Vocabulary:
    """Read and check the vocabulary file at `path`.

    Raises:
        VocabularyError: The file is no TOML in UTF-8, or an entry cannot be used.
        OSError: The file cannot be read.
    """
    file = read_vocabulary_file(path)
    return _build(file, file.terms["cities"])


def _with_places(own: Mapping[str, Term]) -> dict[str, Term]:
    """Return the places of the file and those of the whole country; the file's come first."""
    terms = dict(own)
    taken = {word for term in own.values() for word in (term.name, *term.aliases, *term.unlike)}
    for name, aliases, within in place_terms():
        if name not in taken:
            free = tuple(alias for alias in aliases if alias not in taken)
            terms[name] = Term(name, free, within=within)
            taken.update((name, *free))
    return terms


def _build(file: VocabularyFile, cities: Mapping[str, Term]) -> Vocabulary:
    kinds = {**file.terms, "cities": cities}
    spellings = {
        kind: {word: term for term in terms.values() for word in (term.name, *term.aliases)}
        for kind, terms in kinds.items()
    }
    # Words that only look like a name are found too, so that they keep the name from being found.
    unlike = {
        kind: {word: term.name for term in terms.values() for word in term.unlike}
        for kind, terms in kinds.items()
    }
    matchers = {kind: Matcher([*spellings[kind], *unlike[kind]]) for kind in KINDS}
    departments = DepartmentNames(spellings["departments"], cities, file.branches)
    return Vocabulary(kinds, spellings, unlike, matchers, departments, _words(file))


def _words(file: VocabularyFile) -> tuple[str, ...]:
    terms = (term for kind in file.terms.values() for term in kind.values())
    words = {word for term in terms for word in (term.name, *term.aliases)}
    return tuple(sorted(word for word in words if re.fullmatch(r"\w+", word)))
