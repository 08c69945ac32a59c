"""The README names what is there."""

import re
import tomllib
from pathlib import Path

import pytest

from ingest.documents import ROOT

READMES = ("README.md", "README.zh-CN.md")


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def table_rows(text: str, heading: str) -> list[list[str]]:
    """Return the cells of each row of the first table that begins with `heading`."""
    lines = text[text.index(heading) :].splitlines()[2:]
    rows = lines[: next(i for i, line in enumerate(lines) if not line.startswith("|"))]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


@pytest.mark.parametrize("name", READMES)
def test_the_readme_names_every_command(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in targets() - {"clean", "lint", "model"}:
        assert f"make {target}" in text
    for package in (
        "ingest",
        "index build",
        "index search",
        "index check",
        "answer",
        "eval run",
        "eval compare",
        "eval report",
        "eval gate",
        "eval check",
        "eval speed",
        "eval generated",
        "eval reading",
        "eval official",
        "reader measure",
        "feedback",
        "library add",
        "browser pictures",
        "browser speed",
        "browser load",
        "api mcp",
        "api load",
    ):
        assert f"python -m {package}" in text


@pytest.mark.parametrize("name", READMES)
def test_the_readme_names_no_command_that_is_not_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert set(re.findall(r"make ([a-z]+)", text)) <= targets()


def test_the_readmes_figures_are_those_of_the_report() -> None:
    readme, report = (
        (ROOT / name).read_text(encoding="utf-8").replace("**", "")
        for name in ("README.md", "docs/evaluation/report.md")
    )
    reported, shown = (
        {system: set(figures) for system, *figures in table_rows(text, "| retriever |")}
        for text in (report, readme)
    )
    assert len(shown) >= 5
    assert all(figures <= reported[system] for system, figures in shown.items())


def test_the_readme_is_short_enough_to_read() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 150


def test_every_decision_fits_a_page() -> None:
    for path in (ROOT / "docs" / "adr").glob("*.md"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 30


def test_every_python_room_is_in_the_import_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    rooms = {path.parent.name for path in Path(ROOT).glob("*/__init__.py")}
    assert rooms == set(settings["tool"]["importlinter"]["root_packages"])
