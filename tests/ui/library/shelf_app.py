"""The page over made-up documents."""

from dataclasses import replace

from tests.ui.fakes import make_desk
from tests.views.catalogue.shelf import make_shelf
from ui.library.page import draw_library_page
from ui.parts.day import chosen_day
from ui.parts.frame import draw_settings

draw_settings()
desk = replace(make_desk(), corpus=make_shelf(), fingerprint="shelf")
draw_library_page(lambda: desk, as_of=chosen_day())
