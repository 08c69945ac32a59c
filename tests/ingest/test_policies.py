"""Whole official documents: every character once, and no clause too long to cite."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from eval.reading.coverage import Coverage, measure_coverage
from eval.reading.measure import Reading
from eval.reading.policies import read_split
from ingest import Clause, Corpus
from ingest.documents import ROOT
from ingest.formats.reading import read_extract
from ingest.model import Document
from ingest.parsing import parse_document

LARGEST_LONG_SHARE = 0.01
Check = Callable[[str, list[Clause]], None]


def check_coverage(coverage: Coverage) -> None:
    assert (coverage.lost, coverage.overlaps) == (0, 0)
    assert coverage.long_share <= LARGEST_LONG_SHARE


@pytest.mark.policies
@pytest.mark.parametrize("name", read_split()["dev"])
def test_an_official_document_is_held_once_in_clauses_of_a_fit_length(
    name: str, read_policy: Callable[[str], Reading], check_lossless: Check
) -> None:
    reading = read_policy(name)
    assert reading.parsed is not None, reading.refused
    check_lossless(reading.parsed.extract.text, reading.parsed.clauses)
    check_coverage(measure_coverage(reading.parsed.extract.text, reading.parsed.clauses))


@pytest.mark.policies
@pytest.mark.parametrize("name", read_split()["test"])
def test_an_official_document_that_stays_unseen_is_held_once_too(
    name: str, read_policy: Callable[[str], Reading], check_lossless: Check
) -> None:
    reading = read_policy(name)
    if reading.parsed is None:
        pytest.fail(f"{name}: refused", pytrace=False)
    is_held = True
    try:
        check_lossless(reading.parsed.extract.text, reading.parsed.clauses)
    except AssertionError:
        # What pytest shows of a failed comparison would be the text.
        is_held = False
    assert is_held
    check_coverage(measure_coverage(reading.parsed.extract.text, reading.parsed.clauses))


def test_the_documents_of_the_project_are_held_once_in_clauses_of_a_fit_length(
    corpus: Corpus, check_lossless: Check
) -> None:
    for document in corpus.documents:
        text = corpus.texts[document.doc_id]
        clauses = [clause for clause in corpus.clauses if clause.doc_id == document.doc_id]
        check_lossless(text, clauses)
        check_coverage(measure_coverage(text, clauses))


def public_texts() -> list[str]:
    """Return the texts of NCPPolicies, a public set, where a neighbour of the project has it."""
    folder = next(iter(sorted(ROOT.parent.glob("*/bench/ncp_policy"))), Path("missing"))
    if not folder.is_dir():
        pytest.skip("no neighbour of the project has a folder bench/ncp_policy")
    lines = (folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


@pytest.mark.policies
def test_texts_that_lost_their_lines_are_held_once_in_clauses_of_a_fit_length(
    check_lossless: Check,
) -> None:
    total = Coverage()
    for i, text in enumerate(public_texts()):
        extract = read_extract(text.encode(), name=f"{i}.txt")
        document = Document(doc_id=str(i), source=f"{i}.txt", sha256="")
        _, clauses = parse_document(document, extract)
        check_lossless(extract.text, clauses)
        total += measure_coverage(extract.text, clauses)
    check_coverage(total)
