"""Debian's Chromium, driven by Playwright."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, Page, Playwright

DESKTOP = (1440, 900)
PHONE = (390, 844)
# The browser lays out what has come a moment after it came.
_SETTLED_MS = 300
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> str | None:
    """Return the path of the browser, None where none is installed."""
    return shutil.which("chromium") or shutil.which("google-chrome")


@contextmanager
def open_browser(playwright: Playwright, folder: Path) -> Iterator[BrowserContext]:
    """Open a browser without a window; `folder`, empty, takes what it keeps of its user.

    Raises:
        RuntimeError: no browser is installed.
    """
    path = find_chromium()
    if path is None:
        raise RuntimeError("chromium: is not installed; run: make browser")
    context = playwright.chromium.launch_persistent_context(
        folder, executable_path=path, args=list(ARGUMENTS)
    )
    context.set_default_timeout(30_000)
    yield context
    context.close()


def wait_until_drawn(page: Page) -> None:
    """Wait until the page's script has ended and all that it drew has its libraries."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.locator("[data-testid=stSkeleton]").first.wait_for(state="detached")
    page.wait_for_timeout(_SETTLED_MS)


def wait_for_query(page: Page, expected: dict[str, list[str]]) -> None:
    """Wait until the query of the address is `expected`; it is written after the page is drawn."""
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query) == expected)
