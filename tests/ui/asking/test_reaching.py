"""The way from a question to its answer, in a real browser: nothing has to be looked for."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from browser.chromium import DESKTOP, PHONE
from browser.serving import ROOT, serve
from question.typed import LONGEST_QUERY

pytestmark = pytest.mark.browser
_SIZES = [DESKTOP, PHONE]
_TURNS = [f"第{n}个问题有什么支持？" for n in range(1, 10)]
_TOP = "() => document.querySelector('[data-testid=stMain]').scrollTop"
_TO_THE_END = (
    "() => { const m = document.querySelector('[data-testid=stMain]'); m.scrollTop = 1e6; }"
)


@pytest.fixture(scope="module")
def fake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("server") / "log"
    with serve(ROOT / "tests" / "ui" / "fake_app.py", log) as address:
        yield address


@pytest.fixture
def door(tmp_path: Path) -> Path:
    """The file whose coming opens the index."""
    return tmp_path / "door"


@pytest.fixture
def closed(tmp_path: Path, door: Path) -> Iterator[str]:
    """The address of a server whose index is not open yet."""
    script = ROOT / "tests" / "ui" / "asking" / "waiting_app.py"
    with serve(script, tmp_path / "log", DOOR=str(door)) as address:
        yield address
        door.touch()


def _type(page: Page, question: str) -> None:
    page.get_by_test_id("stChatInputTextArea").fill(question)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("turns", [1, 10])
@pytest.mark.parametrize("size", _SIZES)
def test_the_answer_is_in_view_however_far_down_it_was_asked(
    page: Page, fake: str, size: tuple[int, int], turns: int
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    earlier = _TURNS[: turns - 1]
    page.goto(f"{fake}/?{urlencode({'q': earlier}, doseq=True)}")
    page.locator(".foot").wait_for()
    page.evaluate(_TO_THE_END)
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_in_viewport()
    _type(page, "没有说的事")
    expect(page.locator(".question")).to_have_text("没有说的事")
    expect(page.locator(".answer")).to_contain_text("没有找到")
    for part in (".question", ".status.not_found >> nth=0"):
        expect(page.locator(part)).to_be_in_viewport()
    assert page.locator(".answer").bounding_box()["y"] < size[1] * 0.6  # type: ignore[index]
    expect(page.locator(".earlier > summary")).to_have_count(min(1, turns - 1))
    expect(page.locator(".turn:visible")).to_have_count(0)
    if turns > 1:
        assert page.locator(".earlier").bounding_box()["height"] < 40  # type: ignore[index]
        page.locator(".earlier > summary").click()
        expect(page.locator(".turn:visible")).to_have_count(turns - 1)


def test_what_is_drawn_again_does_not_move_the_reader(page: Page, fake: str) -> None:
    page.goto(fake)
    _type(page, "有什么支持？")
    page.locator(".foot").wait_for()
    page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTop = 400")
    page.get_by_role("button", name="评价").focus()
    page.keyboard.press("Enter")
    page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTop = 400")
    page.get_by_role("button", name="提交").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("请先选择")).to_be_visible()
    assert page.evaluate(_TOP) > 300


def test_on_a_phone_the_title_makes_room_for_the_answer(page: Page, fake: str) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto(fake)
    expect(page.locator(".masthead")).to_be_in_viewport()
    before = page.locator(".st-key-box").bounding_box()["y"]  # type: ignore[index]
    _type(page, "有什么支持？")
    page.locator(".answer").wait_for()
    assert page.locator(".st-key-box").bounding_box()["y"] < before - 60  # type: ignore[index]
    expect(page.get_by_role("heading", level=1)).to_have_text("政策文件问答")
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    assert page.locator(".st-key-box").bounding_box()["y"] > before - 60  # type: ignore[index]


@pytest.mark.parametrize("size", _SIZES)
def test_a_question_stays_in_sight_while_the_index_is_opened_and_is_answered(
    page: Page, closed: str, door: Path, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(closed)
    expect(page.get_by_role("button", name="检验检测和认证由谁牵头？")).to_be_visible()
    expect(page.get_by_text("正在打开索引")).to_be_visible()
    _type(page, "有什么支持？")
    expect(page.locator(".question")).to_have_text("有什么支持？", timeout=3_000)
    expect(page.locator("[role=status].progress")).to_contain_text("正在查找")
    expect(page).to_have_url(f"{closed}/?{urlencode({'q': '有什么支持？'})}")
    page.reload()
    expect(page.locator(".question")).to_have_text("有什么支持？")
    expect(page.locator("[role=status].progress")).to_be_in_viewport()
    door.touch()
    expect(page.locator(".answer")).to_contain_text("直接回答")
    expect(page.locator("[role=status].progress")).to_have_count(0)


def test_no_answer_to_another_question_stands_below_a_new_one(
    page: Page, closed: str, door: Path
) -> None:
    door.touch()
    page.goto(closed)
    _type(page, "有什么支持？")
    expect(page.locator(".answer")).to_contain_text("直接回答")
    door.unlink()
    _type(page, "没有说的事")
    expect(page.locator(".question")).to_have_text("没有说的事")
    expect(page.locator("[role=status].progress")).to_contain_text("正在查找")
    expect(page.locator(".answer")).to_have_count(0)


def test_what_is_too_long_stays_in_the_box_to_be_shortened(page: Page, fake: str) -> None:
    box = page.get_by_test_id("stChatInputTextArea")
    text = "有什么支持？" * (LONGEST_QUERY // 6 + 1)
    page.goto(fake)
    for attempt in range(2):
        box.fill(text + "又" * attempt)
        page.keyboard.press("Enter")
        expect(page.get_by_text(f"有 {len(text) + attempt:,} 字，最多 1,000 字")).to_be_visible()
        expect(box).to_have_value(text + "又" * attempt)
    box.press("Control+End")
    for _ in range(len(text) + 1 - LONGEST_QUERY):
        page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_contain_text("直接回答")
    expect(box).to_have_value("")
    expect(page.get_by_text("问题太长")).to_have_count(0)
