"""The page over the fake answerer, whose index is open once the file `DOOR` exists."""

import os
import time
from datetime import date
from pathlib import Path

from tests.ui.fakes import make_desk
from ui.asking.page import draw_ask_page
from ui.desk import Desk
from ui.parts.frame import draw_settings


def _open() -> Desk:
    while not Path(os.environ["DOOR"]).exists():
        time.sleep(0.05)
    return make_desk()


draw_settings()
draw_ask_page(_open, as_of=date(2026, 1, 1))
