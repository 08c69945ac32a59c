"""The index behind the pages, while it is deleted, damaged and rebuilt under them."""

import shutil
from pathlib import Path

import pytest
import streamlit as st

from index import load_settings, update_index
from index.disk.store import StoreError
from ui.desk import open_desk

pytestmark = pytest.mark.model
_DOCUMENT = """关于推进检测服务的通知

一、检测服务

（一）建设检测平台。建设公共检测平台3个。（省市场监管局牵头）
"""


@pytest.fixture
def store(real_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the index of the real documents, to be damaged."""
    store = tmp_path / "store"
    shutil.copytree(real_store, store)
    monkeypatch.setenv("POLICY_QA_STORE", str(store))
    st.cache_resource.clear()
    return store


@pytest.mark.usefixtures("store")
def test_an_index_is_opened_once_for_all() -> None:
    assert open_desk() is open_desk()


def test_a_deleted_index_goes_on_answering_and_says_so(store: Path) -> None:
    desk = open_desk()
    shutil.rmtree(store)
    without = open_desk()
    assert "已被删除" in without.notice
    assert without.corpus is desk.corpus
    assert not desk.notice, "what other sessions hold is not changed"


def test_a_rebuilt_index_is_opened_in_place_of_the_old(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = open_desk()
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "通知.txt").write_text(_DOCUMENT, encoding="utf-8")
    monkeypatch.setenv("POLICY_QA_DOCS", str(docs))
    update_index(load_settings())
    monkeypatch.delenv("POLICY_QA_DOCS")
    after = open_desk()
    assert len(before.corpus.documents) == 2
    assert [d.source.endswith("通知.txt") for d in after.corpus.documents] == [True]
    assert not after.notice


def test_an_index_damaged_while_it_is_open_is_said_to_be(store: Path) -> None:
    open_desk()
    (store / "CURRENT").write_text('{"folder": "v-none", "manifest": "0"}')
    with pytest.raises(StoreError, match="index build"):
        open_desk()
