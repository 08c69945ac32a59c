"""Statements and the clauses they cite, folded so that only their words are compared."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest import Clause, Document
from ingest.structure.front import read_region
from ingest.text.joined import JoinedText
from question.words import unify

Span = tuple[int, int]

# Stands for words that are not checked; it is no letter, mark or white space.
_BLANK = "□"
_LATIN = re.compile(r"[A-Za-z0-9.]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one cited clause says: folded texts, with those of its headings and its document.

    `headings` are its own and those above it, `about` the title, number, issuers and dates of the
    document, `names` its title and number, `region` the province that issued it, "" for a national
    document.
    """

    clause: Clause
    text: str
    headings: str
    about: str
    region: str
    names: tuple[str, ...]

    @property
    def words(self) -> str:
        """The clause and its headings."""
        return f"{self.headings}\n{self.text}"

    @property
    def everything(self) -> str:
        """The clause, its headings and what is known of its document."""
        return f"{self.about}\n{self.words}"


@cache
def _fold_character(character: str) -> str:
    # Numbers hold no comma, so that 2025，50 家 are two of them.
    return unify(character).replace(",", "，")


def fold(text: str) -> JoinedText:
    """Return `text` in Simplified Chinese and half-width forms, with the offsets of its characters.

    White space is left out, but for one space between Latin words, and so are commas in numbers.
    Each character is folded by itself, so that a quotation folds as the text it is taken from.
    """
    characters: list[str] = []
    offsets: list[int] = []
    space = -1
    commas = {match.start() for match in _THOUSANDS.finditer(text)}
    for offset, character in enumerate(text):
        if offset in commas:
            continue
        folded = _fold_character(character)
        if not folded.strip():
            space = offset
            continue
        if space >= 0 and characters and _are_apart(characters[-1], folded):
            characters.append(" ")
            offsets.append(space)
        space = -1
        characters.extend(folded)
        offsets.extend([offset] * len(folded))
    return JoinedText("".join(characters), tuple(offsets))


def _are_apart(before: str, after: str) -> bool:
    is_number = before.isdecimal() and after.isdecimal()
    return bool(_LATIN.match(before) and after != "." and _LATIN.match(after)) and not is_number


def blank(text: str, spans: Iterable[Span]) -> str:
    """Return `text` with the characters of `spans` put out of sight, so that places in it stay."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = _BLANK * (end - start)
    return "".join(letters)


def english_words(pattern: str) -> str:
    """Return the pattern of whole English words; Chinese characters beside them end a word."""
    return f"(?<![A-Za-z])(?:{pattern})(?![A-Za-z])"


def rewrite(
    joined: JoinedText, pattern: re.Pattern[str], write: Callable[[re.Match[str]], str]
) -> JoinedText:
    """Return `joined` with each match of `pattern` as `write` writes it.

    Of the characters written the last stands for the end of the match, those before for its start.
    """
    pieces: list[str] = []
    offsets: list[int] = []
    position = 0
    for match in pattern.finditer(joined.text):
        written = write(match)
        if written == match.group():
            continue
        pieces += [joined.text[position : match.start()], written]
        offsets += joined.offsets[position : match.start()]
        start, end = joined.span(match.start(), max(match.end(), match.start() + 1))
        offsets += [start] * (len(written) - 1) + [end - 1 if len(written) > 1 else start]
        position = match.end()
    pieces.append(joined.text[position:])
    offsets += joined.offsets[position:]
    return JoinedText("".join(pieces), tuple(offsets))


def collect_evidence(
    clauses: Sequence[Clause], documents: Mapping[str, Document]
) -> tuple[Evidence, ...]:
    """Return what `clauses` and their documents, by doc_id, say."""
    return tuple(_read(clause, documents[clause.doc_id]) for clause in clauses)


@lru_cache(maxsize=1024)
def _read(clause: Clause, document: Document) -> Evidence:
    names = tuple(fold(name).text for name in (document.title, document.number) if name)
    about = [document.number, *document.issuers, document.issued, document.deadline]
    about += [document.effective, document.expires]
    about += [f"{year}年" for year in document.period or ()]
    headings = [*clause.path, f"{clause.number}{clause.title}"]
    return Evidence(
        clause,
        fold(clause.text).text,
        "\n".join(fold(heading).text for heading in headings),
        "\n".join(fold(words).text for words in (document.title, *about)),
        read_region(document),
        names,
    )
