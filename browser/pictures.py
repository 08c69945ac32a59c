"""Pictures of the pages, as the README shows them."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from playwright.sync_api import Page, sync_playwright

from browser.chromium import DESKTOP, PHONE, open_browser, wait_until_drawn
from browser.serving import serve_pages

_Views = dict[str, tuple[str, list[tuple[str, str]], str]]
# For each picture the page, its parameters, and what is there once it has been drawn.
_VIEWS: _Views = {
    "ask": ("", [("q", "检验检测和认证由谁牵头？"), ("q", "那配合单位有哪些？")], ".answer"),
    "tasks": ("tasks", [("dept", "广东省商务厅")], "h1"),
    "support": ("support", [("industry", "家具"), ("city", "佛山"), ("need", "数字化")], "h1"),
    "compare": ("compare", [], ".compare .row"),
    "read": ("read", [("clause", "guangdong-2023/3.3.3")], "h1"),
    "library": ("library", [], ".foot"),
    "evaluation": ("evaluation", [], "h1"),
    "about": ("about", [], "h1"),
}
_SIZES = {"desktop": DESKTOP, "phone": PHONE}
_PATIENCE_MS = 120_000


def take_pictures(folder: Path) -> Iterator[Path]:
    """Take a picture of each page on a desktop and on a phone; yield each file as it is written.

    Raises:
        RuntimeError: no browser is installed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (
        serve_pages() as address,
        sync_playwright() as driver,
        TemporaryDirectory() as user,
        open_browser(driver, Path(user)) as context,
    ):
        page = context.new_page()
        page.set_default_timeout(_PATIENCE_MS)
        # The first visit loads index and model.
        _open(page, f"{address}/about", "h2")
        for name, (path, values, drawn) in _VIEWS.items():
            for size, (width, height) in _SIZES.items():
                page.set_viewport_size({"width": width, "height": height})
                _open(page, f"{address}/{path}?{urlencode(values)}", drawn)
                picture = folder / f"{name}-{size}.png"
                page.screenshot(path=picture)
                yield picture


def _open(page: Page, address: str, drawn: str) -> None:
    page.goto(address)
    page.locator(drawn).first.wait_for()
    wait_until_drawn(page)
