"""The real documents, and one index of them with the real model for the whole run."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from eval.reading.measure import Reading, read_document
from eval.reading.policies import SIDES, find_policies, read_split
from index import Searcher, Settings, open_searcher
from index.service import update_index
from ingest import Corpus, load_corpus
from ingest.documents import ROOT
from ingest.formats.doc_tools import find_office
from ingest.formats.ocr import find_recogniser

# How long a step takes says nothing on machines that others use too.
settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The two documents that come with the project."""
    return load_corpus(ROOT / "docs_raw")


@pytest.fixture(scope="session")
def real_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index of the two documents, built with the real model."""
    store = tmp_path_factory.mktemp("index") / "store"
    update_index(Settings(store=store))
    return store


@pytest.fixture(scope="session")
def real_searcher(real_store: Path) -> Searcher:
    """A searcher over the two documents with the real model."""
    return open_searcher(Settings(store=real_store))


@pytest.fixture(scope="session")
def read_policy() -> Callable[[str], Reading]:
    """Return a function that reads a document of `split.toml` by its name, once for the whole run.

    It skips the test where the document, or a program that it needs, is not at hand.
    """
    checksums = {name: sha for side in SIDES for name, sha in read_split()[side].items()}

    @cache
    def read(name: str) -> Reading | None:
        path = find_policies().get(checksums[name])
        return None if path is None else read_document(name, path, checksums[name])

    def read_or_skip(name: str) -> Reading:
        reading = read(name)
        if reading is None:
            pytest.skip(f"{name} is not at hand; name its folder in POLICY_QA_POLICIES")
        if reading.refused and (find_office() is None or find_recogniser() is None):
            pytest.skip(f"LibreOffice or rapidocr is not installed: {reading.refused}")
        return reading

    return read_or_skip
