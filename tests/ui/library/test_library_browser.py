"""The page 文件库, the day and the documents that are asked, in a real browser."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from browser.chromium import PHONE
from ui.parts.addresses import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.model]
_DRAFT = "miit-2022-draft"
_WHO = quote("检验检测和认证由谁牵头？")


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(".foot", timeout=120_000)


def _turn_to(page: Page, name: str) -> None:
    page.get_by_test_id("stTopNavLink").nth(list(PAGES).index(name)).click()


def test_the_day_is_kept_by_every_page_and_changes_what_is_said(page: Page, real: str) -> None:
    _open(page, f"{real}/library?day=2024-05-01")
    expect(page.locator(".entry").filter(has_text="行动计划").locator(".badge").first).to_have_text(
        "现行"
    )
    for name in ("tasks", "read", "ask"):
        _turn_to(page, name)
        expect(page.locator(".other-day")).to_have_text("文件状态按 2024-05-01 判断，不是今天。")
        expect(page).to_have_url(re.compile("[?&]day=2024-05-01"))
        expect(page.locator(".foot")).to_contain_text("文件状态按 2024-05-01 判断")
    page.get_by_role("button", name="改为今天").click()
    expect(page.locator(".other-day")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("day="))
    expect(page.locator(".foot")).to_contain_text("规划期已结束")


def test_a_day_is_chosen_in_the_settings(page: Page, real: str) -> None:
    _open(page, f"{real}/library")
    page.get_by_role("button", name="按今天判断").click()
    year = page.get_by_test_id("stDateInput").get_by_role("spinbutton").first
    year.click()
    page.keyboard.type("20240501")
    page.get_by_text("文件状态按哪一天判断").click()
    expect(page).to_have_url(re.compile("day=2024-05-01"))
    expect(page.locator(".other-day")).to_contain_text("2024-05-01")


def test_documents_chosen_alone_are_asked_and_the_answer_says_so(page: Page, real: str) -> None:
    _open(page, f"{real}/library")
    draft = page.locator(f".st-key-entry_{_DRAFT}")
    draft.get_by_text("只问这份").click()
    expect(page.locator(".asked-only")).to_contain_text("征求意见稿")
    expect(page).to_have_url(re.compile(f"docs={_DRAFT}"))
    _turn_to(page, "ask")
    expect(page.locator(".asked-only")).to_contain_text("中查找")
    page.get_by_role("textbox").first.fill("检验检测和认证由谁牵头？")
    page.keyboard.press("Enter")
    expect(page.locator(".answer .notice").first).to_contain_text("只在所选的 1 份文件中查找")
    assert "行动计划" not in page.locator(".result").first.inner_text()
    page.get_by_role("button", name="改为全部").click()
    expect(page.locator(".answer")).to_contain_text("省市场监管局牵头")
    expect(page.locator(".answer")).not_to_contain_text("只在所选的")


def test_the_timeline_is_read_on_a_phone(page: Page, real: str) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    _open(page, f"{real}/library?view=timeline&day=2024-05-01")
    lines = page.locator(".timeline .line")
    expect(lines).to_have_count(2)
    plan = lines.filter(has_text="行动计划")
    expect(plan.locator(".days")).to_have_text(re.compile("2023-12-29 印发 · 2025-12-31"))
    bar, now = plan.locator(".bar.force").bounding_box(), plan.locator(".now").bounding_box()
    assert bar is not None
    assert now is not None
    # The plan is in force on that day.
    assert bar["x"] < now["x"] < bar["x"] + bar["width"]
    assert bar["x"] + bar["width"] <= PHONE[0]


def test_an_address_with_documents_that_are_not_there_says_what_to_do(
    page: Page, real: str
) -> None:
    _open(page, f"{real}/?q={_WHO}&docs=gone")
    warning = page.get_by_test_id("stAlert")
    expect(warning).to_contain_text("1 份要问的文件不在文件库里，已忽略")
    expect(warning).to_contain_text("请到“文件库”页重新选择")
    expect(page.locator(".answer")).to_contain_text("省市场监管局牵头")
    _open(page, f"{real}/read?doc=gone&day=2024-13-01")
    expect(page.get_by_test_id("stAlert").first).to_contain_text("网址中的日期不能用")
    expect(page.get_by_test_id("stAlert").last).to_contain_text("doc = gone")
