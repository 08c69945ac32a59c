"""The page over documents that try to be markup, to be served to a browser."""

from datetime import date

from tests.ui.support.fakes import make_desk
from ui.parts.frame import draw_settings
from ui.support.page import draw_support_page

draw_settings()
draw_support_page(make_desk, as_of=date(2026, 1, 1))
