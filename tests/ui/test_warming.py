"""What a server does before anybody visits it, and while it does."""

import logging
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from playwright.sync_api import Page, expect

from browser.serving import ROOT, serve
from ui.warming import warm

_DOCUMENT = """关于推进检测服务的通知

一、检测服务

（一）建设检测平台。建设公共检测平台3个。（省市场监管局牵头）
"""


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    """A small document without an index."""
    for folder in ("docs", "examples"):
        (tmp_path / folder).mkdir()
    (tmp_path / "docs" / "通知.txt").write_text(_DOCUMENT, encoding="utf-8")
    return {
        "POLICY_QA_DOCS": str(tmp_path / "docs"),
        "POLICY_QA_STORE": str(tmp_path / "store"),
        "POLICY_QA_EXAMPLES": str(tmp_path / "examples"),
        "POLICY_QA_FEEDBACK": str(tmp_path / "feedback.sqlite3"),
    }


@pytest.fixture
def _no_index_is_open() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.mark.model
def test_the_index_is_opened_before_anybody_comes(tmp_path: Path, settings: dict[str, str]) -> None:
    with serve(ROOT / "app.py", tmp_path / "log", **settings):
        deadline = time.monotonic() + 60
        while not (tmp_path / "store" / "CURRENT").exists():
            assert time.monotonic() < deadline, (tmp_path / "log").read_text()
            time.sleep(0.1)


@pytest.mark.model
@pytest.mark.browser
def test_a_question_asked_before_there_is_an_index_is_answered_once_there_is(
    page: Page, tmp_path: Path, settings: dict[str, str]
) -> None:
    with serve(ROOT / "app.py", tmp_path / "log", **settings) as address:
        page.goto(address)
        page.get_by_test_id("stChatInputTextArea").fill("检测平台由谁牵头？")
        page.keyboard.press("Enter")
        expect(page.locator(".question")).to_have_text("检测平台由谁牵头？", timeout=5_000)
        expect(page.locator(".answer")).to_contain_text("省市场监管局牵头", timeout=60_000)


@pytest.mark.usefixtures("_no_index_is_open")
def test_an_index_that_cannot_be_opened_leaves_the_server_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("POLICY_QA_STORE", str(tmp_path))
    monkeypatch.setenv("POLICY_QA_DOCS", str(tmp_path / "none"))
    with caplog.at_level(logging.WARNING):
        warm()
    assert any("the index is not open" in message for message in caplog.messages)
