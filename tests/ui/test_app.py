"""The whole application over the real documents and the real model."""

import pytest
from streamlit.testing.v1 import AppTest

from browser.serving import ROOT
from tests.ui.conftest import FirstVisit
from tests.ui.reading import Page, read_page
from ui.parts.words import EXAMPLES

pytestmark = pytest.mark.model


@pytest.fixture(autouse=True)
def _index(real_index: None) -> None:
    """Use the index of the real documents."""


def _answer(question: str) -> Page:
    app = AppTest.from_file(str(ROOT / "ui" / "pages.py"), default_timeout=120)
    app.query_params["q"] = question
    return read_page(app.run())


def test_the_first_visit_builds_the_index_and_shows_the_documents(first_visit: FirstVisit) -> None:
    page = read_page(first_visit.app)
    assert (first_visit.store / "CURRENT").is_file()
    assert not first_visit.app.error
    assert "所收文件（2 份）" in page.text
    assert "粤工信消费函〔2023〕16号" in page.text
    assert "规划期已结束" in page.text


def test_who_leads_is_answered_and_marked_in_the_document() -> None:
    page = _answer("检验检测和认证由谁牵头？")
    quote = "（省市场监管局牵头，省商务厅等有关单位按职责分工负责）"
    assert "直接回答" in page.text
    assert sum(quote in mark for mark in page.marked) >= 2
    assert "三、重点任务 › （三）加强质量建设，提升品牌质量" in page.text


def test_a_draft_is_called_a_draft() -> None:
    page = _answer("征求意见的截止日期和联系电话是什么？")
    assert "不是已生效的文件" in page.text
    assert "请于 2022 年 1 月 20 日前" in page.text


def test_an_amount_that_no_document_states_is_not_found() -> None:
    page = _answer("企业数字化转型最高补贴多少万元？")
    assert "没有找到" in page.text
    assert "最接近的条款（不是答案）" in page.text


def test_another_field_is_out_of_scope() -> None:
    assert "不在文件范围内" in _answer("今天天气怎么样？").text


@pytest.mark.parametrize("question", [q for questions in EXAMPLES.values() for q in questions])
def test_every_example_is_answered(question: str) -> None:
    page = _answer(question)
    assert "直接回答" in page.text
    assert page.marked
    assert page.places() <= page.ids()
