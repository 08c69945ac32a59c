"""Lines recognised in a picture; the real recogniser where it is installed."""

import numpy as np
import pytest

from ingest.formats.ocr import (
    RecognisedLine,
    find_recogniser,
    group_rows,
    mean_score,
    recognise,
)


def line(text: str, left: float, bottom: float, *, score: float = 0.9) -> RecognisedLine:
    return RecognisedLine(text, left, bottom - 40, left + 40 * len(text), bottom, score)


def test_rows_run_down_the_page_and_lines_of_a_row_from_the_left() -> None:
    lines = [line("阮清华", 600, 1640), line("部长", 100, 900), line("政务次长", 100, 1645)]
    rows = [[each.text for each in row] for row in group_rows(lines)]
    assert rows == [["部长"], ["政务次长", "阮清华"]]


def test_the_score_counts_each_character() -> None:
    # (0.9 * 3 + 0.5 * 1) / 4
    assert mean_score([line("财政部", 0, 0), line("令", 0, 0, score=0.5)]) == pytest.approx(0.8)
    assert mean_score([]) == 0.0


def test_a_blank_picture_has_no_lines() -> None:
    if find_recogniser() is None:
        pytest.skip("rapidocr is not installed (requirements-ocr.txt)")
    assert recognise(np.full((200, 300, 3), 255, dtype=np.uint8)) == ([], 0.0)
