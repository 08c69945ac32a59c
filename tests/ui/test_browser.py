"""The page in a real browser, from a real server."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from browser.chromium import DESKTOP, PHONE
from browser.serving import ROOT, serve
from tests.ui.fakes import HOSTILE

_QUESTION = "检验检测和认证由谁牵头？"
_QUOTE = "省市场监管局牵头，省商务厅等有关单位按职责分工负责"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def fake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the page over the stand-in, whose document tries to be markup."""
    log = tmp_path_factory.mktemp("server") / "log"
    with serve(ROOT / "tests" / "ui" / "fake_app.py", log) as address:
        yield address


def _type_question(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_test_id("stChatInputTextArea").focus()
    page.keyboard.type(_QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector(".result")


@pytest.mark.model
def test_a_question_asked_by_keyboard_is_answered_with_its_clause(page: Page, real: str) -> None:
    _type_question(page, real)
    expect(page.locator(".answer")).to_contain_text("直接回答")
    expect(page.locator(".answer")).to_contain_text(_QUOTE)
    expect(page.locator(".card mark").filter(has_text=_QUOTE)).to_have_count(1)
    expect(page).to_have_url(f"{real}/?q={quote(_QUESTION)}")


@pytest.mark.model
def test_the_place_in_the_document_is_opened_and_marked(page: Page, real: str) -> None:
    _type_question(page, real)
    place = page.locator("#place-1 + mark")
    page.locator("a.ref").first.press("Enter")
    expect(page.locator("#cite-1")).to_be_in_viewport()
    page.get_by_role("link", name="在旁边的原文中查看").first.press("Enter")
    expect(place).to_be_in_viewport()
    expect(place).to_contain_text(_QUOTE)
    assert place.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 223, 107)"
    page.get_by_role("link", name="返回 [1]").press("Enter")
    expect(page.locator("#cite-1")).to_be_in_viewport()


@pytest.mark.model
def test_a_link_opens_the_answer_and_back_leads_to_the_one_before(page: Page, real: str) -> None:
    page.goto(f"{real}/?q={quote(_QUESTION)}")
    expect(page.locator(".answer")).to_contain_text(_QUOTE)
    expect(page.locator(".question")).to_have_text(_QUESTION)
    page.get_by_test_id("stChatInputTextArea").fill("今天天气怎么样？")
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_contain_text("不在文件范围内")
    page.go_back()
    expect(page.locator(".answer")).to_contain_text(_QUOTE)
    expect(page.locator(".question")).to_have_text(_QUESTION)


@pytest.mark.model
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("question", ["", _QUESTION, "企业数字化转型最高补贴多少万元？"])
def test_nothing_is_wider_than_the_screen(
    page: Page, real: str, size: tuple[int, int], question: str
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{real}/?q={quote(question)}" if question else real)
    page.wait_for_selector(".foot")
    for summary in page.locator(".why summary").all():
        if summary.is_visible():
            summary.click()
    wide = page.evaluate(
        "() => [...document.querySelectorAll('[data-testid=stMain], .scroll, .card')]"
        ".filter(e => e.scrollWidth > e.clientWidth).map(e => e.className)"
    )
    assert wide == []


def test_text_that_tries_to_be_markup_does_nothing(page: Page, fake: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    page.goto(f"{fake}/?q={quote(HOSTILE)}")
    expect(page.locator(".answer")).to_contain_text(HOSTILE)
    expect(page.locator(".document mark").nth(1)).to_have_text("建设示范工厂5家。")
    links = page.locator("a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert links
    assert all(link.startswith(("#", "./", fake)) for link in links), "no place of another's choice"
    assert page.title() != "taken"
    assert not [url for url in asked if not url.startswith((fake, "data:", "blob:"))]


def test_the_page_speaks_chinese_only(page: Page, fake: str) -> None:
    page.goto(fake)
    page.get_by_test_id("stChatInputTextArea").click()
    page.keyboard.type("部分")
    page.wait_for_selector(".foot")
    expect(page.get_by_text("Deploy", exact=True)).to_have_count(0)
    expect(page.get_by_text("Made with Streamlit")).to_have_count(0)
    expect(page.get_by_text("Press Enter")).not_to_be_visible()
