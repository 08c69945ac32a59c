"""What a visitor of the page 问答 does, and the seconds that each step takes."""

import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from playwright.async_api import Page, async_playwright

from browser.chromium import ARGUMENTS, DESKTOP, find_chromium

_BOX = "[data-testid=stChatInputTextArea]"
# The answer to a question has been drawn when both stand on the page, the examples below them.
_DRAWN = """question => {
    const shown = document.querySelector('.question');
    return shown && shown.textContent === question && document.querySelector('.answer')
        && !document.querySelector('.progress')
        && !document.querySelector('[data-stale=true] .answer');
}"""
_TIMEOUT_MS = 60_000


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit: `ready_s` until a question could be typed, and for each question what came.

    `answers` are the texts shown, `seconds` the times from pressing Enter to the answer drawn,
    `errors` what went wrong, which leaves out the rest of the visit.
    """

    ready_s: float
    answers: tuple[str, ...]
    seconds: tuple[float, ...]
    errors: tuple[str, ...] = ()


async def visit(page: Page, address: str, questions: Sequence[str]) -> Visit:
    """Open the application and ask, each question in a new conversation.

    Args:
        page: Of a session of its own.
        address: Of the application.
        questions: Asked one after the other.
    """
    answers: list[str] = []
    seconds: list[float] = []
    errors: list[str] = []
    begin = time.perf_counter()
    await page.goto(address)
    await page.locator(_BOX).wait_for()
    ready_s = time.perf_counter() - begin
    for question in questions:
        try:
            seconds.append(await _ask(page, question))
            answers.append(await page.locator(".answer").inner_text())
            await _begin_anew(page)
        except Exception as error:
            errors.append(f"{question}: {error}")
            break
    return Visit(ready_s, tuple(answers), tuple(seconds), tuple(errors))


@asynccontextmanager
async def open_page() -> AsyncIterator[Page]:
    """Open an empty page of a Chromium of its own.

    Raises:
        RuntimeError: no browser is installed.
    """
    path = find_chromium()
    if path is None:
        raise RuntimeError("chromium: is not installed; run: make browser")
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        page = await browser.new_page(
            viewport={"width": DESKTOP[0], "height": DESKTOP[1]}, locale="zh-CN"
        )
        page.set_default_timeout(_TIMEOUT_MS)
        yield page
        await browser.close()


async def _ask(page: Page, question: str) -> float:
    await page.locator(_BOX).fill(question)
    begin = time.perf_counter()
    await page.keyboard.press("Enter")
    await page.wait_for_function(_DRAWN, arg=question)
    return time.perf_counter() - begin


async def _begin_anew(page: Page) -> None:
    await page.get_by_role("button", name="新对话").click()
    await page.locator(".question").wait_for(state="detached")
