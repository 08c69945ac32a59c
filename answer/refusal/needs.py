"""Kinds of fact: how a question asks for one, and what a clause that holds one looks like."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ingest import Clause
from ingest.annotations.vocabulary import default_vocabulary
from ingest.text.matcher import any_of
from question.patterns import PatternsError, compile_any, read_table
from question.words import simplify

NEEDS_PATH = Path(__file__).with_name("needs.toml")
_SENTENCE = re.compile(r"[^。;!?\n]+")
_RESPONSIBILITIES, _CITIES = "@responsibilities", "@cities"
# Sections all of whose sentences say what is to be by the year of the goals, or what is so now.
_SECTIONS = {"@goals": "目标", "@present": "现状|优势"}
_KEYS = {
    "name",
    "asked",
    "unless",
    "holds",
    "within",
    "about",
    "front",
    "first",
    "each",
    "of_issuer",
}


@dataclass(frozen=True, slots=True)
class Need:
    """A kind of fact, `name` in Chinese.

    Attributes:
        asked: Finds the words that ask for it; `unless` those that make it another question.
        holds: Finds it in a clause; None where no wording is known that states it.
        annotations: `@responsibilities` and `@cities` that hold it as well, and `@goals` and
            `@present`, sections by their titles.
        by_sentence: It has to stand in one sentence.
        about: So many pairs of characters that sentence has to share with the question.
        front: Front matter may state it: not needed where the question asks for that.
        first: Front matter never states it, though the question may seem to ask for that.
        each: Each of the documents meant has to hold it.
        of_issuer: It is said of the document's issuer, of no other department.
    """

    name: str
    asked: re.Pattern[str]
    unless: re.Pattern[str] | None
    holds: re.Pattern[str] | None
    annotations: frozenset[str]
    by_sentence: bool
    about: int
    front: bool
    first: bool
    each: bool
    of_issuer: bool

    def is_asked(self, text: str) -> bool:
        """Say whether the question `text` (lower case, Simplified Chinese) asks for it."""
        return bool(self.asked.search(text)) and not (self.unless and self.unless.search(text))

    def is_met(self, clause: Clause, words: Iterable[str] = (), *, question: str = "") -> bool:
        """Say whether `clause` holds such a fact; `words` of the question say what about.

        A city that the `question` names itself is none that it asks for.
        """
        if _RESPONSIBILITIES in self.annotations and clause.annotations.responsibilities:
            return True
        cities = [
            city.printed
            for city in clause.annotations.cities
            if _CITIES in self.annotations and city.printed not in question
        ]
        wanted = tuple(words) if self.about else ()
        least = min(self.about, len(wanted))
        titles = simplify(" ".join((*clause.path[-1:], clause.title)))
        sections = "|".join(_SECTIONS[name] for name in self.annotations & set(_SECTIONS))
        in_section = bool(sections) and re.search(sections, titles) is not None
        for part in sentences_of(clause.text) if self.by_sentence else (simplify(clause.text),):
            holds = in_section or (self.holds and self.holds.search(part))
            if not holds and not any(city in part for city in cities):
                continue
            if sum(word in part or word in titles for word in wanted) >= least:
                return True
        return False


@lru_cache(maxsize=4096)
def sentences_of(text: str) -> tuple[str, ...]:
    """Return the sentences of a clause in lower case, Simplified Chinese and without blanks."""
    plain = re.sub(r"[^\S\n]+", "", simplify(text))
    return tuple(match.group() for match in _SENTENCE.finditer(plain))


def read_needs(text: str) -> list[Need]:
    """Return the kinds of fact that a clause must hold to answer the question."""
    return [need for need in default_needs() if need.is_asked(text)]


@cache
def default_needs() -> tuple[Need, ...]:
    """Return the kinds of fact that come with the package, read once."""
    return load_needs(NEEDS_PATH)


def load_needs(path: Path) -> tuple[Need, ...]:
    """Read the table at `path`.

    Raises:
        PatternsError: it cannot be read, is no TOML, or an entry has the wrong form.
    """
    table = read_table(path)
    words = {"city": any_of(default_vocabulary().terms["cities"]), **table.get("words", {})}
    return tuple(_read(path, kind, words) for kind in table.get("kinds", ()))


def _read(path: Path, kind: dict[str, Any], words: dict[str, str]) -> Need:
    where = f"{path}: {kind.get('name', 'a kind without a name')}"
    if not {"name", "asked"} <= set(kind) <= _KEYS:
        raise PatternsError(
            f"{where} has {', '.join(kind)}; use name, asked and of {', '.join(sorted(_KEYS))}"
        )
    holds = kind.get("holds", [])
    return Need(
        name=kind["name"],
        asked=compile_any(where, kind["asked"], words) or re.compile("(?!)"),
        unless=compile_any(where, kind.get("unless", []), words),
        holds=compile_any(where, [p for p in holds if not p.startswith("@")], words),
        annotations=frozenset(p for p in holds if p.startswith("@")),
        by_sentence=kind.get("within") == "sentence",
        about=kind.get("about", 0),
        front=kind.get("front", False),
        first=kind.get("first", False),
        each=kind.get("each", False),
        of_issuer=kind.get("of_issuer", False),
    )
