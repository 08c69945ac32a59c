"""The page 对照 in a real browser, over the real documents."""

from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest
from docx import Document as Word
from playwright.sync_api import Page, expect

from browser.chromium import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.model]


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(".foot", timeout=120_000)


def test_both_sides_are_shown_with_their_targets_drawn_out(page: Page, real: str) -> None:
    _open(page, f"{real}/compare")
    row = page.locator(".compare .row").filter(has_text="工作目标").first
    left, right = row.locator(".side").all()
    expect(left.locator(".drawn")).to_contain_text("超 7200 亿元")
    expect(right).to_contain_text("发展目标")
    expect(right.locator(".drawn li").first).to_be_visible()


def test_a_subject_and_both_documents_are_in_the_address(page: Page, real: str) -> None:
    _open(page, f"{real}/compare")
    page.get_by_role("textbox", name="主题（不填就是全文对照）").fill("检验检测")
    page.keyboard.press("Enter")
    expect(page.locator(".compare h2").last).to_have_text("主题：“检验检测”")
    page.wait_for_url(f"**/compare?q={quote('检验检测')}")
    page.reload()
    page.wait_for_selector(".compare .row")
    assert page.locator(".compare .row .side").count() == 2


def test_what_a_document_holds_no_word_of_is_said_on_its_side(page: Page, real: str) -> None:
    _open(page, f"{real}/compare?q={quote('碳达峰')}")
    left, right = page.locator(".compare .row .side").all()
    expect(left).to_contain_text("本文件没有写“碳达峰”")
    expect(right).to_contain_text("碳达峰")
    expect(right.get_by_text("本文件没有写")).to_have_count(0)


def test_the_same_document_cannot_be_laid_beside_itself(page: Page, real: str) -> None:
    _open(page, f"{real}/compare?a=miit-2022-draft&b=miit-2022-draft")
    heads = page.locator(".compare.heads h2")
    expect(heads.first).to_contain_text("征求意见稿")
    expect(heads.last).to_contain_text("行动计划")


def test_the_comparison_is_taken_along_in_word(page: Page, real: str) -> None:
    _open(page, f"{real}/compare?q={quote('人才')}")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载 Word").click()
    document = Word(BytesIO(Path(waiting.value.path()).read_bytes()))
    head, row = document.tables[0].rows
    assert [cell.text[:1] for cell in head.cells] == ["《", "《"]
    assert "强化产业人才队伍建设" in row.cells[0].text
    assert "强化高素质人才支撑" in row.cells[1].text


def test_on_a_phone_each_side_says_whose_it_is(page: Page, real: str) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    _open(page, f"{real}/compare?q={quote('人才')}")
    expect(page.locator(".row .whose").first).to_be_visible()
