"""An answer in a real browser, over the real documents: its verdict, its points, what is next."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from browser.chromium import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.model]
_TASKS = "省市场监管局有哪些任务？"
_WHO = "检验检测由谁牵头？"
_NO_ANSWER = "佛山家具企业数字化改造能拿多少钱？"
_WIDE = "企业能拿哪些支持？"
_HEIGHT = "() => document.querySelector('[data-testid=stMain]').scrollHeight"


def _ask(page: Page, address: str, *questions: str) -> None:
    page.goto(f"{address}/?" + "&".join(f"q={quote(question)}" for question in questions))
    page.wait_for_selector(".foot", timeout=120_000)
    expect(page.locator(".question")).to_have_text(questions[-1])


def test_the_verdict_stands_first_and_points_have_addresses_for_numbers(
    page: Page, real: str
) -> None:
    _ask(page, real, _WHO)
    expect(page.locator(".answer .status")).to_have_text("直接回答")
    expect(page.locator(".answer .verdict")).to_contain_text("省市场监管局牵头")
    point = page.locator(".points > li").first
    expect(point.locator(".label")).to_have_text("三（三）3")
    expect(point.locator("p").first).not_to_contain_text("3.推进", use_inner_text=True)


def test_a_list_of_sixteen_tasks_is_folded_and_fits_five_screens_of_a_phone(
    page: Page, real: str
) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    _ask(page, real, _TASKS)
    expect(page.locator(".verdict .ref")).to_have_count(1)
    expect(page.locator(".verdict .ref")).to_contain_text("[1–16]")
    expect(page.locator(".points > li:visible")).to_have_count(6)
    assert page.evaluate(_HEIGHT) <= 5 * PHONE[1]
    page.get_by_text("再看 10 条").click()
    expect(page.locator(".points > li:visible")).to_have_count(16)


def test_a_mark_shows_its_quote_opens_the_whole_clause_and_back_returns(
    page: Page, real: str
) -> None:
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    _ask(page, real, _WHO)
    mark = page.locator(".points .ref").first
    expect(mark.locator(".preview")).to_be_hidden()
    mark.focus()
    expect(mark.locator(".preview")).to_be_visible()
    expect(mark.locator(".preview")).to_contain_text("推进质量检验检测和认证")
    card = page.locator(".points .card").first
    expect(card).to_be_hidden()
    mark.press("Enter")
    expect(card).to_be_visible()
    expect(card).to_be_in_viewport()
    expect(card).to_contain_text("三（三）3")
    page.go_back()
    expect(page.locator(".verdict")).to_be_in_viewport()


def test_what_is_suggested_is_asked_by_a_click_and_notices_are_said_once(
    page: Page, real: str
) -> None:
    _ask(page, real, _WHO)
    expect(page.locator(".answer .notice")).to_contain_text("规划期")
    suggestion = page.locator(".st-key-suggestions button").first
    question = suggestion.inner_text()
    suggestion.click()
    expect(page.locator(".question")).to_have_text(question)
    expect(page.locator(".answer .status")).to_have_text("直接回答")
    expect(page.locator(".answer .notice")).to_have_count(0)


def test_without_an_answer_the_nearest_and_whom_to_ask_are_given_apart(
    page: Page, real: str
) -> None:
    _ask(page, real, _NO_ANSWER)
    expect(page.locator(".answer .status")).to_have_text("没有找到")
    expect(page.locator(".advice")).to_contain_text("12345")
    expect(page.locator(".advice [lang]")).to_have_count(0)
    expect(page.get_by_text("最接近的条款（不是答案）")).to_be_visible()
    expect(page.locator(".st-key-suggestions button").first).to_be_visible()


def test_a_question_for_everything_is_asked_back_above_its_answer(page: Page, real: str) -> None:
    _ask(page, real, _WIDE)
    choices = page.locator(".st-key-suggestions")
    expect(choices).to_contain_text("先选一个行业或一种需要")
    assert choices.locator("button").count() > 3
    above = choices.bounding_box()
    answer = page.locator(".answer").bounding_box()
    assert above
    assert answer
    assert above["y"] < answer["y"]


def test_a_greeting_gets_a_guide(page: Page, real: str) -> None:
    _ask(page, real, "你好")
    expect(page.locator(".verdict")).to_contain_text("请直接写出要问的事")
    expect(page.locator(".st-key-suggestions button")).to_have_count(3)
