"""One real index for all tests of the page: built by the page itself on its first visit."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class FirstVisit:
    """The page as it came up over an empty folder, and that folder, now an index."""

    app: AppTest
    store: Path


@pytest.fixture(scope="session")
def first_visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FirstVisit]:
    store = tmp_path_factory.mktemp("page") / "store"
    st.cache_resource.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLICY_QA_STORE", str(store))
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300).run()
    yield FirstVisit(app, store)
    st.cache_resource.clear()
