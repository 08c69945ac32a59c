"""Every page of the application with something on it, and how it is opened."""

from urllib.parse import quote

from playwright.sync_api import Page

from browser.chromium import wait_until_drawn

FILLED = {
    "ask": "?q=" + quote("检验检测和认证由谁牵头？"),
    "tasks": "tasks?dept=" + quote("广东省商务厅"),
    "support": "support?industry=" + quote("家具") + "&city=" + quote("佛山"),
    "compare": "compare?q=" + quote("人才"),
    "read": "read?clause=" + quote("guangdong-2023/3.3.3", safe=""),
    "library": "library",
    "evaluation": "evaluation",
    "about": "about",
}


def open_page(page: Page, address: str) -> None:
    """Open a page and wait until it is drawn."""
    page.goto(address)
    page.locator("h1").first.wait_for()
    wait_until_drawn(page)
