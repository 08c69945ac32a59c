from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.docx import read_docx
from ingest.formats.model import Extract, Table
from tests.ingest.formats.docx_files import docx, p, tbl, tc, tr

HEADER = "<w:tblHeader/>"


def read(*blocks: str) -> Extract:
    return read_docx(docx("".join(blocks)), name="a.docx")


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def merge(kind: str) -> str:
    return f'<w:vMerge w:val="{kind}"/>'


def cells(extract: Extract, table: Table) -> list[list[tuple[str, int, int, int]]]:
    """Return text, column, columns and rows of each cell."""
    return [
        [(extract.text[c.start : c.end], c.column, c.columns, c.rows) for c in row]
        for row in table.rows
    ]


def test_a_table_stands_where_it_is_in_the_body() -> None:
    extract = read(p("前"), tbl(tr(tc("甲"), tc("乙")), tr(tc("丙"), tc("丁"))), p("后"))
    assert extract.text == "前\n甲\t乙\n丙\t丁\n后"
    (table,) = extract.tables
    assert extract.text[table.start : table.end] == "甲\t乙\n丙\t丁"
    assert table.header_rows == 0


def test_merged_cells_stand_once_and_say_what_they_cover() -> None:
    extract = read(
        tbl(
            tr(tc("部门", merge("restart")), tc("职责", span(2)), properties=HEADER),
            tr(tc("", merge("continue")), tc("牵头"), tc("配合"), properties=HEADER),
            tr(tc("教育局"), tc("一"), tc("二")),
        )
    )
    (table,) = extract.tables
    assert cells(extract, table) == [
        [("部门", 0, 1, 2), ("职责", 1, 2, 1)],
        [("牵头", 1, 1, 1), ("配合", 2, 1, 1)],
        [("教育局", 0, 1, 1), ("一", 1, 1, 1), ("二", 2, 1, 1)],
    ]
    assert table.header_rows == 2


def test_a_row_of_nothing_but_merged_cells_is_left_out_and_makes_them_shorter() -> None:
    extract = read(
        tbl(
            tr(tc("甲", merge("restart")), tc("乙", merge("restart"))),
            tr(tc("", merge("continue")), tc("", merge("continue"))),
            tr(tc("", merge("continue")), tc("丙")),
            tr(tc(""), tc("")),
        )
    )
    (table,) = extract.tables
    assert cells(extract, table) == [[("甲", 0, 1, 2), ("乙", 1, 1, 1)], [("丙", 1, 1, 1)]]


def test_paragraphs_and_a_table_inside_of_a_cell_are_parted_by_spaces() -> None:
    inner = tbl(tr(tc("内一"), tc("内二")), tr(tc("内三"), tc("")))
    extract = read(
        tbl(tr(tc(p("第一段") + p("第二段") + inner + p()), tc("乙")), tr(tc("丙"), tc("丁")))
    )
    assert extract.text == "第一段 第二段 内一 内二 内三\t乙\n丙\t丁"
    assert len(extract.tables) == 1


def test_a_box_of_one_cell_a_row_becomes_paragraphs() -> None:
    heading = p("专栏1", '<w:outlineLvl w:val="1"/>')
    extract = read(tbl(tr(tc(heading)), tr(tc(p("第一段。") + p("第二段。")))))
    assert extract.text == "专栏1\n第一段。\n第二段。"
    assert extract.tables == ()
    assert [(s.start, s.end, s.level) for s in extract.styled] == [(0, 3, 2)]


def test_a_table_inside_of_a_box_stays_a_table() -> None:
    extract = read(tbl(tr(tc(p("题") + tbl(tr(tc("甲"), tc("乙")), tr(tc("丙"), tc("丁"))) + p()))))
    assert extract.text == "题\n甲\t乙\n丙\t丁"
    assert len(extract.tables) == 1


def test_a_single_row_without_lines_is_a_line_and_with_lines_a_table() -> None:
    row = tr(tc("一、总则"), tc("………"), tc("3"))
    assert read(tbl(row, is_ruled=False)).text == "一、总则 ……… 3"
    assert read(tbl(row, is_ruled=False)).tables == ()
    assert len(read(tbl(row)).tables) == 1


def test_rows_and_cells_deleted_in_tracked_changes_are_left_out() -> None:
    extract = read(
        tbl(
            tr(tc("甲"), tc("乙")),
            tr(tc("旧"), tc("旧"), properties="<w:del/>"),
            tr(tc("丙"), tc("旧", "<w:cellDel/>"), tc("丁")),
        )
    )
    assert extract.text == "甲\t乙\n丙\t丁"


def test_rows_before_the_first_column_keep_their_columns() -> None:
    late = tr(tc("乙"), tc("丙"), properties='<w:gridBefore w:val="1"/>')
    extract = read(tbl(tr(tc("甲", span(3))), late))
    (table,) = extract.tables
    assert [cell.column for cell in table.rows[1]] == [1, 2]


def test_a_table_without_a_word_is_nothing() -> None:
    extract = read(p("文"), tbl(tr(tc(""), tc(""))))
    assert (extract.text, extract.tables) == ("文", ())


@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from(["", "甲", "乙 丙"]), st.integers(1, 3), st.booleans()),
            min_size=1,
            max_size=4,
        ),
        min_size=1,
        max_size=5,
    )
)
def test_whatever_is_merged_every_cell_is_a_span_of_its_row(
    rows: list[list[tuple[str, int, bool]]],
) -> None:
    table_xml = tbl(
        *(
            tr(*(tc(text, span(n) + merge("continue" if on else "restart")) for text, n, on in row))
            for row in rows
        )
    )
    extract = read(p("前"), table_xml, p("后"))
    for table in extract.tables:
        lines = extract.text[table.start : table.end].split("\n")
        assert len(lines) == len(table.rows)
        start = table.start
        for line, row in zip(lines, table.rows, strict=True):
            assert row
            assert [extract.text[c.start : c.end] for c in row] == line.split("\t")
            assert (row[0].start, row[-1].end) == (start, start + len(line))
            start += len(line) + 1
    expected = sorted("".join(text for row in rows for text, _, _ in row).replace(" ", ""))
    assert sorted("".join(extract.text.split())) == sorted(["前", "后", *expected])
