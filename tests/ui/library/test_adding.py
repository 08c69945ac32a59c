"""Who may add documents on the page, and what others are told."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from library.access import Visitor
from tests.ui.reading import read_page
from ui.library import adding_access


def _draw() -> None:
    from datetime import date

    from tests.ui.fakes import make_desk
    from ui.library.adding import draw_adding

    draw_adding(make_desk, as_of=date(2026, 1, 1))


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("POLICY_QA_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("POLICY_QA_DOCS", str(tmp_path / "docs"))
    monkeypatch.delenv("POLICY_QA_ADDING", raising=False)
    # The stand-in for a server has no connections.
    monkeypatch.setattr(adding_access, "read_visitor", lambda: Visitor("", {}, "localhost"))
    st.cache_resource.clear()
    return AppTest.from_function(_draw, default_timeout=60)


def test_on_this_machine_files_can_be_chosen_and_a_bad_one_is_named(app: AppTest) -> None:
    app.run()
    assert not app.info
    app.file_uploader(key="adding_files_0").upload("空.txt", b"  \n", "text/plain").run()
    text = read_page(app).text
    assert "没有收：空.txt" in text
    assert "文件里没有文字；请放入有正文的文件。" in text
    app.button(key="adding_seen").click().run()
    assert "没有收" not in read_page(app).text


def test_a_name_that_leads_elsewhere_is_only_a_name(app: AppTest, tmp_path: Path) -> None:
    app.run()
    notice = "关于检测的通知\n\n一、检测\n（一）建设平台。建设3个检测平台。\n".encode()
    field = app.file_uploader(key="adding_files_0")
    field.upload("../../<b>通知.txt", notice, "text/plain").run()
    page = read_page(app)
    assert "<b>通知.txt" in page.text
    assert all(tag != "b" for tag, _ in page.tags)
    assert app.button(key="adding_accept").label == "接受"
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.parent.name for path in written} == {"files", "staged"}


def test_it_is_said_when_adding_is_off(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_QA_ADDING", "off")
    app.run()
    assert "POLICY_QA_ADDING=off" in app.info[0].value
    assert not app.file_uploader


def test_beyond_this_machine_it_is_said_what_to_set(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding_access, "read_visitor", lambda: Visitor("", {}, "0.0.0.0"))
    app.run()
    assert "POLICY_QA_ADDING_PASSWORD" in app.info[0].value
    assert not app.file_uploader


def test_a_password_opens_it_and_a_wrong_one_does_not(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICY_QA_ADDING_PASSWORD", "开门")
    app.run()
    app.text_input(key="adding_password").set_value("wrong")
    app.button(key="adding_enter").click().run()
    assert "密码不对" in app.warning[0].value
    app.text_input(key="adding_password").set_value("开门")
    app.button(key="adding_enter").click().run()
    assert "请等 1 秒" in app.warning[0].value
    assert not app.file_uploader
    st.cache_resource.clear()
    app.button(key="adding_enter").click().run()
    assert app.file_uploader
    assert "开门" not in str(list(app.main))
