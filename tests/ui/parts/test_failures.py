"""What the application says where its settings, model or index are at fault."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from browser.serving import ROOT


def _run(question: str = "") -> AppTest:
    app = AppTest.from_file(str(ROOT / "ui" / "pages.py"), default_timeout=120)
    if question:
        app.query_params["q"] = question
    return app.run()


@pytest.fixture(autouse=True)
def _without_cache() -> None:
    st.cache_resource.clear()


def test_an_unknown_setting_is_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_QA_STOER", "x")
    app = _run()
    assert not app.exception
    (error,) = app.error
    assert "设置有误" in error.value
    assert "POLICY_QA_STOER is no setting" in error.value


def test_a_missing_model_is_one_message(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("POLICY_QA_MODEL", str(tmp_path / "nowhere"))
    monkeypatch.setenv("POLICY_QA_STORE", str(tmp_path / "store"))
    app = _run()
    assert not app.exception
    (error,) = app.error
    assert "模型无法使用" in error.value


@pytest.mark.model
@pytest.mark.parametrize("content", ["", "{", '{"folder": "v-1", "manifest": "0"}'])
def test_a_damaged_index_is_one_message(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str
) -> None:
    (tmp_path / "CURRENT").write_text(content)
    monkeypatch.setenv("POLICY_QA_STORE", str(tmp_path))
    app = _run("检验检测和认证由谁牵头？")
    assert not app.exception
    (error,) = app.error
    assert "索引无法使用" in error.value
    assert "` .venv/bin/python -m index build `" in error.value
    assert "检验检测和认证由谁牵头？" in app.query_params["q"], "to be asked again"
