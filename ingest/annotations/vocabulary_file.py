"""Read and check the vocabulary file, which people edit by hand."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import BadDataError

KINDS = ("departments", "industries", "cities", "supports")
LEVELS = ("national", "provincial", "city", "local", "other")
PLACE = "{地区}"
# Without its ending: 广东 for 广东省.
SHORT_PLACE = "{地名}"


class VocabularyError(BadDataError):
    """The vocabulary file says something that cannot be used; the message names the entry."""


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the vocabulary; `level` and `official` are for departments only.

    `within` names broader entries of the same kind, `unlike` longer words that only look like
    this one, `official` is the full name with `PLACE` where the place goes.
    """

    name: str
    aliases: tuple[str, ...] = ()
    level: str = ""
    within: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    official: str = ""


@dataclass(frozen=True, slots=True)
class VocabularyFile:
    """The checked entries of a file by kind and canonical name."""

    terms: Mapping[str, Mapping[str, Term]]
    branches: tuple[str, ...]


def read_vocabulary_file(path: Path) -> VocabularyFile:
    """Read the file at `path` and check every entry.

    Raises:
        VocabularyError: The file is no TOML in UTF-8, or an entry cannot be used.
        OSError: The file cannot be read.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise VocabularyError(f"{path}: no TOML in UTF-8: {error}; mend that place") from error
    sections = _Sections(path, data)
    sections.check_names()
    terms = {kind: _terms(sections, kind) for kind in KINDS}
    for kind in KINDS:
        _check_spellings(path, kind, terms[kind])
    branches = sections.entries("departments", "branches").get("words", ())
    return VocabularyFile(terms, branches)


class _Sections:
    """Access to `[kind.section]` tables whose values are lists of words."""

    def __init__(self, path: Path, data: dict[str, object]) -> None:
        self.path = path
        self.data = data

    def table(self, kind: str, section: str) -> dict[str, object]:
        tables = self.data.get(kind, {})
        found = tables.get(section, {}) if isinstance(tables, dict) else None
        if not isinstance(found, dict):
            raise VocabularyError(
                f"{self.path} [{kind}]: not a table of sections; write [{kind}.{section}] above "
                "the entries"
            )
        return found

    def entries(self, kind: str, section: str) -> dict[str, tuple[str, ...]]:
        entries = {}
        for name, words in self.table(kind, section).items():
            is_list = isinstance(words, list) and all(isinstance(word, str) for word in words)
            if not is_list or not isinstance(words, list):
                raise VocabularyError(
                    f"{self.path} [{kind}.{section}] {name}: {words!r} is no list of words; write "
                    f'"{name}" = ["…", "…"]'
                )
            if not name.strip() or not all(word.strip() for word in words):
                raise VocabularyError(
                    f"{self.path} [{kind}.{section}] {name!r}: an empty word; delete it"
                )
            entries[name] = tuple(words)
        return entries

    def official(self) -> dict[str, str]:
        templates = {}
        for name, template in self.table("departments", "official").items():
            has_place = isinstance(template, str) and (
                template.endswith(PLACE + name) or SHORT_PLACE in template
            )
            if not isinstance(template, str) or not has_place:
                raise VocabularyError(
                    f"{self.path} [departments.official] {name}: {template!r} does not end in "
                    f'{PLACE}{name}; write "{name}" = "…{PLACE}{name}"'
                )
            templates[name] = template
        return templates

    def check_names(self) -> None:
        for kind, tables in self.data.items():
            allowed = {"departments": (*LEVELS, "official", "except", "branches", "within")}.get(
                kind, ("names", "except", "within")
            )
            if kind not in KINDS:
                raise VocabularyError(
                    f"{self.path} [{kind}]: unknown kind; use one of {', '.join(KINDS)}"
                )
            for section in tables if isinstance(tables, dict) else ():
                if section not in allowed:
                    raise VocabularyError(
                        f"{self.path} [{kind}.{section}]: unknown section; use one of "
                        f"{', '.join(allowed)}"
                    )


def _terms(sections: _Sections, kind: str) -> dict[str, Term]:
    levels = LEVELS if kind == "departments" else ("names",)
    names: dict[str, tuple[str, tuple[str, ...]]] = {}
    for level in levels:
        for name, aliases in sections.entries(kind, level).items():
            if name in names:
                raise VocabularyError(
                    f"{sections.path} [{kind}.{level}] {name}: stands in [{kind}."
                    f"{names[name][0]}] too; delete one of the two"
                )
            names[name] = level, aliases
    within, unlike = sections.entries(kind, "within"), sections.entries(kind, "except")
    official = sections.official() if kind == "departments" else {}
    for section, table in (("within", within), ("except", unlike), ("official", official)):
        known = [*table, *(word for words in within.values() for word in words)]
        for name in known if section == "within" else table:
            if name not in names:
                raise VocabularyError(
                    f"{sections.path} [{kind}.{section}] {name}: no entry has this name; add it or "
                    "mend the spelling"
                )
    return {
        name: Term(
            name,
            aliases,
            level if kind == "departments" else "",
            within.get(name, ()),
            unlike.get(name, ()),
            official.get(name, ""),
        )
        for name, (level, aliases) in names.items()
    }


def _check_spellings(path: Path, kind: str, terms: Mapping[str, Term]) -> None:
    owners: dict[str, str] = {}
    for term in terms.values():
        for word in (term.name, *term.aliases, *term.unlike):
            if word in owners:
                raise VocabularyError(
                    f"{path} [{kind}] {term.name}: {word!r} stands in the entry {owners[word]} "
                    "already; delete one of the two"
                )
            owners[word] = term.name
