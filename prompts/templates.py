"""Load a template from `prompts/texts/` and fill its named variables."""

import re
from functools import cache
from pathlib import Path
from string import Formatter

_FOLDER = Path(__file__).with_name("texts")
_VERSION = re.compile(r"version: ([1-9]\d{0,5})\n")


class TemplateError(ValueError):
    """A template is missing or has no version, or its variables do not match the values given."""


def template_names() -> list[str]:
    """Return the names of all templates."""
    return sorted(path.stem for path in _FOLDER.glob("*.txt"))


def version_of(name: str) -> int:
    """Return the version of the template `name`, which every change of its text raises.

    Raises:
        TemplateError: there is no such template.
    """
    return _load(name)[0]


def variables_of(name: str) -> frozenset[str]:
    """Return the variables that the template `name` needs.

    Raises:
        TemplateError: there is no such template.
    """
    return frozenset(field for _, field, _, _ in Formatter().parse(_load(name)[1]) if field)


def fill(name: str, **values: str) -> str:
    """Return the template `name` with its variables filled in; values are never parsed.

    Raises:
        TemplateError: there is no such template, or a variable is missing or unknown.
    """
    needed = variables_of(name)
    if needed != set(values):
        wrong = sorted(needed.symmetric_difference(values))
        raise TemplateError(
            f"prompts/texts/{name}.txt: {', '.join(wrong)} is missing or unknown; "
            f"pass exactly {', '.join(sorted(needed)) or 'nothing'}"
        )
    return _load(name)[1].format(**values).strip()


def split_version(text: str, *, name: str) -> tuple[int, str]:
    """Return the version that the first line of a template file states, and the template.

    Raises:
        TemplateError: the first line states none.
    """
    stated = _VERSION.match(text)
    if stated is None:
        raise TemplateError(
            f"prompts/texts/{name}.txt: first line {text.split(chr(10))[0][:40]!r} states no "
            "version; begin the file with version: 1"
        )
    return int(stated[1]), text[stated.end() :]


@cache
def _load(name: str) -> tuple[int, str]:
    path = _FOLDER / f"{name}.txt"
    if not path.is_file():
        raise TemplateError(
            f"prompts/texts/{name}.txt: does not exist; use one of {', '.join(template_names())}"
        )
    return split_version(path.read_text(encoding="utf-8"), name=name)
