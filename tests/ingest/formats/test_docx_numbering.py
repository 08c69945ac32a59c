import pytest

from ingest.formats.docx import read_docx
from tests.ingest.formats.docx_files import abstract, docx, level, num, numbered, p


def lines(body: str, numbering: str, styles: str = "") -> list[str]:
    data = docx(body, numbering=numbering, styles=styles)
    return read_docx(data, name="a.docx").text.split("\n")


def start_override(index: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


ARTICLES = abstract(
    1,
    level(0, "chineseCountingThousand", "第%1章", '<w:suff w:val="space"/>')
    + level(1, "chineseCountingThousand", "第%2条 ", '<w:lvlRestart w:val="0"/>')
    + level(2, "chineseCounting", "（%3）", '<w:suff w:val="nothing"/>')
    + level(3, "decimal", "%4."),
) + num(1, 1)


def test_articles_count_on_through_chapters_and_their_items_begin_anew() -> None:
    body = "".join(
        numbered(text, 1, depth)
        for text, depth in [
            ("总则", 0), ("目的", 1), ("甲项", 2), ("乙项", 2), ("子目", 3), ("范围", 1),
            ("甲项", 2), ("附则", 0), ("施行", 1), ("甲项", 2), ("子目", 3),
        ]
    )  # fmt: skip
    assert lines(body, ARTICLES) == [
        "第一章 总则",
        "第一条 目的",
        "（一）甲项",
        "（二）乙项",
        "1. 子目",
        "第二条 范围",
        "（一）甲项",
        "第二章 附则",
        "第三条 施行",
        "（一）甲项",
        "1. 子目",
    ]


def test_a_number_of_several_levels_takes_each_in_its_own_format() -> None:
    numbering = (
        abstract(
            1,
            level(0, "chineseCounting", "%1、")
            + level(1, "decimal", "%1.%2")
            + level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
        )
        + num(1, 1)
    )  # fmt: skip
    body = numbered("甲", 1) + numbered("乙", 1) + numbered("丙", 1, 1) + numbered("丁", 1, 2)
    assert lines(body, numbering) == ["一、 甲", "二、 乙", "二.1 丙", "2.1.1 丁"]


def test_a_level_that_is_passed_over_counts_as_begun() -> None:
    numbering = abstract(1, level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2")) + num(1, 1)
    body = numbered("甲", 1, 1) + numbered("乙", 1, 0) + numbered("丙", 1, 1)
    assert lines(body, numbering) == ["1.1 甲", "2. 乙", "2.1 丙"]


def test_lists_of_one_definition_count_on_unless_they_start_anew() -> None:
    numbering = (
        abstract(1, level(0, "decimal", "%1."))
        + num(1, 1)
        + num(2, 1)
        + num(3, 1, start_override(0, 7))
    )
    body = "".join(numbered("条", number) for number in (1, 2, 1, 3, 3, 1))
    assert [line.split()[0] for line in lines(body, numbering)] == [
        "1.", "2.", "3.", "7.", "8.", "9.",
    ]  # fmt: skip


def test_a_level_restarts_only_after_the_level_that_it_names() -> None:
    deep = level(2, "decimal", "%3)", '<w:lvlRestart w:val="1"/>')
    numbering = abstract(1, level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + deep)
    body = "".join(numbered("条", 1, depth) for depth in (0, 1, 2, 1, 2, 0, 1, 2))
    assert [line.split()[0] for line in lines(body, numbering + num(1, 1))] == [
        "1.", "1.1", "1)", "1.2", "2)", "2.", "2.1", "1)",
    ]  # fmt: skip


def test_a_list_may_define_a_level_of_its_own() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1, own)
    assert lines(numbered("甲", 1), numbering) == ["A) 甲"]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="heading 1"/><w:pPr>'
    '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="C"><w:basedOn w:val="A"/><w:pPr>'
    '<w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="D"><w:basedOn w:val="A"/></w:style>'
    '<w:style w:type="numbering" w:styleId="List"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr>'
    "</w:pPr></w:style>"
)


def test_numbers_come_through_styles_and_zero_switches_them_off() -> None:
    numbering = abstract(
        1,
        level(0, "decimal", "%1.", '<w:pStyle w:val="A"/>')
        + level(1, "decimal", "%1.%2", '<w:pStyle w:val="D"/>'),
    ) + num(1, 1)
    off = '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    styled = "".join(p("文", f'<w:pStyle w:val="{style}"/>') for style in "ABCD")
    assert lines(styled + p("无", off), numbering, STYLES) == [
        "1. 文",
        "2. 文",
        "文",
        "2.1 文",
        "无",
    ]


def test_a_definition_that_links_to_a_numbering_style_is_that_of_the_style() -> None:
    numbering = (
        abstract(1, '<w:numStyleLink w:val="List"/>')
        + abstract(2, '<w:styleLink w:val="List"/>' + level(0, "decimal", "%1、"))
        + num(1, 1)
        + num(5, 2)
    )
    body = numbered("甲", 1) + numbered("乙", 5)
    assert lines(body, numbering, STYLES) == ["1、 甲", "2、 乙"]


@pytest.mark.parametrize(
    ("text", "font", "shown"),
    [
        ("\uf06c", "Wingdings", "●"),
        ("n", "Wingdings", "■"),
        ("\uf0b7", "Symbol", "•"),
        ("·", "Symbol", "•"),
        ("–", "Arial", "–"),
        ("\uf0a0", "Wingdings 3", "●"),
    ],
)
def test_a_bullet_is_shown_as_a_sign_that_can_be_read(text: str, font: str, shown: str) -> None:
    bullet = level(0, "bullet", text, f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>')
    assert lines(numbered("甲", 1), abstract(1, bullet) + num(1, 1)) == [f"{shown} 甲"]


def test_a_number_alone_is_printed_and_an_unknown_list_is_nothing() -> None:
    numbering = abstract(1, level(0, "decimal", "%1")) + num(1, 1)
    assert lines(numbered("", 1) + numbered("甲", 1), numbering) == ["1", "2 甲"]
    assert lines(numbered("甲", 99), numbering) == ["甲"]


def test_links_that_go_round_in_circles_end() -> None:
    numbering = abstract(2, '<w:numStyleLink w:val="List"/>') + num(5, 2)
    assert lines(numbered("甲", 5), numbering, STYLES) == ["甲"]
    round_styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert lines(p("甲", '<w:pStyle w:val="A"/>'), "", round_styles) == ["甲"]
