"""The part of the page 文件库 where documents are added, on a page of its own."""

from datetime import date

from ui.desk import open_desk
from ui.library.adding import draw_adding
from ui.parts.frame import draw_masthead, draw_settings

draw_settings()
draw_masthead("文件库", "收入、替换和移出文件。")
draw_adding(open_desk, as_of=date(2026, 1, 1))
