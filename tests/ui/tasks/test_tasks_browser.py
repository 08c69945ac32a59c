"""The page 责任分工 in a real browser, from a real server."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pytest
from docx import Document as Word
from playwright.sync_api import Page, expect

from browser.chromium import DESKTOP, PHONE, wait_for_query, wait_until_drawn
from browser.serving import ROOT, serve
from tests.ui.fakes import HOSTILE
from tests.ui.tasks.fakes import OFFICE

_DEPARTMENT = "广东省工业和信息化厅"
_COUNT = "牵头 22 项、参与 9 项，共 31 项"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def fake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the page over the document that tries to be markup."""
    log = tmp_path_factory.mktemp("server") / "log"
    with serve(ROOT / "tests" / "ui" / "tasks" / "fake_app.py", log) as address:
        yield address


def _open(page: Page, address: str) -> None:
    page.goto(address)
    # The first to come waits for the model.
    page.wait_for_selector(".foot", timeout=120_000)
    wait_until_drawn(page)


def _read_all(page: Page) -> str:
    page.wait_for_selector("[data-test-script-state=notRunning]")
    expect(page.locator(".foot")).to_be_visible()
    return page.locator("[data-testid=stMain]").inner_text()


@pytest.mark.model
def test_a_newcomer_finds_who_leads_a_task_in_three_steps(page: Page, real: str) -> None:
    _open(page, f"{real}/tasks")
    page.get_by_role("radio", name="按任务").click()
    page.get_by_label("查找任务").fill("检验检测")
    page.keyboard.press("Enter")
    task = page.locator(".task").nth(1)
    expect(task).to_contain_text("三（三）3 推进质量检验检测和认证")
    expect(task.locator("dl")).to_contain_text("牵头广东省市场监督管理局")


@pytest.mark.model
def test_words_that_no_task_holds_lead_to_the_nearest_in_meaning(page: Page, real: str) -> None:
    _open(page, f"{real}/tasks?q={quote('谁负责检验检测的牵头工作')}")
    expect(page.get_by_text("意思最接近的任务")).to_be_visible()
    expect(page.locator(".task").first).to_contain_text("推进质量检验检测和认证")


@pytest.mark.model
@pytest.mark.parametrize("typed", ["工信厅", "省工信厅"])
def test_a_short_name_typed_by_keyboard_is_found_and_its_link_shows_the_same(
    page: Page, real: str, typed: str
) -> None:
    _open(page, f"{real}/tasks?view=dept")
    page.get_by_label("部门（全称").click()
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    expect(page.locator(".tasks.head")).to_contain_text(_COUNT)
    # The next 20 are a click away.
    expect(page.locator(".task")).to_have_count(20)
    page.get_by_role("button", name="再看 11 项（还有 11 项）").click()
    expect(page.locator(".task")).to_have_count(31)
    expect(page.get_by_role("button", name="再看")).to_have_count(0)
    wait_for_query(page, {"dept": [typed]})
    _open(page, page.url)
    expect(page.locator(".tasks.head")).to_contain_text(_COUNT)


@pytest.mark.model
def test_filters_are_in_the_address_and_back_undoes_them(page: Page, real: str) -> None:
    _open(page, f"{real}/tasks?dept={quote('商务厅')}")
    expect(page.locator(".task")).to_have_count(15)
    page.get_by_label("角色").click()
    page.get_by_role("option", name="牵头", exact=True).click()
    expect(page.locator(".task")).to_have_count(1)
    wait_for_query(page, {"dept": ["商务厅"], "role": ["lead"]})
    linked = page.url
    page.go_back()
    expect(page.locator(".task")).to_have_count(15)
    _open(page, linked)
    expect(page.locator(".task")).to_have_count(1)
    expect(page.locator(".task")).to_contain_text("三（四）扩大开放合作水平")


@pytest.mark.model
def test_the_tasks_that_two_departments_share_are_in_the_address_and_in_the_file(
    page: Page, real: str
) -> None:
    _open(page, f"{real}/tasks?dept={quote('市监局')}&with={quote('工信厅')}")
    expect(page.locator(".tasks.head")).to_contain_text("共同负责 14 项，其中")
    expect(page.locator(".task")).to_have_count(14)
    wait_for_query(page, {"dept": ["市监局"], "with": ["广东省工业和信息化厅"]})
    page.get_by_label("共同负责的另一个部门").click()
    page.get_by_role("option", name="省民政厅（共同 1 项）").click()
    expect(page.locator(".task")).to_have_count(1)
    wait_for_query(page, {"dept": ["市监局"], "with": ["广东省民政厅"]})
    with page.expect_download() as excel:
        page.get_by_role("button", name="下载 Excel").click()
    sheet = openpyxl.load_workbook(BytesIO(Path(excel.value.path()).read_bytes())).active
    assert sheet is not None
    assert [cell.value for cell in sheet["G"][2:]] == ["出处", "五（四）"]


@pytest.mark.model
def test_a_department_of_sixteen_tasks_takes_four_screens_of_a_phone(page: Page, real: str) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    _open(page, f"{real}/tasks?dept={quote('省市场监管局')}")
    expect(page.locator(".task")).to_have_count(16)
    height = page.locator("[data-testid=stMain]").evaluate("e => e.scrollHeight")
    assert height <= 4 * PHONE[1]


@pytest.mark.model
def test_a_task_leads_to_its_clause_and_to_its_departments(page: Page, real: str) -> None:
    _open(page, f"{real}/tasks?task=guangdong-2023/3.3.3")
    expect(page.locator("mark")).to_have_text(
        "（省市场监管局牵头，省商务厅等有关单位按职责分工负责）"
    )
    cited = page.get_by_role("link", name="三（三）3")
    assert cited.get_attribute("href") == "./read?clause=guangdong-2023%2F3.3.3"
    page.get_by_role("link", name="广东省商务厅", exact=True).click()
    expect(page.locator(".tasks.head")).to_contain_text("牵头 1 项、参与 14 项，共 15 项")


@pytest.mark.model
def test_the_files_taken_along_hold_what_is_shown(page: Page, real: str) -> None:
    _open(page, f"{real}/tasks?dept={quote('商务厅')}&role=lead")
    with page.expect_download() as excel:
        page.get_by_role("button", name="下载 Excel").click()
    assert excel.value.suggested_filename.startswith("任务分工表_广东省商务厅_20")
    sheet = openpyxl.load_workbook(BytesIO(Path(excel.value.path()).read_bytes()))["任务分工表"]
    assert sheet.max_row == 4
    assert str(sheet["B4"].value).startswith("扩大开放合作水平")
    with page.expect_download() as word:
        page.get_by_role("button", name="下载 Word").click()
    (table,) = Word(BytesIO(Path(word.value.path()).read_bytes())).tables
    assert [cell.text for cell in table.rows[1].cells[2:4]] == ["牵头", "省商务厅"]


@pytest.mark.model
def test_the_view_comes_back_as_it_was_left(page: Page, real: str) -> None:
    _open(page, f"{real}/tasks?dept={quote(_DEPARTMENT)}")
    expect(page.locator(".tasks.head")).to_contain_text(_COUNT)
    page.get_by_role("radio", name="总览").click()
    expect(page.locator(".matrix").first).to_be_visible()
    page.get_by_role("radio", name="按部门").click()
    expect(page.locator(".tasks.head")).to_contain_text(_COUNT)
    # A click while the page is still being drawn is lost.
    wait_until_drawn(page)
    page.get_by_role("button", name="清除").click()
    expect(page.locator("table.departments")).to_be_visible()


@pytest.mark.model
@pytest.mark.parametrize(("size", "font"), [(DESKTOP, ""), (PHONE, ""), (PHONE, "&font=A%2B%2B")])
@pytest.mark.parametrize(
    "address",
    ["", "view=dept", "dept=工信厅", "view=task", "task=guangdong-2023/5.2", "doc=miit-2022-draft"],
)
def test_nothing_is_wider_than_the_screen(
    page: Page, real: str, size: tuple[int, int], font: str, address: str
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    _open(page, f"{real}/tasks?{quote(address, safe='=&/')}{font}")
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth")


@pytest.mark.model
def test_the_matrix_scrolls_in_its_own_box_on_a_phone(page: Page, real: str) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    _open(page, f"{real}/tasks")
    box = page.locator(".wide").first
    box.focus()
    assert box.evaluate("e => e.scrollWidth > e.clientWidth")
    hint = page.get_by_text("左右滑动查看").first
    expect(hint).to_be_visible()
    total = page.locator(".matrix .totals .total").first
    total.scroll_into_view_if_needed()
    expect(total).to_be_in_viewport()
    expect(page.locator(".matrix .totals th").first).to_be_in_viewport()
    assert page.locator("[data-testid=stMain]").evaluate("e => e.scrollLeft") == 0
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    expect(hint).to_be_hidden()


@pytest.mark.model
@pytest.mark.parametrize("address", ["", "dept=商务厅", "view=task", "dept=公安厅", "doc=x"])
def test_in_traditional_characters_only_documents_keep_simplified_ones(
    page: Page, real: str, address: str
) -> None:
    from ui.parts.script import to_traditional

    _open(page, f"{real}/tasks?{quote(address, safe='=&')}&script={quote('繁體')}")
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
    assert any("部門" in text for text in texts)
    assert [text for text in texts if to_traditional(text) != text] == []


@pytest.mark.parametrize("address", ["", f"dept={OFFICE}", f"q={HOSTILE}", "view=task"])
def test_text_that_tries_to_be_markup_does_nothing(page: Page, fake: str, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    _open(page, f"{fake}/?{quote(address, safe='=')}")
    links = page.locator("a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert all(link.startswith(("./", "#")) for link in links)
    assert page.title() != "taken"
    assert not [url for url in asked if not url.startswith((fake, "data:", "blob:"))]


def test_the_lists_of_choices_speak_chinese(page: Page, fake: str) -> None:
    page.goto(f"{fake}/?view=dept")
    page.get_by_label("部门（全称").click()
    page.keyboard.type("公安厅")
    option = page.locator("[data-key=__creatable__] > div")
    assert option.evaluate("e => getComputedStyle(e, '::after').content") == '"按此名查"'
    assert option.evaluate("e => getComputedStyle(e).fontSize") == "0px"
