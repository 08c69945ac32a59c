"""Numbers that a question asks for: of which unit and of what, and whether a clause has one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest import Clause
from ingest.annotations.vocabulary import default_vocabulary
from question.patterns import load_patterns, read_table
from question.query import Query
from question.words import simplify

_PATH = Path(__file__).with_name("numbers.toml")
_TABLE = read_table(_PATH)
_KINDS = load_patterns(_PATH, "kinds")
_UNITS = load_patterns(_PATH, "units")
_PATTERNS = load_patterns(_PATH)
# Letters that join words, and words that say nothing of what a number measures.
_JOINING = frozenset("".join(_TABLE["joining"].split()))
GENERIC = frozenset(_TABLE["generic"].split())
_PHRASE = re.compile(r"[^,。;:!?\n]+")
_HAN_RUN = re.compile(r"[一-鿿]+")
# 普及率 or 利润率: another rate is another number.
_RATE = re.compile("(?![频效概比])[一-鿿]率")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*(?:年|(?!\d))")


@dataclass(frozen=True, slots=True)
class AskedNumber:
    """A number that a question asks for: `kind` in Chinese, and what its phrase has to name.

    Its unit fits `unit`; its phrase holds one of `words` (any, where there are none) and names
    all of `names`, industries and cities as (kind, name).
    """

    kind: str
    unit: re.Pattern[str]
    words: frozenset[str]
    names: tuple[tuple[str, str], ...]


def content_words(query: Query, titles: Iterable[str]) -> frozenset[str]:
    """Return pairs of characters that say what the question is about; titles of documents do not.

    Pairs need no dictionary, and those around a typing error are still right.
    """
    generic = {pair for title in titles for pair in _pairs(simplify(title))}
    return frozenset(
        pair
        for pair in _pairs(query.lexical_text)
        if pair not in generic and not _JOINING.intersection(pair)
    )


def read_number(query: Query, words: frozenset[str], titles: Sequence[str]) -> AskedNumber | None:
    """Return the number that a question asks for; None for one that can be counted in a list.

    `words` are what it is about, from `content_words`, and `titles` those of the documents.
    """
    kind = kind_of_number(query.text)
    if kind is None:
        return None
    vocabulary = default_vocabulary()
    kinds = ("industries", "cities")
    own = {name for title in titles for k in kinds for name in vocabulary.names(k, title)}
    found = [(k, f.name) for k in kinds for f in vocabulary.find(k, query.text)]
    names = tuple(name for name in found if name[1] not in own)
    # Words of other languages stand in no text of ours.
    words = words if _HAN_RUN.search(query.text) else frozenset()
    rates = frozenset(_RATE.findall(query.lexical_text)) if kind == "百分比" else None
    if shared := _PATTERNS["share_of"].search(query.text):
        rates = rates or frozenset(_pairs(shared[1])) & words - GENERIC
    return AskedNumber(kind, _unit_of(kind), rates or words - GENERIC, names)


def kind_of_number(text: str) -> str | None:
    """Return the kind of number that `text` asks for; None for one counted in a list, or none."""
    is_some = _PATTERNS["some"].search(text) and not _PATTERNS["exact"].search(text)
    if is_some or _PATTERNS["lists"].search(text):
        return None
    if measured := _PATTERNS["measured"].search(text):
        return f"以“{measured[1] or _in_chinese(measured[2])}”计的数"
    kinds = [kind for kind, pattern in _KINDS.items() if pattern.search(text)]
    # 搞研发要掏多少钱，占几个点: either answers.
    if {"金额", "百分比"} <= set(kinds):
        return "具体数字"
    return next(iter(kinds), None)


def _in_chinese(measure: str) -> str:
    """Return the Chinese measure of an English one, which the table of measures has."""
    measures: dict[str, list[str]] = _TABLE["english_measures"]
    return next(name for name, words in measures.items() if measure.startswith(tuple(words)))


@cache
def _unit_of(kind: str) -> re.Pattern[str]:
    return _UNITS[kind] if kind in _UNITS else re.compile(f"{kind.split('”')[0][2:]}$")


def is_given(
    number: AskedNumber,
    clauses: Sequence[Clause],
    *,
    years: Sequence[str] = (),
    goals: Sequence[str] = (),
) -> bool:
    """Say whether a phrase of the clauses holds such a number of what is asked about.

    Its clause has to name one of `years`, unless that is one of the `goals`: those stand once,
    above all that is to be reached by then.
    """
    return any(
        number.unit.search(unit)
        and (not number.words or any(word in phrase for word in number.words))
        and all(_names(phrase, kind, name) for kind, name in number.names)
        and (not years or any(y in goals or y in clause.text for y in years))
        for clause in clauses
        for unit, phrase in _figures(clause)
    )


def is_given_roughly(number: AskedNumber, text: str, clauses: Sequence[Clause]) -> bool:
    """Say whether a clause says 数十个 of what is asked about, and no more is wanted."""
    if number.kind not in ("数量", "具体数字") or _PATTERNS["precise"].search(text):
        return False
    phrases = (p for clause in clauses for p in _PHRASE.findall(simplify(clause.text)))
    return any(
        _PATTERNS["rough"].search(phrase) and any(word in phrase for word in number.words)
        for phrase in phrases
    )


def years_of(text: str) -> list[str]:
    """Return the years that a text names, in order."""
    return list(dict.fromkeys(_YEAR.findall(text)))


def _figures(clause: Clause) -> Iterator[tuple[str, str]]:
    """Yield the unit of each figure, and its phrase with what it measures and the title above."""
    if not clause.annotations.figures:
        return
    phrases = [re.sub(r"\s+", "", p) for p in _PHRASE.findall(simplify(clause.text))]
    for figure in clause.annotations.figures:
        printed = re.sub(r"\s+", "", simplify(figure.printed))
        stands = next((phrase for phrase in phrases if printed in phrase), "")
        yield figure.unit, f"{stands} {simplify(figure.what)} {simplify(clause.title)}"


def _names(phrase: str, kind: str, name: str) -> bool:
    return name in default_vocabulary().names(kind, phrase)


def _pairs(text: str) -> Iterator[str]:
    for run in _HAN_RUN.findall(text):
        yield from (run[i : i + 2] for i in range(len(run) - 1))
