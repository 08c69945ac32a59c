"""Rows that a web page puts above a document."""

from ingest.structure.metadata import is_metadata, read_metadata


def test_a_row_states_several_things() -> None:
    rows = read_metadata("来源：临江日报 发布日期：2024-05-01 浏览次数：35")
    assert [(r.name, r.value, r.fact) for r in rows] == [
        ("来源", "临江日报", ""),
        ("发布日期", "2024-05-01", "published"),
        ("浏览次数", "35", ""),
    ]


def test_a_name_may_be_set_apart_and_its_value_stand_below() -> None:
    [row] = read_metadata("索 引 号：\n000014349/1996-00076")
    assert (row.name, row.value) == ("索引号", "000014349/1996-00076")


def test_other_lines_are_no_rows() -> None:
    assert is_metadata("成文日期：2024年5月1日")
    assert not is_metadata("各市人民政府：")
    assert not is_metadata("联系电话：0712-5550136")
    assert read_metadata("申请人应当说明来源。") == []
