"""Lines recognised in a picture; the real recogniser where it is installed."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

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


needs_ocr = pytest.mark.skipif(
    find_recogniser() is None, reason="rapidocr is not installed (requirements-ocr.txt)"
)


@needs_ocr
def test_a_blank_picture_has_no_lines() -> None:
    assert recognise(np.full((200, 300, 3), 255, dtype=np.uint8)) == ([], 0.0)


@needs_ocr
def test_printed_words_are_recognised_from_an_array_and_from_a_file() -> None:
    picture = Image.new("RGB", (600, 200), "white")
    draw = ImageDraw.Draw(picture)
    draw.text((40, 30), "Notice 2025", fill="black", font_size=40)
    draw.text((40, 110), "Article 12", fill="black", font_size=40)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    for image in (np.array(picture), buffer.getvalue()):
        lines, score = recognise(image)
        assert [line.replace(" ", "") for line in lines] == ["Notice2025", "Article12"]
        assert score > 0.8


@needs_ocr
def test_a_file_that_is_no_picture_has_no_lines() -> None:
    assert recognise(b"\xd7\xcd\xc6\x9a" + bytes(40)) == ([], 0.0)


@pytest.mark.skipif(find_recogniser() is not None, reason="rapidocr is installed")
def test_without_the_extra_an_import_error_tells_so() -> None:
    with pytest.raises(ImportError):
        recognise(np.zeros((10, 10, 3), dtype=np.uint8))
