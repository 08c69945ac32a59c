"""Load a template from `prompts/texts/` and fill its named variables."""

from functools import cache
from pathlib import Path
from string import Formatter

_FOLDER = Path(__file__).with_name("texts")


class TemplateError(ValueError):
    """A template is missing, or its variables and the values given do not match."""


def template_names() -> list[str]:
    """Return the names of all templates."""
    return sorted(path.stem for path in _FOLDER.glob("*.txt"))


def variables_of(name: str) -> frozenset[str]:
    """Return the variables that the template `name` needs.

    Raises:
        TemplateError: there is no such template.
    """
    return frozenset(field for _, field, _, _ in Formatter().parse(_load(name)) if field)


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
    return _load(name).format(**values).strip()


@cache
def _load(name: str) -> str:
    path = _FOLDER / f"{name}.txt"
    if not path.is_file():
        raise TemplateError(
            f"prompts/texts/{name}.txt: does not exist; use one of {', '.join(template_names())}"
        )
    return path.read_text(encoding="utf-8")
