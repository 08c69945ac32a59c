import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.docx.lines import split_lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("关于某某的\n通知", ["关于某某的通知"]),
        ("Power\nmarket", ["Power market"]),
        ("第一条 目的。\n第二条 范围", ["第一条 目的。", "第二条 范围"]),
        ("附件：1.甲方案\n2.乙方案", ["附件：1.甲方案", "2.乙方案"]),
        ("工作要求\n（一）加强领导", ["工作要求", "（一）加强领导"]),
        ("某某条例\n（2020年1月1日通过）", ["某某条例", "（2020年1月1日通过）"]),
        ("财政部门\n2020年3月5日", ["财政部门", "2020年3月5日"]),
        ("市政府\n二〇二〇年三月五日", ["市政府", "二〇二〇年三月五日"]),
        ("张三\n电话：123", ["张三", "电话：123"]),
        ("前文\n　　后文", ["前文", "后文"]),
        ("前文\n\n后文", ["前文", "后文"]),
        ("达到3\n.5万元", ["达到3 .5万元"]),
        ("目录\t\t1", ["目录 1"]),
        (" \u2002\u3000文\xa0\u200b ", ["文"]),
        ("\n \n", []),
    ],
)
def test_a_break_stays_only_between_lines_of_their_own(text: str, lines: list[str]) -> None:
    assert split_lines(text) == lines


def test_every_break_stays_where_all_are_meant() -> None:
    assert split_lines("某某局\n某某厅", keeps_all=True) == ["某某局", "某某厅"]


@given(st.text(alphabet="甲乙。，A1（） \n\t\u3000\x0b\u2028"), st.booleans())
def test_no_character_is_lost_and_no_line_is_blank(text: str, keeps_all: bool) -> None:
    lines = split_lines(text, keeps_all=keeps_all)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(line.strip() == line != "" for line in lines)
    assert all(line.splitlines() == [line] for line in lines)
