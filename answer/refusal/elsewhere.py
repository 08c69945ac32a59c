"""Places, trades and papers in a question that the clauses found do not treat."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from answer.refusal.trades import is_only_about, unknown_trades
from ingest import Clause, Document
from ingest.annotations.vocabulary import default_vocabulary
from ingest.structure.front import read_region
from question.patterns import load_patterns, read_table
from question.query import Query
from question.words import simplify

_PATH = Path(__file__).with_name("elsewhere.toml")
PATTERNS = load_patterns(_PATH)
# A full stop ends a part where a blank follows: 2.5 is a number.
_PART = re.compile(r"(?:[^,。;:!?.]|\.(?!\s|$))*(?:[,。;:!?.]|$)")
# A region that stands in the documents for its setting only says nothing of its members.
_LIST = 2
_SETTINGS = frozenset({"粤港澳大湾区", "长三角", "京津冀", "沿海地区", "广东"})


@dataclass(frozen=True, slots=True)
class _Names:
    """Names that the vocabulary of the documents lacks; `english` gives the Chinese ones."""

    places: re.Pattern[str]
    english: Mapping[str, str]
    english_places: re.Pattern[str]
    trades: re.Pattern[str]


@cache
def _names() -> _Names:
    table = read_table(_PATH)
    english = table["places_in_english"]
    return _Names(
        places=re.compile("|".join(table["places"])),
        english=english,
        english_places=re.compile(rf"\b(?:{'|'.join(map(re.escape, english))})\b"),
        trades=re.compile("|".join(table["trades"]["names"])),
    )


def absent_places(
    text: str, clauses: Sequence[Clause], documents: Mapping[str, Document]
) -> Iterator[str]:
    """Yield the places that a question is about and the clauses do not name.

    A place where the asker is, or where something is to go, is none of them, and neither is one of
    which a list tells that it is no member; one whose own plan or policy is asked for always is.
    """
    near = [simplify(clause.text) for clause in clauses]
    regions = {name for document in documents.values() for name in _region_of(document)}
    is_listed = PATTERNS["distributed"].search(text) is not None
    for name, start, end in _places_in(text):
        before, after = text[:start], text[end:]
        if name in regions or _is_own(text, before, after):
            continue
        is_others = PATTERNS["others_paper"].match(after) and not PATTERNS["about"].search(before)
        if is_others:
            yield f"{name}的文件或做法"
            continue
        wider = set(default_vocabulary().broader("cities", name)) - _SETTINGS
        known = {name} if is_listed else {name, *wider}
        part = _part(text, start)
        if PATTERNS["towards"].search(before) or not PATTERNS["asks"].search(part):
            continue
        asks_whether = PATTERNS["member"].search(text[text.index(part) :]) is not None
        asks_which = PATTERNS["its_trades"].search(part) is not None
        if asks_whether and not asks_which and any(map(_lists_places, near)):
            continue
        if not any(known_name in clause for known_name in known for clause in near):
            yield name


def _lists_places(clause: str) -> bool:
    found = {clause[start:end] for _, start, end in _places_in(clause)}
    return len(found) > _LIST or PATTERNS["place_list"].search(clause) is not None


def _part(text: str, place: int) -> str:
    """Return the part of a sentence that `place` lies in, with what ends it."""
    return next(m.group() for m in _PART.finditer(text) if m.start() <= place < m.end())


def _places_in(text: str) -> Iterator[tuple[str, int, int]]:
    names = _names()
    for found in default_vocabulary().find("cities", text):
        yield found.name, found.start, found.end
    for match in names.places.finditer(text):
        yield match.group(), *match.span()
    for match in names.english_places.finditer(text):
        yield names.english[match.group()], *match.span()


def _region_of(document: Document) -> set[str]:
    region = read_region(document)
    return default_vocabulary().names("cities", region or "")


def _is_own(text: str, before: str, after: str) -> bool:
    """Say whether a place is where the asker or a firm is."""
    is_said = PATTERNS["own_before"].search(before) is not None
    if is_said or PATTERNS["distributed"].search(text):
        return is_said
    if PATTERNS["own_after"].match(after):
        return True
    return bool(PATTERNS["own_firm"].search(text)) and not PATTERNS["others_paper"].match(after)


def absent_trades(text: str, texts: Sequence[str]) -> Iterator[str]:
    """Yield the trades that a question asks about and no document treats."""
    for match in _names().trades.finditer(text):
        says_this = PATTERNS["this_trade"].search(text)
        asks = says_this or PATTERNS["trade_after"].match(text, match.end())
        if any(match.group() in t for t in texts):
            continue
        if asks or is_only_about(text, match.group()):
            yield match.group()
    yield from unknown_trades(text, texts)


def absent_papers(query: Query, documents: Mapping[str, Document]) -> Iterator[str]:
    """Yield the papers that the documents at most mention and whose content is asked for."""
    text = query.text
    if not PATTERNS["asks_content"].search(text) or PATTERNS["asks_which_paper"].search(text):
        return
    own = simplify(" ".join(f"《{d.title}》 {d.number}" for d in documents.values()))
    for kind in ("numbered_paper", "titled_paper", "other_plan"):
        for match in PATTERNS[kind].finditer(text):
            if match.group().strip("《》") not in own:
                yield f"{match.group()}的内容"
    if PATTERNS["basis"].search(text):
        yield "所依据的文件的内容"
