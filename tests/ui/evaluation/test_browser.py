"""The page 评测 in a real browser."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from opencc import OpenCC
from playwright.sync_api import Page, expect

from browser.chromium import DESKTOP, PHONE, wait_for_query
from browser.serving import ROOT, serve
from tests.ui.evaluation.fakes import make_folders
from tests.ui.fakes import HOSTILE

pytestmark = pytest.mark.browser

_VIEWS = ("", "view=kinds", "view=compare", "view=misses&retriever=dense", "view=own")
# Texts that the reader sees and no document says; of a control, not what is in it.
_SEEN = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const at = walker.currentNode.parentElement;
    if (at.closest('[lang=zh-Hans], script, style, noscript, .st-key-settings')) continue;
    if (at.checkVisibility()) texts.push(walker.currentNode.textContent);
  }
  return texts.join('\\n');
}"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the page over hand-made results."""
    root = tmp_path_factory.mktemp("evaluation")
    make_folders(root, more=25)
    script = ROOT / "tests" / "ui" / "evaluation" / "fake_app.py"
    with serve(script, root / "log", EVALUATION_FOLDERS=str(root)) as address:
        yield address


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(".evaluation >> visible=true")
    expect(page.get_by_test_id("stSpinner")).to_have_count(0)


def _pick(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).click()
    page.get_by_role("option", name=option, exact=True).click()


def test_what_is_chosen_stands_in_the_address_and_a_link_shows_the_same(
    page: Page, made: str
) -> None:
    _open(page, made)
    page.get_by_role("radio", name="错题").click()
    # Each choice is waited for: the count is the same after the last one.
    expect(page).to_have_url(re.compile("view=misses"))
    _pick(page, "题型", "名词术语")
    expect(page).to_have_url(re.compile("kind=term"))
    _pick(page, "怎样算没答好", "第 1 条不是答案")
    expect(page).to_have_url(re.compile("miss=1"))
    expect(page.locator(".count")).to_contain_text("共 27 题")
    page.get_by_role("button", name="下一页").click()
    expect(page.get_by_text("第 2 / 2 页")).to_be_visible()
    # The address is written in steps after the page is drawn.
    wait_for_query(page, {"view": ["misses"], "kind": ["term"], "miss": ["1"], "page": ["2"]})
    # Those of the page before are still there for a moment.
    expect(page.locator(".card")).to_have_count(6)
    cards = page.locator(".card .asked").all_text_contents()
    link = page.url
    page.goto("about:blank")
    _open(page, link)
    expect(page.get_by_text("第 2 / 2 页")).to_be_visible()
    expect(page.locator(".card .asked")).to_have_text(cards)
    page.get_by_role("button", name="上一页").click()
    expect(page.get_by_text("第 1 / 2 页")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("第 2 / 2 页")).to_be_visible()


def test_a_comparison_is_linked_to(page: Page, made: str) -> None:
    _open(page, f"{made}/?view=compare")
    _pick(page, "指标", "MAP@10")
    expect(page.locator(".evaluation caption")).to_contain_text("指标：MAP@10")
    expect(page).to_have_url(re.compile("metric=MAP"))
    _open(page, f"{made}/?view=compare&a=dense&b=hybrid&metric=success@1")
    expect(page.locator(".evaluation caption")).to_contain_text("dense")
    expect(page.get_by_label("指标", exact=True)).to_have_value("success@1")


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("view", _VIEWS)
def test_nothing_is_wider_than_the_screen(
    page: Page, made: str, size: tuple[int, int], view: str
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    _open(page, f"{made}/?{view}")
    for summary in page.locator(".evaluation summary").all():
        if summary.is_visible() and "card" not in (
            summary.locator("..").get_attribute("class") or ""
        ):
            summary.click()
    wide = page.evaluate(
        "() => [...document.querySelectorAll('[data-testid=stMain], .card, .evaluation')]"
        ".filter(e => e.scrollWidth > e.clientWidth).map(e => e.className)"
    )
    assert wide == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_the_charts_that_fit_the_screen_are_shown(
    page: Page, made: str, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    _open(page, made)
    charts = page.locator("[class*=st-key-chart_]").filter(visible=True)
    expect(charts).to_have_count(4)
    for chart in charts.all():
        drawn = chart.locator("svg.marks, canvas").first
        expect(drawn).to_be_visible()
        box = drawn.bounding_box()
        assert box is not None
        assert 200 < box["width"] <= size[0]


@pytest.mark.parametrize("view", _VIEWS)
def test_the_whole_page_turns_to_traditional_characters(page: Page, made: str, view: str) -> None:
    _open(page, f"{made}/?{view}")
    page.locator(".st-key-settings_open button").first.click()
    page.get_by_role("radio", name="繁體").click()
    expect(page.locator("h1")).to_have_text("評測")
    expect(page.locator(".evaluation").first).to_have_attribute("lang", "zh-Hant")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stSpinner")).to_have_count(0)
    converter = OpenCC("s2t")
    # Charts are drawn after the rest.
    for _ in range(20):
        seen = page.evaluate(_SEEN)
        left = [line for line in seen.splitlines() if line != converter.convert(line)]
        if not left:
            return
        page.wait_for_timeout(500)
    assert left == []


def test_missed_questions_are_open_one_at_a_time(page: Page, made: str) -> None:
    _open(page, f"{made}/?view=misses")
    cards = page.locator("details.card")
    expect(page.locator("details.card[open]")).to_have_count(1)
    expect(cards.first.locator(".gold mark")).to_be_visible()
    cards.nth(2).locator("> summary").click()
    expect(page.locator("details.card[open]")).to_have_count(1)
    expect(cards.nth(2)).to_have_attribute("open", "")
    expect(cards.nth(2).locator(".found")).to_be_visible()


def test_a_column_is_sorted_where_it_stands(page: Page, made: str) -> None:
    _open(page, f"{made}/?k=3")
    table = page.locator(".evaluation table").first
    # The link leads to the page 评测 of the whole application, which is not served here.
    link = table.locator("thead a").first
    for order, first in (("ascending", "dense"), ("descending", "langchain")):
        href = link.get_attribute("href") or ""
        assert "k=3" in href
        _open(page, f"{made}/?{href.partition('?')[2]}")
        expect(table.locator(f"th[aria-sort={order}]")).to_have_count(1)
        expect(table.locator("tbody tr").first).to_contain_text(first)


def test_files_are_downloaded(page: Page, made: str) -> None:
    _open(page, made)
    with page.expect_download() as download:
        page.locator(".st-key-file_run button").click()
    assert download.value.suggested_filename == "policy-test-hybrid.run"
    assert download.value.path().read_text().startswith("q1 Q0 hostile/1.2 1 ")
    page.get_by_role("button", name="下载本表").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="LaTeX").click()
    assert download.value.suggested_filename == "policy-test-search-k10.tex"
    assert r"\toprule" in download.value.path().read_text()


def test_a_run_of_another_benchmark_leaves_the_page_as_it_was(
    page: Page, made: str, tmp_path: Path
) -> None:
    _open(page, f"{made}/?view=compare&a=hybrid&b=dense")
    page.get_by_text("加入自己的 run 文件").click()
    path = tmp_path / "other.run"
    path.write_text("PLAIN-1 Q0 MED-10 1 1.0 theirs\n")
    page.locator(".st-key-own_file_run input").set_input_files(path)
    expect(page.locator(".faults")).to_contain_text("这是另一个测试集的 run，没有使用")
    expect(page.locator(".verdict")).to_be_visible()
    path = tmp_path / "mine.run"
    path.write_text("q1 Q0 hostile/1.2 1 1.0 mine\n")
    page.locator(".st-key-own_file_run input").set_input_files(path)
    expect(page.get_by_text("已加入：")).to_be_visible()
    expect(page.locator(".faults")).to_have_count(0)


def test_own_questions_are_run_from_a_file(page: Page, made: str, tmp_path: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    _open(page, f"{made}/?view=own")
    expect(page.get_by_text("Upload", exact=True)).not_to_be_visible()
    expect(page.get_by_role("button", name="选择文件")).to_be_visible()
    path = tmp_path / "own.jsonl"
    records = [{"id": "1", "query": HOSTILE, "relevant": ["hostile/1.1"]}]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    page.locator(".st-key-own_file input").set_input_files(path)
    page.get_by_role("button", name="开始运行").click()
    expect(page.locator("caption").first).to_contain_text("有标注的 1 题的得分")
    expect(page.locator("td").filter(has_text="example.invalid").first).to_contain_text(HOSTILE)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 TREC run").click()
    assert download.value.path().read_text().startswith("1 Q0 hostile/1.1 1 1.000000 hybrid\n")
    assert page.title() != "taken"
    assert not [url for url in asked if not url.startswith((made, "data:", "blob:"))]


@pytest.mark.model
def test_the_page_is_reached_from_the_menu(page: Page, real: str) -> None:
    page.goto(f"{real}/evaluation")
    expect(page.locator("h1")).to_have_text("评测")
    # The first page of a server opens the index.
    page.wait_for_selector(".evaluation table", timeout=180_000)
    expect(page.locator(".evaluation table").first).to_contain_text("hybrid")
    page.goto(f"{real}/evaluation?view=misses")
    place = page.locator(".card a.place").first
    expect(place).to_have_attribute("href", re.compile(r"^\./read\?clause=\S+$"))
