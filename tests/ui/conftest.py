"""One real index for all tests of the pages, one server over it, one browser."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import streamlit as st
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from browser.chromium import DESKTOP, find_chromium, open_browser
from browser.serving import ROOT, serve


@dataclass(frozen=True, slots=True)
class FirstVisit:
    """The start page as it came up over an empty folder, and that folder, now an index."""

    app: AppTest
    store: Path


@pytest.fixture(scope="session", autouse=True)
def _components_are_looked_for_once() -> Iterator[None]:
    """AppTest reads what every installed package says of itself, anew for each test."""
    found = manifest_scanner.scan_component_manifests()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", lambda: found)
        yield


@pytest.fixture(scope="session")
def first_visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FirstVisit]:
    store = tmp_path_factory.mktemp("page") / "store"
    st.cache_resource.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLICY_QA_STORE", str(store))
        patch.setenv("POLICY_QA_FEEDBACK", str(store.with_name("feedback.sqlite3")))
        # Examples take most of the time of a build, and the visit asks nothing.
        patch.setenv("POLICY_QA_EXAMPLES", str(tmp_path_factory.mktemp("examples")))
        app = AppTest.from_file(str(ROOT / "ui" / "pages.py"), default_timeout=300).run()
    yield FirstVisit(app, store)
    st.cache_resource.clear()


@pytest.fixture(scope="session")
def feedback(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of what readers say, not there yet."""
    return tmp_path_factory.mktemp("feedback") / "feedback.sqlite3"


@pytest.fixture
def real_index(real_store: Path, feedback: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the application of this test use the index of the real documents."""
    monkeypatch.setenv("POLICY_QA_STORE", str(real_store))
    monkeypatch.setenv("POLICY_QA_FEEDBACK", str(feedback))


@pytest.fixture(scope="session")
def browser_context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    if find_chromium() is None:
        pytest.skip("chromium is not installed; run: make browser")
    folder = tmp_path_factory.mktemp("browser")
    with sync_playwright() as driver, open_browser(driver, folder) as context:
        expect.set_options(timeout=30_000)
        yield context


@pytest.fixture
def page(browser_context: BrowserContext) -> Iterator[Page]:
    page = browser_context.new_page()
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    yield page
    page.close()


@pytest.fixture(scope="session")
def real(
    real_store: Path, feedback: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the application over the real documents."""
    log = tmp_path_factory.mktemp("server") / "log"
    settings = {
        "POLICY_QA_STORE": str(real_store),
        "POLICY_QA_FEEDBACK": str(feedback),
    }
    with serve(ROOT / "app.py", log, **settings) as address:
        yield address
