"""The page over the fake answerer, to be served to a browser."""

from datetime import date

from tests.ui.fakes import make_desk
from ui.asking.page import draw_ask_page
from ui.parts.frame import draw_settings

draw_settings()
draw_ask_page(make_desk, as_of=date(2026, 1, 1))
