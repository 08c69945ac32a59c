"""Links: own ones stay in the tab and keep what was set; others say that they leave."""

from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from browser.chromium import wait_until_drawn
from tests.ui.filled import FILLED, open_page

pytestmark = [pytest.mark.browser, pytest.mark.model]


def _top(page: Page) -> float:
    return float(page.get_by_test_id("stMain").evaluate("e => e.scrollTop"))


def test_an_own_link_stays_in_the_tab_with_size_and_script_and_back_leads_back(
    page: Page, real: str
) -> None:
    settings = f"font={quote('A+')}&script={quote('繁體')}"
    open_page(page, f"{real}/{FILLED['tasks']}&{settings}")
    page.evaluate("window.isSamePage = true")
    before, tabs = page.url, len(page.context.pages)
    link = page.locator('[data-testid=stHtml] a[href^="./read"]').last
    link.scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    top = _top(page)
    assert top > 0
    link.click()
    expect(page.locator("h1")).to_have_text("原文")
    wait_until_drawn(page)
    assert len(page.context.pages) == tabs
    kept = parse_qs(urlsplit(page.url).query)
    assert (kept["font"], kept["script"]) == (["A+"], ["繁體"])
    assert page.evaluate("window.isSamePage"), "the application was not loaded anew"
    page.go_back()
    expect(page.locator("h1")).to_have_text("責任分工")
    wait_until_drawn(page)
    assert page.url == before
    assert _top(page) == pytest.approx(top, abs=40)


def test_no_own_link_opens_another_tab_and_every_other_one_is_marked(page: Page, real: str) -> None:
    for address in FILLED.values():
        open_page(page, f"{real}/{address}")
        links = page.locator("[data-testid=stHtml] a").evaluate_all(
            "all => all.map(a => [a.getAttribute('href'), a.target, a.rel, a.textContent])"
        )
        for href, target, rel, text in links:
            if href.startswith(("#", "./")):
                assert target in ("", "_self"), href
            else:
                assert target == "_blank", href
                assert "noopener" in rel
                assert "↗" in text


def test_a_conversation_is_kept_while_a_link_of_its_answer_is_followed(
    page: Page, real: str
) -> None:
    open_page(page, f"{real}/{FILLED['ask']}")
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill("今天天气怎么样？")
    page.keyboard.press("Enter")
    expect(page.locator(".answer").last).to_contain_text("不在文件范围内")
    page.evaluate("window.isSamePage = true")
    page.go_back()
    expect(page.locator(".answer").last).to_contain_text("省市场监管局牵头")
    wait_until_drawn(page)
    page.locator('.result a[href^="./read"]').first.click()
    expect(page.locator("h1")).to_have_text("原文")
    page.go_back()
    expect(page.locator(".answer").last).to_contain_text("省市场监管局牵头")
    assert page.evaluate("window.isSamePage")
