"""The page over the document that tries to be markup, to be served to a browser."""

from datetime import date

from tests.ui.tasks.fakes import make_desk
from ui.parts.frame import draw_settings
from ui.tasks.page import draw_tasks_page

draw_settings()
draw_tasks_page(make_desk, as_of=date(2026, 1, 1))
