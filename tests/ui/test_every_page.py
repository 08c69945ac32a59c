"""What holds for every page, over the real documents in a real browser."""

import re
from urllib.parse import quote

import pytest
from opencc import OpenCC
from playwright.sync_api import Page, expect

from browser.chromium import DESKTOP, PHONE
from browser.serving import ROOT
from tests.ui.filled import FILLED, open_page
from ui.parts.addresses import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.model]
# A laptop's screen at 200 %, and the width that WCAG 1.4.10 asks for: a desktop's at 400 %.
_ZOOMED, _NARROWEST = (720, 450), (320, 640)
# Of so many characters, no words of the page and of a document are the same by chance.
_RUN = 12
_HOSTILE = quote("<img src=x onerror=document.title='taken'>[点](javascript:alert(1))", safe="")
# Names of file formats, measures, models and places on the net.
_NAME = re.compile(
    r"(https?://|docs_raw/)\S+|[\w.-]+@\d+|[0-9a-f]{64}|[a-z]+-\d{4}/\S+|Word|Excel|A\+*"
    r"|run|qrels|answers|hybrid|reader|untaught|plain|late|lexical|dense|langchain(-ensemble)?"
)
# What is said in letters alone, by whatever is seen or read out; the documents' own words aside.
_SAID = """() => {
    const said = [];
    const isLatin = (text) => /[A-Za-z]{2}/.test(text) && !/[\\u3400-\\u9fff]/.test(text);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const { data, parentElement: parent } = walker.currentNode;
        if (parent.closest('script, style, code, pre, svg, .file, [lang=en]')) continue;
        if (parent.closest('[data-testid=stIconMaterial], [lang=zh-Hans]:not(html)')) continue;
        if (isLatin(data) && parent.checkVisibility()) said.push(data.trim());
    }
    for (const name of ['aria-label', 'aria-roledescription', 'title', 'placeholder', 'alt']) {
        for (const element of document.body.querySelectorAll(`[${name}]`)) {
            const text = element.getAttribute(name);
            if (isLatin(text)) said.push(text);
        }
    }
    return said;
}"""
# Words of the page: not the documents' own, nor what stands in fields for typing and choosing.
_WORDS = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const words = [];
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        if (parent.closest('[lang=zh-Hans], script, style, code, svg, input, textarea')) continue;
        if (parent.closest('[data-baseweb=select], [role=combobox]')) continue;
        // Questions that quote titles and names.
        if (parent.closest('.st-key-suggestions button')) continue;
        if (!parent.checkVisibility()) continue;
        words.push(walker.currentNode.textContent);
    }
    return words;
}"""


def test_every_page_of_the_application_is_tried_here() -> None:
    assert set(FILLED) == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", [DESKTOP, PHONE, _ZOOMED, _NARROWEST])
def test_nothing_is_wider_than_the_screen(
    page: Page, real: str, name: str, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for address in (f"{real}/{FILLED[name]}", f"{real}/{FILLED[name]}".split("?")[0]):
        open_page(page, address)
        wide = page.evaluate(
            "() => [document.documentElement, document.querySelector('[data-testid=stMain]')]"
            ".filter(e => e.scrollWidth > e.clientWidth).map(e => e.tagName)"
        )
        assert wide == []


@pytest.mark.parametrize("name", PAGES)
def test_every_word_of_a_page_follows_the_script(page: Page, real: str, name: str) -> None:
    address = f"{real}/{FILLED[name]}"
    open_page(page, address + ("&" if "?" in address else "?") + "script=" + quote("繁體"))
    converter = OpenCC("s2hkp")
    # Names of the scripts stand in their own, on a control that both readers must know.
    words = [word for word in page.evaluate(_WORDS) if "字号 · 简/繁" not in word]
    left = [word for word in words if word != "简体" and converter.convert(word) != word]
    assert left == []


@pytest.mark.parametrize("name", PAGES)
def test_quotes_keep_the_script_of_their_document(page: Page, real: str, name: str) -> None:
    address = f"{real}/{FILLED[name]}"
    open_page(page, address + ("&" if "?" in address else "?") + "script=" + quote("繁體"))
    shown = "".join(page.locator("body").inner_text().split())
    runs = {shown[n : n + _RUN] for n in range(len(shown) - _RUN)}
    converter = OpenCC("s2hkp")
    for path in sorted((ROOT / "docs_raw").glob("*.txt")):
        text = "".join(path.read_text(encoding="utf-8").split())
        pieces = (text[n : n + _RUN] for n in range(0, len(text) - _RUN))
        changed = {new for old in pieces if (new := converter.convert(old)) != old}
        assert not changed & runs


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("script", ["简体", "繁體"])
def test_the_page_says_its_language_and_nothing_in_another(
    page: Page, real: str, name: str, script: str
) -> None:
    address = f"{real}/{FILLED[name]}"
    open_page(page, address + ("&" if "?" in address else "?") + "script=" + quote(script))
    language = "zh-Hans" if script == "简体" else "zh-Hant-HK"
    expect(page.locator("html")).to_have_attribute("lang", language)
    said = [words for words in page.evaluate(_SAID) if not _NAME.fullmatch(words)]
    assert said == []


def test_what_the_library_says_of_itself_is_chinese_as_it_comes(page: Page, real: str) -> None:
    open_page(page, f"{real}/tasks")
    chart = page.get_by_test_id("stVegaLiteChart").first
    if chart.count():
        chart.hover()
    page.get_by_test_id("stSelectbox").first.locator("input").fill("没有这样的文件")
    expect(page.get_by_role("listbox")).to_contain_text("没有相符的")
    open_page(page, f"{real}/read?find=" + quote("企业"))
    expect(page.get_by_role("button", name="清除").first).to_be_visible()


@pytest.mark.parametrize("name", PAGES)
def test_an_address_full_of_markup_does_nothing_and_is_named(
    page: Page, real: str, name: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    path = "" if name == "ask" else name
    open_page(page, f"{real}/{path}?{_HOSTILE}={_HOSTILE}&dept={_HOSTILE}&clause={_HOSTILE}")
    expect(page.get_by_test_id("stAlert").first).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert page.title() != "taken"
    assert not [url for url in asked if not url.startswith((real, "data:", "blob:", "ws:"))]


def test_the_pages_are_reached_by_keyboard_from_the_start(page: Page, real: str) -> None:
    open_page(page, real)
    links = page.get_by_test_id("stTopNavLink")
    assert [link.inner_text() for link in links.all()] == list(PAGES.values())
    links.nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("责任分工")


def test_a_conversation_is_kept_while_another_page_is_open(page: Page, real: str) -> None:
    open_page(page, f"{real}/{FILLED['ask']}")
    page.get_by_test_id("stTopNavLink").filter(has_text="关于").click()
    expect(page.locator("h1")).to_have_text("关于")
    page.get_by_test_id("stTopNavLink").nth(0).click()
    expect(page.locator(".answer")).to_contain_text("省市场监管局牵头")
    expect(page).to_have_url(f"{real}/{FILLED['ask']}")


def test_the_size_of_type_grows_with_its_setting(page: Page, real: str) -> None:
    open_page(page, real)
    before = page.locator(".masthead p").first.evaluate("e => getComputedStyle(e).fontSize")
    open_page(page, f"{real}/?font={quote('A++')}")
    after = page.locator(".masthead p").first.evaluate("e => getComputedStyle(e).fontSize")
    assert float(after.removesuffix("px")) > 1.3 * float(before.removesuffix("px"))
