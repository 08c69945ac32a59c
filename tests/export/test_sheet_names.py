import re

from hypothesis import given
from hypothesis import strategies as st

from export.sheet_names import name_sheets
from tests.export.hostile import TEXTS


@given(st.lists(TEXTS, max_size=12))
def test_any_captions_become_names_that_excel_accepts(captions: list[str]) -> None:
    names = name_sheets(captions, taken=["说明"])
    assert len(names) == len(captions)
    assert len({name.casefold() for name in [*names, "说明", "history"]}) == len(names) + 2
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", name)


def test_a_long_caption_is_cut_and_told_apart() -> None:
    caption = "广东省发展特色优势轻工纺织产业行动计划任务分工与责任部门对照表"
    assert name_sheets([caption, caption]) == [caption[:31], f"{caption[:28]}（2）"]


def test_names_that_excel_takes_for_the_same_differ() -> None:
    assert name_sheets(["Tasks", "TASKS", "Ｔａｓｋｓ", "History", "说明"], taken=["说明"]) == [
        *("Tasks", "TASKS（2）", "Ｔａｓｋｓ（3）", "History（2）", "说明（2）")
    ]


def test_a_caption_without_a_usable_character_is_called_after_its_place() -> None:
    assert name_sheets(["", "'?:'", "表1", "甲/乙"]) == ["表1", "表2", "表1（2）", "甲 乙"]


def test_an_emoji_is_not_cut_in_two() -> None:
    assert name_sheets(["a" + "😀" * 20]) == ["a" + "😀" * 15]
