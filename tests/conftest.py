"""The real documents, and one index of them with the real model for the whole run."""

import fcntl
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

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
_CALM: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("project", max_examples=40, **_CALM)
# For `make fuzz`.
settings.register_profile("thorough", max_examples=2000, **_CALM)
settings.load_profile("project")

# Two test processes, each with threads for all cores, would wait for each other.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ["OMP_NUM_THREADS"] = "1"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep the tests of a file in one process, but those of an official document in its own."""
    from tests.scheduling import ByFileOrDocument

    return ByFileOrDocument(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, so that at the end no process is left alone."""
    slow = ("model", "browser", "policies")
    files = {item.path for item in items if any(map(item.get_closest_marker, slow))}
    items.sort(key=lambda item: item.path not in files)
    # A page is drawn again in steps, and on a busy machine a test may look between two of them.
    # What is wrong with the page is wrong a second time too.
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The two documents that come with the project."""
    return load_corpus(ROOT / "docs_raw")


@pytest.fixture(scope="session")
def real_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index of the two documents, built with the real model."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    # One process builds it, and others wait for it.
    with (folder / "index.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        update_index(Settings(store=folder / "index"))
    return folder / "index"


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
