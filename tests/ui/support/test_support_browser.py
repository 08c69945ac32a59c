"""The page 惠企支持 in a real browser, from a real server."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest
from docx import Document as Word
from playwright.sync_api import Page, expect

from browser.chromium import DESKTOP, PHONE, wait_for_query, wait_until_drawn
from browser.serving import ROOT, serve
from tests.ui.fakes import HOSTILE

_FURNITURE = "industry=家具&city=佛山&size=small&need=数字化"
_BATTERY = "industry=电池&city=惠州"
_OUTSIDE = "industry=其他行业&need=资金"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def fake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the page over documents that try to be markup."""
    log = tmp_path_factory.mktemp("server") / "log"
    with serve(ROOT / "tests" / "ui" / "support" / "fake_app.py", log) as address:
        yield address


def _open(page: Page, address: str) -> None:
    page.goto(address)
    # The first to come waits for the model.
    page.wait_for_selector(".foot", timeout=120_000)


def _support(real: str, profile: str, more: str = "") -> str:
    return f"{real}/support?{quote(profile, safe='=&')}{more}"


@pytest.mark.model
def test_a_furniture_maker_sees_the_clauses_in_two_steps_from_the_start(
    page: Page, real: str
) -> None:
    _open(page, real)
    page.get_by_role("link", name="惠企支持").click()
    page.get_by_role("button", name="我在佛山做家具，想改造数字化产线", exact=True).click()
    expect(page.locator(".support.head")).to_contain_text("与您的情况有关的条款")
    offer = page.locator(".first > .offer").first
    expect(offer).to_contain_text("支持服装、家具、家纺、化妆品等行业应用工业大数据")
    expect(offer).to_contain_text("点名了您的行业：“家具”")
    wait_for_query(page, {"industry": ["家具"], "city": ["佛山"], "need": ["数字化", "技改"]})


@pytest.mark.model
def test_there_are_three_examples_to_begin_with(page: Page, real: str) -> None:
    _open(page, f"{real}/support")
    expect(page.get_by_role("button", name="我在")).to_have_count(3)


@pytest.mark.model
def test_choices_by_keyboard_are_in_the_address_and_back_undoes_them(page: Page, real: str) -> None:
    _open(page, f"{real}/support")
    page.get_by_label("行业").click()
    page.keyboard.type("陶瓷")
    page.keyboard.press("Enter")
    expect(page.locator(".support.head")).to_contain_text("与您的情况有关的条款")
    page.get_by_role("button", name="节能、环保").click()
    more = "讲的是您没有选的支持种类"
    expect(page.locator(".support.head")).to_contain_text(more)
    wait_for_query(page, {"industry": ["陶瓷"], "need": ["绿色"]})
    page.go_back()
    expect(page.locator(".support.head")).not_to_contain_text(more)
    green = page.get_by_role("button", name="节能、环保")
    expect(green).to_have_attribute("aria-pressed", "false")


@pytest.mark.model
def test_a_clause_leads_to_its_place_in_the_document(page: Page, real: str) -> None:
    _open(page, _support(real, _FURNITURE))
    offer = page.locator(".offer").filter(has_text="四（一）2").first
    link = offer.get_by_role("link", name="在原文中查看")
    place = re.compile(r"^\./read\?clause=guangdong-2023%2F4\.1\.2&find=")
    expect(link).to_have_attribute("href", place)


@pytest.mark.model
def test_each_clause_stands_once_and_five_are_open(page: Page, real: str) -> None:
    _open(page, _support(real, "industry=家具"))
    expect(page.locator(".first > .offer")).to_have_count(5)
    places = page.locator(".first .offer h3 > :first-child, .row > summary > .name")
    texts = places.all_text_contents()
    assert len(texts) == len(set(texts)) > 40
    more = page.get_by_text("再看 20 条", exact=False).first
    hidden = page.locator(".more .row").first
    expect(hidden).not_to_be_visible()
    more.click()
    expect(hidden).to_be_visible()


@pytest.mark.model
def test_a_count_filters_the_list_and_back_undoes_it(page: Page, real: str) -> None:
    _open(page, _support(real, "industry=家具"))
    page.locator(".st-key-filters button").filter(has_text="点名您的行业").click()
    wait_for_query(page, {"industry": ["家具"], "only": ["industry"]})
    expect(page.locator(".list .offer:not(.named)")).to_have_count(0)
    page.reload()
    page.wait_for_selector(".foot")
    expect(page.locator(".list .offer:not(.named)")).to_have_count(0)
    page.go_back()
    expect(page.locator(".list .offer:not(.named)")).not_to_have_count(0)


@pytest.mark.model
def test_typed_names_that_the_list_lacks_lead_on(page: Page, real: str) -> None:
    _open(page, f"{real}/support")
    page.get_by_label("企业所在城市").click()
    page.keyboard.type("顺德")
    page.keyboard.press("Enter")
    expect(page.locator(".support.typed")).to_contain_text("按“佛山”查看")
    wait_for_query(page, {"city": ["顺德"]})
    page.get_by_label("行业").click()
    page.keyboard.type("茶叶")
    page.keyboard.press("Enter")
    expect(page.locator(".support.typed").first).to_contain_text("行业名单里没有“茶叶”")
    page.get_by_role("button", name="食品", exact=True).click()
    wait_for_query(page, {"city": ["顺德"], "industry": ["食品"]})
    expect(page.locator(".list")).to_contain_text("点名您的行业")


@pytest.mark.model
@pytest.mark.parametrize(
    "profile",
    ["industry=家具&city=佛山&need=数字化", "industry=家具", "city=佛山", "need=创新研发"],
)
def test_a_phone_shows_it_in_five_screens(page: Page, real: str, profile: str) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    _open(page, _support(real, profile))
    wait_until_drawn(page)
    heights = page.evaluate(
        """() => {
            const box = one => document.querySelector(one).getBoundingClientRect();
            return [document.querySelector('[data-testid=stMain]').scrollHeight,
                    box('.first > .offer').top - box('.st-key-needs').bottom];
        }"""
    )
    assert heights[0] <= 5 * PHONE[1]
    assert heights[1] < PHONE[1]


@pytest.mark.model
def test_the_report_taken_along_holds_the_quotes(page: Page, real: str) -> None:
    _open(page, _support(real, _FURNITURE))
    with page.expect_download() as word:
        page.get_by_role("button", name="下载 Word").click()
    assert word.value.suggested_filename.startswith("惠企支持条款_家具_佛山_20")
    report = Word(BytesIO(Path(word.value.path()).read_bytes()))
    text = "\n".join(paragraph.text for paragraph in report.paragraphs)
    assert "支持服装、家具、家纺、化妆品等行业应用工业大数据" in text
    with page.expect_download() as markdown:
        page.get_by_role("button", name="下载 Markdown").click()
    assert "不构成法律意见" in Path(markdown.value.path()).read_text("utf-8")


@pytest.mark.model
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("more", ["", "&font=A%2B%2B"])
@pytest.mark.parametrize("profile", ["", _FURNITURE, _BATTERY, _OUTSIDE])
def test_nothing_is_wider_than_the_screen(
    page: Page, real: str, size: tuple[int, int], more: str, profile: str
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    _open(page, _support(real, profile, more))
    page.evaluate("() => document.querySelectorAll('details').forEach(e => { e.open = true; })")
    wide = page.evaluate(
        "() => [...document.querySelectorAll('[data-testid=stMain], .list, .offer')]"
        ".filter(e => e.scrollWidth > e.clientWidth).map(e => e.className)"
    )
    assert wide == []


@pytest.mark.model
@pytest.mark.parametrize(
    "profile", ["", _FURNITURE, _BATTERY, _OUTSIDE, "need=用地", "industry=茶叶"]
)
def test_in_traditional_characters_only_documents_keep_simplified_ones(
    page: Page, real: str, profile: str
) -> None:
    from ui.parts.script import to_traditional

    more = f"{'&' if profile else ''}script={quote('繁體')}"
    _open(page, _support(real, profile, more))
    texts = page.evaluate(
        """() => {
            const walker = document.createTreeWalker(
                document.querySelector('[data-testid=stMain]'), NodeFilter.SHOW_TEXT);
            const texts = [];
            while (walker.nextNode()) {
                const parent = walker.currentNode.parentElement;
                const apart = '[lang=zh-Hans], style, script, code, .st-key-settings';
                if (!parent.closest(apart)) texts.push(walker.currentNode.data);
            }
            return texts;
        }"""
    )
    assert any("惠企支持" in text for text in texts)
    assert [text for text in texts if to_traditional(text) != text] == []


@pytest.mark.model
def test_a_print_has_every_quote_and_no_controls(page: Page, real: str) -> None:
    _open(page, _support(real, _FURNITURE))
    page.emulate_media(media="print")
    expect(page.locator(".st-key-profile")).not_to_be_visible()
    expect(page.get_by_role("button", name="下载 Word")).not_to_be_visible()
    expect(page.get_by_text("行业：家具；城市：佛山；规模：中小微企业；")).to_be_visible()
    expect(page.get_by_text("在原文中查看").first).not_to_be_visible()
    # Quotes are enough on paper.
    expect(page.locator(".rest > .text").first).not_to_be_visible()
    for closed in (".unmet .quote", ".row .quote", ".rest .quote"):
        expect(page.locator(closed).first).to_be_visible()
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("e => getComputedStyle(e).overflowY") == "visible"


def test_text_that_tries_to_be_markup_does_nothing(page: Page, fake: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    _open(page, f"{fake}/?industry={quote('家具')}")
    expect(page.locator(".quote").filter(has_text="支持家具行业").first).to_contain_text(HOSTILE)
    links = page.locator("a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert all(link.startswith(("./", "#")) for link in links)
    assert page.title() != "taken"
    assert not [url for url in asked if not url.startswith((fake, "data:", "blob:"))]
