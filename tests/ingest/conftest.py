"""Shared by the tests of the outline: texts parsed, and what must hold of every outline."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.formats.model import Extract
from ingest.model import Clause, Document
from ingest.parsing import parse_document
from ingest.text.unify import is_unseen

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture(scope="session")
def read_fixture() -> Callable[[str], str]:
    """Return the text of a fixture by its name, line ends as they are."""
    return lambda name: (FIXTURES / name).read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def parse() -> Callable[[str], tuple[Document, list[Clause]]]:
    """Return the document and the clauses of a plain text whose lines may be cut."""

    def parse_text(text: str) -> tuple[Document, list[Clause]]:
        document = Document(doc_id="d", source="d.txt", sha256="")
        return parse_document(document, Extract(text, is_wrapped=True))

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

    def check(text: str, clauses: list[Clause]) -> None:
        position = 0
        for clause in clauses:
            assert position <= clause.start < clause.end
            assert not text[position : clause.start].strip(), "text between two clauses"
            position = clause.end
            skipped = {i for start, end in clause.skipped for i in range(start, end)}
            seen = (
                text[i]
                for i in range(clause.start, clause.end)
                if i not in skipped and not text[i].isspace()
            )
            kept = "".join(c for c in seen if clause.kind == "furniture" or not is_unseen(c))
            assert "".join(clause.text.split()) == kept
        assert not text[position:].strip(), "text after the last clause"
        assert len({c.clause_id for c in clauses}) == len(clauses)

    return check
