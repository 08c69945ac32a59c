import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.unify import is_unseen, unify


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("第⼀条 ⽀持⼯业，购置⻋辆", "第一条 支持工业，购置车辆"),
        ("第１２条　ＡＢ", "第12条　AB"),
        ("\ue5e5\ue5e5第一条", "  第一条"),
        ("\uf06c购置设备", "•购置设备"),
        ("㈠总则⒈甲⑴乙❶丙", "（一）总则1.甲（1）乙①丙"),
        ("第一\u200b条\u00ad甲\u202e乙", "第一条甲乙"),
        ("第三條　一、項目", "第三条　一、项目"),
        ("第 一 条 为 了 支 持", "第一条为了支持"),
        ("第一条 甲 乙", "第一条 甲 乙"),
    ],
)
def test_characters_of_many_forms_are_read_as_one(printed: str, read: str) -> None:
    assert unify(printed).text == read


@given(st.text() | st.text("㈠⒈第一条 \u200b\ue5e5⼀條\n", max_size=40))
def test_every_character_leads_back_to_its_place_in_the_source(source: str) -> None:
    unified = unify(source)
    assert len(unified.offsets) == len(unified.text)
    assert list(unified.offsets) == sorted(unified.offsets)
    shown = [c for c in source if not is_unseen(c) and not c.isspace()]
    printed = unified.printed(0, len(unified.text))
    assert [c for c in printed if not c.isspace()] == shown


def test_a_span_of_a_mark_that_is_read_as_several_characters_is_the_mark() -> None:
    unified = unify("甲㈠乙")
    assert unified.text == "甲（一）乙"
    assert unified.span(1, 4) == (1, 2)
    assert unified.printed(1, 4) == "㈠"
