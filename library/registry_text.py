"""The text of `documents.toml` with an entry more, less or other; all else in it stays."""

import json
import re
import tomllib
from collections.abc import Callable
from typing import Any

from ingest.registry import REGISTRY
from library.errors import LibraryError

_HEADER = re.compile(r"\s*\[\[\s*document\s*\]\]\s*(#.*)?$")
_TABLE = re.compile(r"\s*\[")
_FILE = re.compile(r"(\s*file\s*=\s*)(\"(?:[^\"\\]|\\.)*\"|'[^']*')(.*)$")

Entries = list[dict[str, str]]


def add_entry(text: str, entry: dict[str, str]) -> str:
    """Return the text with one entry more."""
    lines = [f"{key} = {_quote(value)}" for key, value in entry.items()]
    gap = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
    added = "\n".join(["[[document]]", *lines, ""])
    return _checked(text, text + gap + added, lambda entries: [*entries, entry])


def rename_file(text: str, old: str, new: str, *, doc_id: str = "") -> str:
    """Return the text with the entry of the file `old` for the file `new`, with that doc_id."""
    given = {"file": new} | ({"doc_id": doc_id} if doc_id else {})
    lines = text.split("\n")
    for number in _block_of(lines, old):
        found = _FILE.match(lines[number])
        if found:
            lines[number] = f"{found[1]}{_quote(new)}{found[3]}"
            if doc_id:
                lines[number] += f"\ndoc_id = {_quote(doc_id)}"
    return _checked(
        text,
        "\n".join(lines),
        lambda entries: [e | given if e["file"] == old else e for e in entries],
    )


def remove_entry(text: str, name: str) -> str:
    """Return the text without the entry of the file; comments stay."""
    lines = text.split("\n")
    gone = {n for n in _block_of(lines, name) if lines[n].strip() and not _is_comment(lines[n])}
    left = "\n".join(line for number, line in enumerate(lines) if number not in gone)
    return _checked(text, left, lambda entries: [e for e in entries if e["file"] != name])


def _block_of(lines: list[str], name: str) -> range:
    """Return the numbers of the lines of the entry of a file, its head with them."""
    starts = [n for n, line in enumerate(lines) if _HEADER.match(line)]
    for start in starts:
        after = range(start + 1, len(lines))
        end = next((n for n in after if _TABLE.match(lines[n])), len(lines))
        for line in lines[start + 1 : end]:
            found = _FILE.match(line)
            if found and _read(f"file = {found[2]}").get("file") == name:
                return range(start, end)
    raise _unreadable(name)


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _checked(before: str, after: str, change: Callable[[Entries], Entries]) -> str:
    """Return `after` where it says what was meant: the text was not read as TOML to change it."""
    meant = change(_read(before).get("document", []))
    if _read(after).get("document", []) != meant:
        raise _unreadable(", ".join(entry.get("file", "?") for entry in meant))
    return after


def _read(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LibraryError(
            f"{REGISTRY}: is not valid TOML ({error}); mend that line", kind="registry"
        ) from error


def _unreadable(about: str) -> LibraryError:
    return LibraryError(
        f"{REGISTRY}: is written in a way that this program does not change; write each entry "
        "under [[document]], its keys one a line",
        kind="registry",
        about=about,
    )


def _quote(value: str) -> str:
    """Return a TOML string; what JSON escapes is escaped the same there."""
    return json.dumps(value, ensure_ascii=False)
