"""What holds for every page, over the real documents in a real browser."""

from urllib.parse import quote

import pytest
from opencc import OpenCC
from playwright.sync_api import Page, expect

from browser.chromium import DESKTOP, PHONE, wait_until_drawn
from ui.parts.addresses import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.model]
_FILLED = {
    "ask": "?q=" + quote("检验检测和认证由谁牵头？"),
    "tasks": "tasks?dept=" + quote("广东省商务厅"),
    "support": "support?industry=" + quote("家具") + "&city=" + quote("佛山"),
    "compare": "compare?q=" + quote("人才"),
    "read": "read?clause=" + quote("guangdong-2023/3.3.3", safe=""),
    "evaluation": "evaluation",
    "about": "about",
}
_HOSTILE = quote("<img src=x onerror=document.title='taken'>[点](javascript:alert(1))", safe="")
# Words of the page: not the documents' own, nor what stands in fields for typing and choosing.
_WORDS = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const words = [];
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        if (parent.closest('[lang=zh-Hans], script, style, code, svg, input, textarea')) continue;
        if (parent.closest('[data-baseweb=select], [role=combobox]')) continue;
        if (!parent.checkVisibility()) continue;
        words.push(walker.currentNode.textContent);
    }
    return words;
}"""


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("h1").first.wait_for()
    wait_until_drawn(page)


def test_every_page_of_the_application_is_tried_here() -> None:
    assert set(_FILLED) == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_nothing_is_wider_than_the_screen(
    page: Page, real: str, name: str, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for address in (f"{real}/{_FILLED[name]}", f"{real}/{_FILLED[name]}".split("?")[0]):
        _open(page, address)
        wide = page.evaluate(
            "() => [document.documentElement, document.querySelector('[data-testid=stMain]')]"
            ".filter(e => e.scrollWidth > e.clientWidth).map(e => e.tagName)"
        )
        assert wide == []


@pytest.mark.parametrize("name", PAGES)
def test_every_word_of_a_page_follows_the_script(page: Page, real: str, name: str) -> None:
    address = f"{real}/{_FILLED[name]}"
    _open(page, address + ("&" if "?" in address else "?") + "script=" + quote("繁體"))
    converter = OpenCC("s2hk")
    # Names of the scripts stand in their own, on a control that both readers must know.
    words = [word for word in page.evaluate(_WORDS) if "字号 · 简/繁" not in word]
    left = [word for word in words if word != "简体" and converter.convert(word) != word]
    assert left == []


@pytest.mark.parametrize("name", PAGES)
def test_an_address_full_of_markup_does_nothing_and_is_named(
    page: Page, real: str, name: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    path = "" if name == "ask" else name
    _open(page, f"{real}/{path}?{_HOSTILE}={_HOSTILE}&dept={_HOSTILE}&clause={_HOSTILE}")
    expect(page.get_by_test_id("stAlert").first).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert page.title() != "taken"
    assert not [url for url in asked if not url.startswith((real, "data:", "blob:", "ws:"))]


def test_the_pages_are_reached_by_keyboard_from_the_start(page: Page, real: str) -> None:
    _open(page, real)
    links = page.get_by_test_id("stTopNavLink")
    assert [link.inner_text() for link in links.all()] == list(PAGES.values())
    links.nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("责任分工")


def test_a_conversation_is_kept_while_another_page_is_open(page: Page, real: str) -> None:
    _open(page, f"{real}/{_FILLED['ask']}")
    page.get_by_test_id("stTopNavLink").last.click()
    expect(page.locator("h1")).to_have_text("关于")
    page.get_by_test_id("stTopNavLink").nth(0).click()
    expect(page.locator(".answer")).to_contain_text("省市场监管局牵头")
    expect(page).to_have_url(f"{real}/{_FILLED['ask']}")


def test_the_size_of_type_grows_with_its_setting(page: Page, real: str) -> None:
    _open(page, real)
    before = page.locator(".masthead p").first.evaluate("e => getComputedStyle(e).fontSize")
    _open(page, f"{real}/?font={quote('A++')}")
    after = page.locator(".masthead p").first.evaluate("e => getComputedStyle(e).fontSize")
    assert float(after.removesuffix("px")) > 1.3 * float(before.removesuffix("px"))
