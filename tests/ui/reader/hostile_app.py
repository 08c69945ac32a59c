"""The page 原文 over a document that tries to be markup, to be served to a browser."""

from datetime import date

from tests.ui.fakes import make_desk
from ui.parts.frame import draw_settings
from ui.reading.page import draw_reading_page

draw_settings()
draw_reading_page(make_desk, as_of=date(2026, 1, 1))
