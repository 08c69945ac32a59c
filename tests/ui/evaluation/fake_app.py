"""The page over hand-made results, to be served to a browser."""

import os
from datetime import date
from pathlib import Path

from eval.report.stored import Folders
from tests.ui.evaluation.fakes import make_searching_desk
from ui.evaluation.page import draw_evaluation_page
from ui.parts.frame import draw_settings

root = Path(os.environ["EVALUATION_FOLDERS"])
folders = Folders(root / "results", root / "baseline", root / "benchmark")
draw_settings()
draw_evaluation_page(make_searching_desk, as_of=date(2026, 1, 1), folders=folders)
