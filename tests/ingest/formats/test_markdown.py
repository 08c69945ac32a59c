import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.markdown import read_markdown
from ingest.formats.model import Extract, SourceError


def read(source: str) -> Extract:
    return read_markdown(source.encode(), name="a.md")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# 办法\n\n## 第一章\u3000总则\n", "办法\n第一章\u3000总则\n"),
        ("**第一条**\u3000为了**发展**。", "第一条\u3000为了发展。\n"),
        # By the rules of Markdown the second ** closes nothing.
        ("**（一）**企业的 **申请。**附表", "（一）企业的 申请。附表\n"),
        (r"\*\*不加粗\*\* 与 5 \* 3", "**不加粗** 与 5 * 3\n"),
        ("见[办法](http://a.b/c)和![流程图](x.png)", "见办法和流程图\n"),
        ("小微企业可获&ldquo;券&rdquo;&mdash;&#x4e07;元 &lt; 5", "小微企业可获“券”—万元 < 5\n"),
        ("> 各单位：\n>\n> 一、加强管理。", "各单位：\n一、加强管理。\n"),
        ("* 1 本法\n* 2 依法\n", "1 本法\n2 依法\n"),
        ("1. 甲\n2. 乙\n   1) 丙\n   2) 丁\n", "1. 甲\n2. 乙\n1) 丙\n2) 丁\n"),
        ("1. 甲\n1. 乙\n1. 丙\n", "1. 甲\n2. 乙\n3. 丙\n"),
        ("3. 甲\n5. 乙\n", "3. 甲\n5. 乙\n"),
        ("第一条 甲\n\n    第二条 缩进四格", "第一条 甲\n第二条 缩进四格\n"),
        ("<!-- 注\n释 -->\n一、总则", "一、总则\n"),
        ("<!-- 没有关上\n\n一、总则", "没有关上\n一、总则\n"),
        ('<div align="center">附件<br>1</div>\n', "附件\n1\n"),
        ("<script>\nalert(1)\n</script>\n\n正文<b>加粗</b>", "正文加粗\n"),
        ("企业收入<1 万元且>0", "企业收入<1 万元且>0\n"),
        ("[一]: 总体要求", "[一]: 总体要求\n"),
        ("```\n代码 一\n  二\n```", "代码 一\n二\n"),
        ("```text\n代码\n```\n~~~~第一条", "代码\n第一条\n"),
        (
            "---\ntitle: 通知\ndate: 2024-01-01\n---\n# 通知\n",
            "title: 通知\ndate: 2024-01-01\n通知\n",
        ),
        ("甲<http://a.b>`乙`~~丙~~", "甲http://a.b乙丙\n"),
        ("一、总则\r\n\r\n二、附则\r\n", "一、总则\n二、附则\n"),
        ("", ""),
    ],
)
def test_what_is_printed_is_kept_and_how_it_is_marked_is_not(source: str, text: str) -> None:
    assert read(source).text == text


LONG = "市场主体名称由字号、组织形式、行政区划组成，应当符合国家有关规定并与住所相符"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (f"{LONG}，\n不得损害他人。", f"{LONG}，不得损害他人。\n"),
        (f"{LONG}。\n不得损害他人。", f"{LONG}。\n不得损害他人。\n"),
        (f"{LONG}\n第二条 不得损害他人。", f"{LONG}\n第二条 不得损害他人。\n"),
        ("临江市人民政府\n2024年7月26日", "临江市人民政府\n2024年7月26日\n"),
        ("索引号：一\n发布日期：二", "索引号：一\n发布日期：二\n"),
        ("甲  \n乙\\\n丙", "甲\n乙\n丙\n"),
        (
            "The quick brown fox jumps over the lazy dog and\nruns on",
            "The quick brown fox jumps over the lazy dog and runs on\n",
        ),
    ],
)
def test_lines_cut_at_a_margin_are_joined_and_others_stay(source: str, text: str) -> None:
    assert read(source).text == text


def test_headings_are_styled_and_a_lone_first_one_is_the_title() -> None:
    extract = read("# 办法\n## 总则\n### 目的\n")
    spans = [(extract.text[s.start : s.end], s.level) for s in extract.styled]
    assert spans == [("办法", 0), ("总则", 1), ("目的", 2)]
    assert [s.level for s in read("# 总则\n## 目的\n# 附则\n").styled] == [1, 2, 1]


def test_a_pipe_table_is_a_table() -> None:
    extract = read(
        "前\n\n| 项目 | 金额 |\n|---|---:|\n| 甲&nbsp;乙 | **100** |\n| | 2<br>3 |\n\n后\n"
    )
    (table,) = extract.tables
    rows = [[(extract.text[c.start : c.end], c.column) for c in row] for row in table.rows]
    assert rows == [[("项目", 0), ("金额", 1)], [("甲 乙", 0), ("100", 1)], [("", 0), ("2 3", 1)]]
    assert table.header_rows == 1
    assert extract.text == "前\n项目\t金额\n甲 乙\t100\n\t2 3\n后\n"
    assert extract.text[table.start : table.end] == "项目\t金额\n甲 乙\t100\n\t2 3"


def test_an_html_table_in_markdown_is_a_table() -> None:
    extract = read(
        "标题\n\n<table><tr><td rowspan=2>甲</td><td>1</td></tr><tr><td>2</td></tr></table>\n\n后"
    )
    assert extract.text == "标题\n甲\t1\n2\n后\n"
    assert [[(c.column, c.rows) for c in row] for row in extract.tables[0].rows] == [
        [(0, 2), (1, 1)],
        [(1, 1)],
    ]


def test_markdown_in_gb18030_is_decoded() -> None:
    extract = read_markdown("# 办法\n第一条 为了发展。".encode("gb18030"), name="a.md")
    assert (extract.text, extract.encoding) == ("办法\n第一条 为了发展。\n", "gb18030")
    with pytest.raises(SourceError, match=r"a\.md: byte 0 is not UTF-8"):
        read_markdown(b"\xff\xff\xff", name="a.md")


MARKS = [
    "**",
    "*",
    "_",
    "`",
    "# ",
    "> ",
    "- ",
    "1. ",
    "\n",
    "\n\n",
    "    ",
    "|",
    "|-|-|",
    "[",
    "](x)",
]
MARKS += ["![", "~~", "---", "```", "&amp;", "\\", "<b>", "</b>", "<", ">", "<br>", ":", "="]


@given(st.lists(st.sampled_from([*MARKS, "第一条", "为了", "（一）", "企业", "。"]), max_size=40))
def test_no_chinese_character_is_lost_or_moved(pieces: list[str]) -> None:
    def chinese(text: str) -> str:
        return "".join(re.findall(r"[一-鿿]", text))

    source = "".join(pieces)
    assert chinese(read(source).text) == chinese(source)


@pytest.mark.parametrize(
    "source",
    [
        "*a " * 10000,
        "[" * 8000,
        ">" * 50000,
        "* " * 50000,
        "|a" * 9000 + "\n" + "|-" * 9000,
        "`" * 9000 + "a",
        "**（" * 9000,
        "<!--" * 8000,
        "&a;" * 10000,
        "第一条为了，" * 200000,
    ],
)
def test_hostile_markdown_takes_no_long_time(source: str) -> None:
    start = time.perf_counter()
    read(source)
    assert time.perf_counter() - start < 10
