"""Users' words and the documents' words: dialect and English terms."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from ingest.errors import BadDataError

THESAURUS_PATH = Path(__file__).with_name("thesaurus.toml")
_LETTER = re.compile("[a-z]")
_SECTIONS = ("cantonese", "english")


class ThesaurusError(BadDataError):
    """The thesaurus file cannot be used; the message names the entry."""


@dataclass(frozen=True)
class Thesaurus:
    """Entries of one thesaurus file; keys are Simplified Chinese or lower-case English."""

    replacements: Mapping[str, str]
    expansions: Mapping[str, tuple[str, ...]]

    def to_mandarin(self, text: str) -> str:
        """Return `text` with dialect words replaced, longest first."""
        return self._replaced.sub(lambda match: self.replacements[match.group().lower()], text)

    def expand(self, text: str) -> list[str]:
        """Return the documents' words for the English words of `text`."""
        # Looking for each of thousands of words takes longer than all else of reading a question.
        if not _LETTER.search(text):
            return []
        words: dict[str, None] = {}
        for match in self._expanded.finditer(text):
            words |= dict.fromkeys(self.expansions[match["word"]])
        return [word for word in words if word not in text]

    @cached_property
    def _replaced(self) -> re.Pattern[str]:
        return re.compile(_any_of(self.replacements), re.IGNORECASE)

    @cached_property
    def _expanded(self) -> re.Pattern[str]:
        # English words are matched whole, in the singular or plural; the Chinese characters beside
        # them are none of the letters that would make them longer.
        words = _any_of(self.expansions)
        return re.compile(rf"(?a:(?<!\w))(?P<word>{words})(?:e?s)?(?a:(?!\w))")


@cache
def default_thesaurus() -> Thesaurus:
    """Return the thesaurus that comes with the package, read once."""
    return load_thesaurus(THESAURUS_PATH)


def load_thesaurus(path: Path) -> Thesaurus:
    """Read the thesaurus file at `path`.

    Raises:
        ThesaurusError: the file cannot be read, is no TOML, or a section or value has the wrong
            form.
    """
    try:
        sections = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ThesaurusError(f"{path}: cannot be read ({error.strerror}); put it back") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ThesaurusError(f"{path}: is not valid TOML ({error}); mend that line") from error
    if set(sections) != set(_SECTIONS):
        raise ThesaurusError(
            f"{path}: has the sections {', '.join(sections)}; use {', '.join(_SECTIONS)}"
        )
    for section in _SECTIONS:
        if not isinstance(sections[section], dict):
            raise ThesaurusError(f"{path}: {section} is no section; write [{section}] above it")
        for key, value in sections[section].items():
            _check(path, section, key, value)
    expansions = {key: tuple(value) for key, value in sections["english"].items()}
    return Thesaurus(sections["cantonese"], expansions)


def _check(path: Path, section: str, key: str, value: object) -> None:
    if section == "cantonese":
        right = isinstance(value, str) and value != ""
    else:
        right = isinstance(value, list) and all(isinstance(w, str) and w for w in value)
    if not key.strip():
        raise ThesaurusError(f"{path}: [{section}] has an entry for no word; remove it")
    if not right:
        form = "one word in quotes" if section == "cantonese" else 'a list such as ["a", "b"]'
        raise ThesaurusError(f"{path}: [{section}] {key!r} has the value {value!r}; use {form}")


def _any_of(words: Iterable[str]) -> str:
    """Return the pattern of any of `words`, longest first; of none, one that matches nothing."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in ordered) or "(?!)"
