"""The page 原文 in a real browser: places are found, seen, and in the address."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.chromium import DESKTOP, PHONE, wait_until_drawn
from browser.serving import ROOT, serve
from tests.ui.fakes import HOSTILE
from ui.reading.anchors import clause_anchor

pytestmark = pytest.mark.browser

_CLAUSE = "guangdong-2023/3.3.3"
_HERE = ROOT / "tests" / "ui" / "reader"


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the page over the real documents, without a model."""
    with serve(_HERE / "reading_app.py", tmp_path_factory.mktemp("server") / "log") as address:
        yield address


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(_HERE / "hostile_app.py", tmp_path_factory.mktemp("server") / "log") as address:
        yield address


def _place(page: Page, clause_id: str) -> Locator:
    return page.locator(f"#{clause_anchor(clause_id)}")


def _open(page: Page, address: str, *, size: tuple[int, int] = DESKTOP) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(address)
    page.wait_for_selector(".foot")
    page.wait_for_selector(".reading")
    # A key or click while the page is still being drawn is lost.
    wait_until_drawn(page)


def _expect_chosen(page: Page, clause_id: str) -> None:
    # While the page is drawn again, what it showed may stand beside what it shows. Counts wait for
    # the end of that; what is asked of one element fails at once where there are two.
    expect(page.locator(".reading .chosen")).to_have_count(1)
    expect(page.locator(f".reading #{clause_anchor(clause_id)}.chosen")).to_have_count(1)
    expect(page.locator(".facts")).to_have_count(1)
    expect(page.locator(".facts").filter(has_text=clause_id)).to_have_count(1)
    wait_until_drawn(page)
    expect(_place(page, clause_id)).to_be_in_viewport()


def _expect_hit(page: Page, number: int) -> None:
    expect(page.locator(".reading mark.now")).to_have_count(1)
    expect(page.locator(f".reading mark.now#hit-{number}")).to_have_count(1)
    wait_until_drawn(page)


def _scrolled(page: Page) -> float:
    return float(page.locator(".st-key-text").evaluate("e => e.scrollTop"))


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize(
    "clause_id", [_CLAUSE, "miit-2022-draft/2.3/box1.2", "guangdong-2023/back/disclosure"]
)
def test_a_link_opens_the_document_at_the_clause(
    page: Page, documents: str, clause_id: str, size: tuple[int, int]
) -> None:
    _open(page, f"{documents}/?clause={clause_id}", size=size)
    _expect_chosen(page, clause_id)
    entry = page.locator(".outline a[aria-current]")
    expect(entry).to_have_attribute("href", f"#{clause_anchor(clause_id)}")
    if size == DESKTOP:
        expect(entry).to_be_in_viewport()


def test_an_entry_of_the_outline_shows_its_place_and_becomes_the_address(
    page: Page, documents: str
) -> None:
    _open(page, documents)
    page.locator(".outline").get_by_role("link", name="推进质量检验检测和认证").press("Enter")
    _expect_chosen(page, _CLAUSE)
    expect(page).to_have_url(f"{documents}/?clause={quote(_CLAUSE, safe='')}")
    focused = page.evaluate("document.activeElement.textContent")
    assert "推进质量检验检测和认证" in focused, "who walks by keyboard goes on from there"
    page.locator(".outline").get_by_role("link", name="存在问题").click()
    _expect_chosen(page, "guangdong-2023/1.2")
    page.go_back()
    _expect_chosen(page, _CLAUSE)


def test_the_clauses_are_walked_by_their_buttons(page: Page, documents: str) -> None:
    _open(page, f"{documents}/?clause={_CLAUSE}")
    page.get_by_role("button", name="下一条").focus()
    page.keyboard.press("Enter")
    _expect_chosen(page, "guangdong-2023/3.3.4")
    page.keyboard.press("Enter")
    _expect_chosen(page, "guangdong-2023/3.4")
    page.get_by_role("button", name="上一条").click()
    _expect_chosen(page, "guangdong-2023/3.3.4")
    expect(page).to_have_url(f"{documents}/?clause=guangdong-2023%2F3.3.4")


def test_the_outline_is_skipped_by_keyboard(page: Page, documents: str) -> None:
    _open(page, f"{documents}/?clause={_CLAUSE}")
    page.get_by_role("link", name="跳过目录").press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="上一条")).to_be_focused()
    _expect_chosen(page, _CLAUSE)


def test_from_an_unknown_clause_the_nearest_is_one_step_away(page: Page, documents: str) -> None:
    _open(page, f"{documents}/?clause=guangdong-2023/3.3.9")
    page.locator(".nearest a").first.press("Enter")
    _expect_chosen(page, "guangdong-2023/3.3")
    expect(page.locator(".unknown")).to_have_count(0)


def test_a_clause_is_chosen_in_the_text_without_moving_it(page: Page, documents: str) -> None:
    _open(page, f"{documents}/?clause={_CLAUSE}")
    _expect_chosen(page, _CLAUSE)
    before = _scrolled(page)
    _place(page, "guangdong-2023/3.3.4").click()
    _expect_chosen(page, "guangdong-2023/3.3.4")
    assert _scrolled(page) == before


def test_what_is_searched_is_marked_counted_and_walked(page: Page, documents: str) -> None:
    _open(page, documents)
    field = page.get_by_label("在原文中查找")
    field.fill("數字化 轉型")
    field.press("Enter")
    expect(page.locator(".hits h2")).to_have_text("查找结果：共 9 处")
    _expect_hit(page, 1)
    expect(page.locator(".reading mark.now")).to_be_in_viewport()
    expect(page.locator(".reading mark")).to_have_count(5)
    _expect_chosen(page, "guangdong-2023/3.1.2")
    page.get_by_role("button", name="下一处").press("Enter")
    _expect_hit(page, 2)
    page.locator(".hits a").last.press("Enter")
    _expect_hit(page, 9)
    expect(page.locator(".reading mark.now")).to_be_in_viewport()
    expect(page.locator(".reading h2")).to_contain_text("关于加快现代轻工产业体系建设")
    expect(page.locator(".hits a[aria-current]")).to_have_count(1)
    expect(page.get_by_text("第 9 处，共 9 处")).to_be_visible()


def test_the_place_of_words_is_found_in_two_actions_after_opening_the_page(
    page: Page, documents: str
) -> None:
    page.goto(f"{documents}/about")
    page.wait_for_selector(".about")
    page.get_by_role("link", name="原文").first.click()
    page.get_by_label("在原文中查找").fill("关键技术“揭榜挂帅”")
    page.keyboard.press("Enter")
    expect(page.locator(".reading mark.now")).to_have_text("关键技术“揭榜挂帅”")
    expect(page.locator(".reading mark.now")).to_be_in_viewport()
    _expect_chosen(page, "miit-2022-draft/2.3")


@pytest.mark.model
def test_the_place_of_a_cited_sentence_is_two_actions_from_the_start_page(
    page: Page, real: str
) -> None:
    page.goto(real)
    page.get_by_role("button", name="检验检测和认证由谁牵头").click()
    # The server may have to load the model first.
    page.locator(".answer .label").first.wait_for(timeout=120_000)
    page.locator(".answer .label").first.click()
    _expect_chosen(page, _CLAUSE)


def test_annotations_are_shown_on_demand_where_the_reader_is(page: Page, documents: str) -> None:
    _open(page, f"{documents}/?clause={_CLAUSE}")
    _expect_chosen(page, _CLAUSE)
    page.get_by_text("显示标注").click()
    clause = _place(page, _CLAUSE)
    expect(clause.locator(".lead")).to_have_text("省市场监管局")
    _expect_chosen(page, _CLAUSE)
    letter = clause.locator(".lead").evaluate("e => getComputedStyle(e, '::before').content")
    assert letter == '"牵"'
    expect(page.locator(".notes table").first).to_contain_text("4082–4088")
    expect(page).to_have_url(re.compile("notes=true"))


def test_the_outline_is_folded_on_a_phone_and_open_on_a_screen(page: Page, documents: str) -> None:
    _open(page, documents, size=PHONE)
    expect(page.locator(".outline")).not_to_be_visible()
    page.get_by_text("目录", exact=True).click()
    page.locator(".outline").get_by_role("link", name="扩大开放合作水平").click()
    expect(page.locator(".outline")).not_to_be_visible()
    _expect_chosen(page, "guangdong-2023/3.4")
    _open(page, documents)
    expect(page.locator(".outline")).to_be_visible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize(
    "path",
    [
        "/?clause=guangdong-2023/5.2&notes=true&font=A%2B%2B",
        "/?doc=miit-2022-draft&find=的",
        "/?find=没有这些字",
        "/about",
    ],
)
def test_nothing_is_wider_than_the_screen(
    page: Page, documents: str, path: str, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(documents + path)
    page.wait_for_selector(".about, .foot")
    wide = page.evaluate(
        "() => [...document.querySelectorAll('[data-testid=stMain], .st-key-text, .outline')]"
        ".filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.className)"
    )
    assert wide == []


def test_lines_of_the_text_are_no_longer_than_40_characters(page: Page, documents: str) -> None:
    _open(page, documents)
    ems = page.locator(".reading .clause").first.evaluate(
        "e => e.clientWidth / parseFloat(getComputedStyle(e).fontSize)"
    )
    assert 25 <= ems <= 40


def test_text_that_tries_to_be_markup_does_nothing(page: Page, hostile: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    _open(page, f"{hostile}/?clause=hostile/1.1&find=支持&notes=true")
    _expect_chosen(page, "hostile/1.1")
    expect(page.locator(".reading")).to_contain_text(HOSTILE)
    expect(page.locator(".st-key-panel code").last).to_contain_text(HOSTILE)
    assert page.title() != "taken"
    assert not [url for url in asked if not url.startswith((hostile, "data:", "blob:"))]


def test_the_page_speaks_chinese_only(page: Page, documents: str) -> None:
    _open(page, f"{documents}/?clause={_CLAUSE}")
    expect(page.get_by_role("button", name="复制")).to_have_count(2)
    expect(page.get_by_text("Press Enter")).not_to_be_visible()
