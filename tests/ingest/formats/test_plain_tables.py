import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.plain_tables import find_tables


def cells(text: str) -> list[list[list[str]]]:
    return [
        [[text[cell.start : cell.end] for cell in row] for row in table.rows]
        for table in find_tables(text)
    ]


ROWS = [["项目", "金额", "单位"], ["国家级企业", "100", "万元"], ["省级企业", "60", "万元"]]


def test_rows_parted_by_tabs_are_a_table() -> None:
    text = "前文。\n" + "\n".join("\t".join(row) for row in ROWS) + "\n后文。\n"
    assert cells(text) == [ROWS]
    (table,) = find_tables(text)
    assert (text[table.start], text[table.end - 2 : table.end]) == ("项", "万元")


def test_empty_cells_keep_their_columns() -> None:
    text = "企业名称\t\u3000\t注册资本\t\n注册地址\t\n联系人\t\t办公电话\t\n"
    (table,) = find_tables(text)
    assert [[cell.column for cell in row] for row in table.rows] == [
        [0, 1, 2, 3],
        [0, 1],
        [0, 1, 2, 3],
    ]
    assert all(c.end == c.start for row in table.rows for c in row if not text[c.start : c.end])


@pytest.mark.parametrize("bar", ["|", "│", "｜"])
def test_rows_parted_by_bars_are_a_table(bar: str) -> None:
    assert cells("\n".join(f"{bar} {f' {bar} '.join(row)} {bar}" for row in ROWS)) == [ROWS]
    assert cells("\n".join(f" {bar} ".join(row) for row in ROWS)) == [ROWS]


def test_a_rule_under_the_first_row_makes_it_names_of_columns() -> None:
    lines = ["| " + " | ".join(row) + " |" for row in ROWS]
    (table,) = find_tables("\n".join([lines[0], "|---|:--:|---:|", *lines[1:]]))
    assert (len(table.rows), table.header_rows) == (3, 1)


def test_a_rule_above_the_first_row_is_no_row() -> None:
    lines = ["| " + " | ".join(row) + " |" for row in ROWS]
    assert cells("\n".join(["|---|:--:|---:|", *lines])) == [ROWS]


def test_a_framed_table_has_no_row_for_its_frame() -> None:
    lines = ["│" + "│".join(row) + "│" for row in ROWS]
    framed = ["┌──┬──┬──┐", lines[0], "├──┼──┼──┤", lines[1], "├──┼──┼──┤", lines[2], "└──┴──┴──┘"]
    assert cells("\n".join(framed)) == [ROWS]


def test_columns_set_with_spaces_are_a_table() -> None:
    text = "项目        金额  单位\n国家级企业   100  万元\n省级企业      60  万元\n"
    assert cells(text) == [ROWS]


@pytest.mark.parametrize(
    "text",
    [
        "    第一条 甲。\n    第二条 乙。\n    第三条 丙。\n",
        "\u3000\u3000第一条\u3000甲。\n\u3000\u3000第二十条\u3000乙。\n\u3000\u3000第三条\u3000丙丁。\n",
        "\t第一条 甲。\n\t第二条 乙。\n\t第三条 丙。\n",
        "一、\t总体要求\n二、\t主要目标\n三、\t保障措施\n",
        "1.\t甲\n2.\t乙\n3.\t丙\n●\t丁\n",
        "一、总体要求\t1\n二、主要目标\t3\n三、保障措施\t9\n",
        "总体要求……\t1\n主要目标……\t3\n保障措施……\t9\n",
        "科 技 部\n财 政 部\n商 务 部\n",
        "          经办人签字：                   法人代表签字：\n\n    年  月   日\n",
        "甲\t乙\n丙\t丁\n",
        "首页 | 新闻 | 公开\n正文。\n",
        "",
    ],
)
def test_indents_lists_contents_and_blanks_are_no_tables(text: str) -> None:
    assert find_tables(text) == ()


@given(st.text(alphabet="甲1 \t|│-\n\u3000．.", max_size=200))
def test_cells_stand_in_their_rows_and_tables_in_order(text: str) -> None:
    end = 0
    for table in find_tables(text):
        assert end <= table.start <= table.end
        end = table.end
        assert len(table.rows) >= 3
        for row in table.rows:
            assert [cell.column for cell in row] == list(range(len(row)))
            line = text[row[0].start : row[-1].end]
            assert "\n" not in line
            for cell in row:
                assert text[cell.start : cell.end] == text[cell.start : cell.end].strip()


@pytest.mark.parametrize(
    "piece", ["\t", "甲\t", "| ", "甲  ", "\u3000", "-|", "甲\t乙\n" * 3 + "\n"]
)
def test_long_lines_and_many_lines_take_no_long_time(piece: str) -> None:
    find_tables(piece * 3_000)
    find_tables((piece.replace("\n", "") * 20 + "\n") * 500)
    find_tables(f"1.\t{piece}\n" * 2_000)


def test_many_rules_take_no_long_time() -> None:
    start = time.perf_counter()
    assert find_tables("甲|乙\n" + "|-|-|\n" * 20_000) == ()
    assert time.perf_counter() - start < 10
