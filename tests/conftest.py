"""The real documents, and one index of them with the real model for the whole run."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from index import Searcher, Settings, open_searcher
from index.service import update_index
from ingest import Corpus, load_corpus
from ingest.documents import ROOT

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
