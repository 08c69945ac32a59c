import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.structure.citations import chinese_number
from ingest.structure.numbering import (
    Mark,
    counts_on,
    parse_number,
    read_annex,
    read_box,
    read_box_item,
    read_mark,
)


def mark_of(line: str) -> Mark | None:
    return read_mark(line, 0, len(line))


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十五", 25),
        ("一百零三", 103),
        ("一百二十", 120),
        ("两百", 200),
        ("一千二百六十", 1260),
        ("二〇二四", 2024),
        ("7", 7),
        ("１２", 12),
        ("⑫", 12),
    ],
)
def test_a_numeral_is_read_as_printed(printed: str, value: int) -> None:
    assert parse_number(printed) == value


@given(st.integers(1, 999))
def test_a_chinese_numeral_reads_back_as_its_value(value: int) -> None:
    assert parse_number(chinese_number(value)) == value


@pytest.mark.parametrize("printed", ["", "甲", "1a", "一甲", "-1"])
def test_what_is_no_numeral_is_refused_by_name(printed: str) -> None:
    with pytest.raises(ValueError, match="is no numeral"):
        parse_number(printed)


@pytest.mark.parametrize(
    ("line", "style", "value", "printed"),
    [
        ("第一编 总则", "part", 1, "第一编"),
        ("第 三 章 附则", "chapter", 3, "第 三 章"),
        ("第二节 技术创新", "section", 2, "第二节"),
        ("第二十一条 企业应当", "article", 21, "第二十一条"),
        ("第5条 企业应当", "article", 5, "第5条"),
        ("第五条　中小企业应当", "article", 5, "第五条"),
        ("第六条 以财政资金", "article", 6, "第六条"),
        ("第七条 所有单位", "article", 7, "第七条"),
        ("一、总体要求", "cn", 1, "一、"),
        ("十二．附则", "cn", 12, "十二．"),
        ("（一）目标", "cn_bracket", 1, "（一）"),
        ("(二) 目标", "cn_bracket", 2, "(二)"),
        ("（三）项目申报", "cn_bracket", 3, "（三）"),
        ("（四）款项拨付", "cn_bracket", 4, "（四）"),
        ("1.推动", "arabic", 1, "1."),
        ("2．推动", "arabic", 2, "2．"),
        ("3、推动", "arabic", 3, "3、"),
        ("（4）推动", "arabic_bracket", 4, "（4）"),
        ("(5) 推动", "arabic_bracket", 5, "(5)"),
        ("6）推动", "arabic_half_bracket", 6, "6）"),
        ("⑦推动", "circled", 7, "⑦"),
        ("——推动", "bullet", 0, "——"),
        ("●推动", "bullet", 0, "●"),
    ],
)
def test_a_mark_is_read_with_its_style_value_and_print(
    line: str, style: str, value: int, printed: str
) -> None:
    mark = mark_of(line)
    assert mark is not None
    assert (mark.style, mark.value, mark.printed) == (style, value, printed)


@pytest.mark.parametrize(
    "line",
    [
        "第十条的规定",
        "第十条、第十二条规定",
        "第五条规定的",
        "第五条所称中小企业",
        "第五条和第六条",
        "第三条第二款",
        "第八条以下条款",
        "第十章中的规定",
        "（二）项规定的情形",
        "（二）、（三）项规定",
        "（一）至（三）项",
        "3.5亿元",
        "2．5个百分点",
        "2025年",
        "— 4 —",
        "——",
        "一般来说",
        "",
    ],
)
def test_a_reference_or_a_figure_is_no_mark(line: str) -> None:
    assert mark_of(line) is None


def test_what_a_mark_heads_begins_after_the_white_space() -> None:
    mark = read_mark("甲 (二)　目标", 2, 9)
    assert mark is not None
    assert (mark.start, mark.end) == (2, 6)


def test_an_enumeration_of_numerals_counts_on() -> None:
    for line, counts in [("一、二、三产业", True), ("三、四线城市", True), ("三、保障", False)]:
        mark = mark_of(line)
        assert mark is not None
        assert counts_on(line, mark) is counts


@pytest.mark.parametrize(
    ("line", "value"), [("专栏 1：重点工程", 1), ("专栏三 工程", 3), ("专 栏 2", 2)]
)
def test_a_box_title_is_read(line: str, value: int) -> None:
    box = read_box(line, 0, len(line))
    assert box is not None
    assert box.value == value


@pytest.mark.parametrize(
    "line", ["附件2所列", "附件12的", "附件中的", "附件1、附件2", "见附件", "附加"]
)
def test_a_reference_to_an_annex_is_no_annex_mark(line: str) -> None:
    assert read_annex(line, 0, len(line)) is None


@pytest.mark.parametrize(
    "line",
    [
        "专栏3的说明",
        "专栏12的说明",
        "专栏1所列工程",
        "专栏1、专栏2",
        "专栏2：",
        "详见专栏2",
        "专栏",
    ],
)
def test_a_reference_to_a_box_is_no_box_title(line: str) -> None:
    assert read_box(line, 0, len(line)) is None


@pytest.mark.parametrize(
    ("line", "value"), [("附件", 0), ("附件2", 2), ("附件三：", 3), ("附录 1 清单", 1), ("附表", 0)]
)
def test_an_annex_mark_is_read_with_its_number_or_none(line: str, value: int) -> None:
    annex = read_annex(line, 0, len(line))
    assert annex is not None
    assert annex.value == value


def test_a_box_item_is_a_short_name_before_a_colon() -> None:
    assert read_box_item("家用电器：高速电机", 0, 9) is not None
    assert read_box_item("时间：9:00", 0, 7) is None
    assert read_box_item("见 https://example.org", 0, 21) is None


@given(st.text(max_size=30))
def test_any_line_reads_as_a_mark_inside_it_or_none(line: str) -> None:
    for read in (read_mark, read_box, read_annex, read_box_item):
        mark = read(line, 0, len(line))
        assert mark is None or 0 <= mark.start <= mark.end <= len(line)
