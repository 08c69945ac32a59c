"""How every page looks and reads: by day and by night, by keyboard, on paper."""

from pathlib import Path
from typing import Literal
from urllib.parse import quote

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser.chromium import PHONE, wait_until_drawn
from tests.ui.filled import FILLED, open_page

pytestmark = [pytest.mark.browser, pytest.mark.model]
# The pages as they come up, and other states that look unlike them.
_STATES = {
    **FILLED,
    "start": "",
    "refusal": "?q=" + quote("今天天气怎么样？"),
    "tasks-all": "tasks",
    "matrix": "tasks?view=matrix",
    "support-empty": "support",
    "read-notes": "read?notes=true&find=" + quote("企业"),
    "unknown": "read?clause=none/1",
}
Scheme = Literal["light", "dark"]
_SCHEMES: tuple[Scheme, ...] = ("light", "dark")
_SEEN = ("serious", "critical")


@pytest.mark.parametrize("scheme", _SCHEMES)
@pytest.mark.parametrize("state", _STATES)
def test_axe_finds_nothing_serious(page: Page, real: str, state: str, scheme: Scheme) -> None:
    page.emulate_media(color_scheme=scheme)
    open_page(page, f"{real}/{_STATES[state]}")
    found = [
        (rule["id"], node["html"][:200])
        for rule in Axe().run(page).response["violations"]
        if rule["impact"] in _SEEN
        for node in rule["nodes"]
    ]
    assert found == []


def test_the_night_is_dark_in_the_librarys_parts_and_in_ours(page: Page, real: str) -> None:
    open_page(page, f"{real}/{FILLED['ask']}")
    grounds = {}
    for scheme in _SCHEMES:
        page.emulate_media(color_scheme=scheme)
        wait_until_drawn(page)
        page.get_by_test_id("stPopoverButton").first.click()
        expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
        grounds[scheme] = page.evaluate(_GROUNDS)
        page.keyboard.press("Escape")
    assert all(light > 0.8 for light in grounds["light"]), grounds
    assert all(dark < 0.2 for dark in grounds["dark"]), grounds


@pytest.mark.parametrize("size", [(1440, 900), PHONE])
def test_the_keyboard_is_seen_on_the_navigation(
    page: Page, real: str, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_page(page, f"{real}/about")
    links = page.get_by_test_id("stTopNavLink")
    if not links.count():
        page.get_by_test_id("stExpandSidebarButton").focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        _expect_ring(page)
        page.keyboard.press("Enter")
        links = page.get_by_test_id("stSidebarNavLink")
    links.nth(1).focus()
    page.keyboard.press("Tab")
    _expect_ring(page)
    assert page.evaluate("document.activeElement.dataset.testid").endswith("NavLink")


def _expect_ring(page: Page) -> None:
    ring = page.evaluate(
        "() => { const s = getComputedStyle(document.activeElement);"
        " return [s.outlineStyle, parseFloat(s.outlineWidth), s.outlineColor]; }"
    )
    assert ring[0] == "solid"
    assert ring[1] >= 2
    assert ring[2] == "rgb(11, 74, 143)"


# Brightness, 0 to 1, of the ground of the application, of a popover, and of an answer.
_GROUNDS = """() => ['[data-testid=stApp]', '[data-testid=stPopoverBody]', '.answer'].map((box) => {
    const colour = getComputedStyle(document.querySelector(box)).backgroundColor;
    const [red, green, blue] = colour.match(/[\\d.]+/g).map(Number);
    return (red + green + blue) / 3 / (colour.startsWith('color') ? 1 : 255);
})"""


@pytest.mark.parametrize("name", FILLED)
def test_paper_shows_no_bars_and_nothing_to_click(page: Page, real: str, name: str) -> None:
    open_page(page, f"{real}/{FILLED[name]}")
    page.emulate_media(media="print")
    controls = "button, input, textarea, select, [data-testid=stHeader], [role=radiogroup]"
    assert [e.inner_text() for e in page.locator(controls).all() if e.is_visible()] == []
    boxes = page.evaluate(
        "() => [...document.querySelectorAll('body *')]"
        ".filter(e => /auto|scroll/.test(getComputedStyle(e).overflowY) && e.checkVisibility()"
        " && e.scrollHeight > e.clientHeight + 1 && e.clientHeight).map(e => e.className)"
    )
    assert boxes == []


def test_the_text_of_a_document_is_printed_whole(page: Page, real: str, tmp_path: Path) -> None:
    page.emulate_media(color_scheme="dark")
    open_page(page, f"{real}/{FILLED['read']}")
    text = page.locator(".reading").inner_text()
    path = tmp_path / "read.pdf"
    page.pdf(path=path, format="A4")
    with pypdfium2.PdfDocument(path) as paper:
        printed = "".join(sheet.get_textpage().get_text_bounded() for sheet in paper)
    wanted = "".join(text.split())
    assert "".join(printed.split()).count(wanted[-40:]) >= 1
    assert len(wanted) * 0.98 < len("".join(printed.split())) < len(wanted) * 1.2


def test_a_table_wider_than_a_phone_says_that_it_scrolls(page: Page, real: str) -> None:
    open_page(page, f"{real}/tasks")
    box = page.locator(".wide:has(.matrix)").first
    assert box.get_attribute("data-scrolls") is None
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    expect(box).to_have_attribute("data-scrolls", "左右滑动可看全表 ↔")
    shown = box.evaluate("e => getComputedStyle(e, '::before').content")
    assert "左右滑动" in shown
