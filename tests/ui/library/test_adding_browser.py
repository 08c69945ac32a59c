"""Documents added on the page in a real browser, with the real model."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from browser.chromium import PHONE
from browser.serving import ROOT, serve
from index.disk.snapshot import read_snapshot
from index.disk.turn import take_turn
from ingest.documents import default_doc_id

pytestmark = [pytest.mark.browser, pytest.mark.model]
_NOTICE = """关于开展质量提升行动的通知

临质函〔2025〕7号

一、总体要求
（一）目标任务。到2026年建设8个检测平台，培育20家质量标杆企业。（省市场监管局牵头）
（二）基本原则。坚持企业主体、政府引导。
二、保障措施
（三）加强组织领导。各地要结合实际制定方案，于2025年12月31日前报送。
（四）加大资金支持。对质量标杆企业给予最高50万元奖励。
"""
_WHO = "[李四](javascript:alert(1))<b>"
_NEWER = _NOTICE.replace("8个检测", "12个检测").replace(
    "（四）加大", "（四）设立专班。\n（五）加大"
)


@dataclass(frozen=True, slots=True)
class Served:
    """The page over a library of its own."""

    address: str
    docs: Path
    store: Path
    files: Path

    def file(self, name: str, text: str | bytes) -> Path:
        """Return a new file to be chosen."""
        path = self.files / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def doc_ids(self) -> set[str]:
        """Return the documents that are indexed now."""
        return {document.doc_id for document in read_snapshot(self.store).corpus.documents}


@pytest.fixture
def script(request: pytest.FixtureRequest) -> Path:
    """The page that is served: that of adding alone, or the whole application."""
    return getattr(request, "param", ROOT / "tests" / "ui" / "library" / "adding_app.py")


@pytest.fixture
def served(real_store: Path, tmp_path: Path, script: Path) -> Iterator[Served]:
    docs, store, files = tmp_path / "docs", tmp_path / "store", tmp_path / "files"
    shutil.copytree(ROOT / "docs_raw", docs)
    shutil.copytree(real_store, store)
    files.mkdir()
    settings = {
        "POLICY_QA_DOCS": str(docs),
        "POLICY_QA_STORE": str(store),
        "POLICY_QA_EXAMPLES": str(files),
        "POLICY_QA_FEEDBACK": str(tmp_path / "feedback.sqlite3"),
    }
    with serve(script, tmp_path / "log", **settings) as address:
        yield Served(address, docs, store, files)


def _choose(page: Page, *files: Path) -> None:
    page.locator("input[type=file]").first.set_input_files([str(file) for file in files])


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def _pick(page: Page, words: str) -> None:
    """Choose a document that is held; the page is drawn anew once its new index is open."""
    box = page.get_by_test_id("stSelectbox").locator("input")
    option = page.get_by_role("option").filter(has_text=words).first
    for _ in range(10):
        if not box.is_visible():
            page.get_by_text("替换或移出已收的文件").click()
        box.click()
        try:
            option.click(timeout=2_000)
            return
        except Error:
            page.keyboard.press("Escape")
    pytest.fail(f"no document with {words!r} can be chosen")


def _expect_done(page: Page, kind: str) -> None:
    outcome = page.locator(".outcome.done").filter(has_text=f"{kind}：")
    expect(outcome).to_be_visible(timeout=60_000)


def test_a_document_is_added_replaced_removed_and_brought_back(page: Page, served: Served) -> None:
    before = served.doc_ids()
    page.goto(served.address)
    _choose(page, served.file("通知.txt", _NOTICE))
    expect(page.locator(".staged .outline")).to_contain_text("（三） 加强组织领导")
    expect(page.locator(".staged")).to_contain_text("临质函〔2025〕7号")
    assert served.doc_ids() == before, "nothing is added before it is accepted"
    _press(page, "接受")
    expect(page.get_by_test_id("stProgress")).to_be_visible()
    _expect_done(page, "收入")
    assert served.doc_ids() == before | {"通知"}

    _choose(page, served.file("通知（新）.txt", _NEWER))
    expect(page.locator(".staged .hint")).to_contain_text("可能是已收的这一份的新版本")
    expect(page.locator(".difference.changed mark")).to_have_text(["8", "12"])
    expect(page.locator(".difference.added")).to_contain_text("设立专班")
    _press(page, "用它替换")
    _expect_done(page, "替换")
    assert served.doc_ids() == before | {"通知"}, "it keeps its doc_id"
    assert not (served.docs / "通知.txt").exists()

    _pick(page, "质量提升")
    _press(page, "移出这份文件")
    _expect_done(page, "移出")
    assert served.doc_ids() == before
    _press(page, "撤销最近一次")
    _expect_done(page, "撤销上一次改动")
    assert served.doc_ids() == before | {"通知"}
    assert (served.docs / "通知（新）.txt").read_text(encoding="utf-8") == _NEWER


@pytest.mark.parametrize("script", [ROOT / "app.py"], indirect=True)
def test_from_the_start_page_a_document_is_added_in_three_actions(
    page: Page, served: Served
) -> None:
    page.goto(served.address)
    page.get_by_test_id("stTopNavLink").filter(has_text="文件库").click()
    _choose(page, served.file("通知.txt", _NOTICE))
    _press(page, "接受")
    _expect_done(page, "收入")
    assert "通知" in served.doc_ids()


def test_a_page_that_is_closed_loses_nothing(page: Page, served: Served) -> None:
    page.goto(served.address)
    _choose(page, served.file("通知.txt", _NOTICE))
    page.locator(".staged").wait_for()
    # Another session, as after the tab was closed.
    page.goto(served.address)
    page.get_by_text("此前选好、还没有接受的文件（1 份）").click()
    _press(page, "接受")
    page.get_by_test_id("stProgress").wait_for()
    page.goto(served.address)
    _expect_done(page, "收入")
    assert default_doc_id("通知.txt") in served.doc_ids()


def test_files_that_cannot_be_read_are_named_with_what_mends_them(
    page: Page, served: Served
) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto(served.address)
    bad = served.file("坏.pdf", b"%PDF-1.7 broken")
    large = served.file("大.txt", _NOTICE.encode() * (50 * 2**20 // len(_NOTICE.encode())))
    good = served.file(["..", "好.txt"][-1], _NOTICE)
    _choose(page, bad, large, good)
    refused = page.locator(".staged.refused")
    expect(refused).to_have_count(2, timeout=120_000)
    expect(refused.nth(0)).to_contain_text("文件损坏或编码有误，读不出来；请重新下载，或另存一份。")
    expect(refused.nth(1)).to_contain_text("请拆成几份")
    expect(page.locator(".staged .outline")).to_have_count(1)
    width = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(width)


def test_two_changes_are_never_made_at_once_and_the_second_is_told(
    page: Page, served: Served
) -> None:
    page.goto(served.address)
    _choose(page, served.file("通知.txt", _NOTICE))
    page.locator(".staged").wait_for()
    done = threading.Event()
    had = threading.Event()

    def hold() -> None:
        with take_turn(served.store, who=_WHO, what="index build"):
            had.set()
            done.wait(60)

    other = threading.Thread(target=hold)
    other.start()
    try:
        had.wait(10)
        _press(page, "接受")
        told = page.locator(".outcome.care").filter(has_text=f"{_WHO}从")
        expect(told).to_contain_text("你选的文件还在下面")
        expect(page.locator("a[href^=javascript]")).to_have_count(0)
        expect(page.locator(".staged")).to_have_count(1)
    finally:
        done.set()
        other.join()
    expect(page.get_by_text("正在别处")).to_have_count(0)
    _press(page, "接受")
    _expect_done(page, "收入")


def test_the_words_of_the_field_are_chinese(page: Page, served: Served) -> None:
    page.goto(served.address)
    field = page.get_by_test_id("stFileUploaderDropzone").first
    expect(field).to_be_visible()
    visible = field.evaluate(
        "e => [...e.querySelectorAll('*')].filter(x => x.checkVisibility() && !x.children.length)"
        ".map(x => x.textContent).join('')"
    )
    assert visible == ""
    said = field.locator("button").evaluate("e => getComputedStyle(e, '::after').content")
    assert said == '"选择文件"'
