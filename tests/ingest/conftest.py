"""Shared by the tests of the outline: texts parsed, and what must hold of every outline."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.formats.model import Extract
from ingest.formats.source import Source
from ingest.model import Clause, Document
from ingest.structure.clauses import parse_clauses
from ingest.structure.lines import is_furniture, split_lines

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture(scope="session")
def read_fixture() -> Callable[[str], str]:
    """Return the text of a fixture by its name, line ends as they are."""
    return lambda name: (FIXTURES / name).read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def parse() -> Callable[[str], tuple[Document, list[Clause]]]:
    """Return the document and the clauses of a text."""

    def parse_text(text: str) -> tuple[Document, list[Clause]]:
        document = Document(doc_id="d", source="d.txt", sha256="")
        return parse_clauses(document, Source("d.txt", "", Extract(text)))

    return parse_text


@pytest.fixture(scope="session")
def clauses_of(
    parse: Callable[[str], tuple[Document, list[Clause]]],
) -> Callable[[str], dict[str, Clause]]:
    """Return the clauses of a text by their id within the document."""
    return lambda text: {c.clause_id.removeprefix("d/"): c for c in parse(text)[1]}


@pytest.fixture(scope="session")
def check_lossless() -> Callable[..., None]:
    """Return a check that `clauses` hold the text once, in order, and quote it truly."""

    def check(text: str, clauses: list[Clause], *, inline: bool = True) -> None:
        position = 0
        for clause in clauses:
            assert position <= clause.start < clause.end
            assert not text[position : clause.start].strip(), "text between two clauses"
            position = clause.end
            span = text[clause.start : clause.end]
            kept = span
            if clause.kind not in ("toc", "furniture"):
                pieces = [span[n.start : n.end] for n in split_lines(span, inline=inline)]
                kept = "".join(piece for piece in pieces if not is_furniture(piece))
            assert "".join(clause.text.split()) == "".join(kept.split())
        assert not text[position:].strip(), "text after the last clause"
        assert len({c.clause_id for c in clauses}) == len(clauses)

    return check
