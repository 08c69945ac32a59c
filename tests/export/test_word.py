from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from hypothesis import given, settings

from export import Heading, Paragraph, Quote, Report, Table, to_word
from export.characters import lines_of, on_one_line
from export.word_tables import divide_width
from tests.export.hostile import FORMULAS, MARKUP, TEXTS, report_of

NARROW = Table(("部门", "任务", "项数"), (("省工信厅", "支持企业技术改造" * 9, 12),), "表1 分工")
WIDE = Table(tuple("甲乙丙丁戊己"), ((1, "二", "三", "四", "五", "六" * 99),), "表2 对照")
REPORT = Report(
    "各部门任务清单",
    (
        Heading("一、分工"),
        Paragraph("截至 2023-12-29。\n共 2 项。"),
        Quote("建设示范工厂\n5家。", "《行动计划》三（一）1"),
        NARROW,
        Heading("（一）对照", level=2),
        WIDE,
        Paragraph("完。"),
    ),
)


def read(report: Report) -> Document:
    return docx.Document(BytesIO(to_word(report)))


def texts(document: Document) -> list[tuple[str, str]]:
    """Return style and text of each paragraph that has text, tables' among them, as read."""
    found: list[tuple[str, str]] = []
    for part in document.iter_inner_content():
        paragraphs = [part] if isinstance(part, WordParagraph) else cell_paragraphs(part)
        found += [(p.style.name or "", p.text) for p in paragraphs if p.style and p.text]
    return found


def cell_paragraphs(table: WordTable) -> list[WordParagraph]:
    return [p for row in table.rows for cell in row.cells for p in cell.paragraphs]


def check(text: str) -> None:
    line, lines = on_one_line(text), lines_of(text)
    whole = "\n".join(lines)
    expected = [
        ("Title", line),
        ("Heading 1", line),
        *(("Body Text", paragraph) for paragraph in lines),
        ("Quote", whole),
        ("引文出处", f"—— {line}"),
        ("Caption", line),
        ("表格标题行", whole),
        ("表格标题行", "数"),
        ("表格文字", whole),
        ("表格文字", "1"),
        ("Heading 2", "完"),
    ]
    document = read(report_of(text))
    assert texts(document) == [pair for pair in expected if pair[1]]
    kinds = {relation.reltype.rsplit("/", 1)[1] for relation in document.part.rels.values()}
    assert not kinds & {"hyperlink", "image"}


@pytest.mark.parametrize("text", [*MARKUP, *FORMULAS])
def test_markup_in_a_text_is_text(text: str) -> None:
    check(text)


@settings(max_examples=settings().max_examples // 3)
@given(text=TEXTS)
def test_any_text_is_read_as_it_stands(text: str) -> None:
    check(text)


def test_characters_that_xml_does_not_allow_are_dropped() -> None:
    document = read(Report("题\x00", (Paragraph("甲\x0b乙\x1b\ud800\ufffe丙"),)))
    assert texts(document) == [("Title", "题"), ("Body Text", "甲"), ("Body Text", "乙丙")]


def test_a_quote_stands_with_its_citation_right_below() -> None:
    document = read(REPORT)
    quote, citation = document.paragraphs[4:6]
    assert (quote.text, citation.text) == ("建设示范工厂\n5家。", "—— 《行动计划》三（一）1")
    assert document.styles["Quote"].paragraph_format.keep_with_next


def test_headings_are_headings_of_word() -> None:
    document = read(Report("题", tuple(Heading(f"第{n}级", n) for n in (0, 1, 2, 9, 12))))
    names = [p.style.name for p in document.paragraphs[1:] if p.style]
    assert names == ["Heading 1", "Heading 1", "Heading 2", "Heading 9", "Heading 9"]
    for n in (1, 9):
        outline = document.styles[f"Heading {n}"].element.pPr.find(qn("w:outlineLvl"))
        assert outline.get(qn("w:val")) == str(n - 1)


@pytest.mark.parametrize(
    ("style", "font"),
    [
        *(("Title", "黑体"), ("Heading 1", "黑体"), ("Heading 2", "楷体"), ("Heading 3", "仿宋")),
        *(("Normal", "仿宋"), ("Body Text", "仿宋"), ("Quote", "楷体"), ("表格文字", "宋体")),
    ],
)
def test_chinese_stands_in_the_fonts_of_official_documents(style: str, font: str) -> None:
    fonts = read(REPORT).styles[style].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == font
    assert not [name for name in fonts.attrib if "heme" in name], "a theme's font goes before"


def test_a_table_repeats_its_head_and_keeps_its_rows_whole() -> None:
    table = read(REPORT).tables[0]
    rows = [row._tr.trPr for row in table.rows]
    assert all(properties.find(qn("w:cantSplit")) is not None for properties in rows)
    assert [properties.find(qn("w:tblHeader")) is not None for properties in rows] == [True, False]


def test_tables_fill_the_page_and_a_wide_one_lies() -> None:
    document = read(REPORT)
    sections = list(document.sections)
    assert [section.orientation for section in sections] == [
        *(WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT)
    ]
    sizes = [(x.page_width or 0, x.page_height or 0) for x in sections]
    rounded = [(round(w / Mm(1)), round(h / Mm(1))) for w, h in sizes]
    assert rounded == [(210, 297), (297, 210), (210, 297)]
    first, second, third = (list(section.iter_inner_content()) for section in sections)
    assert isinstance(first[-2], WordTable)
    assert [p.text for p in second[:2] if isinstance(p, WordParagraph)] == [
        "（一）对照",
        "表2 对照",
    ]
    assert [p.text for p in third if isinstance(p, WordParagraph)] == ["完。"]
    for table, room in zip(document.tables, (156, 261), strict=True):
        total = sum(c.width for c in table.columns if c.width) / Mm(1)
        assert total == pytest.approx(room, abs=0.5)
        for row in table.rows:
            assert [c.width for c in row.cells] == [c.width for c in table.columns]


def test_a_report_that_begins_with_a_wide_table_has_no_empty_page() -> None:
    for blocks in ((WIDE,), (Heading("一"), Heading("（一）", 2), WIDE)):
        (section,) = read(Report("题", blocks)).sections
        assert section.orientation == WD_ORIENT.LANDSCAPE


def test_a_report_may_lie_as_a_whole() -> None:
    (section,) = read(Report("题", (WIDE, Paragraph("注。", is_note=True)), lies=True)).sections
    assert section.orientation == WD_ORIENT.LANDSCAPE


def test_the_parts_of_a_table_are_lines_across_it_and_its_widths_are_kept() -> None:
    table = Table(
        ("甲", "乙"), (("一", "二"),) * 3, "表", "依据：《计划》", (10, 30), ((1, "附件"),)
    )
    document = read(Report("题", (table,)))
    (drawn,) = document.tables
    assert [len({cell._tc for cell in row.cells}) for row in drawn.rows] == [2, 2, 1, 2, 2]
    assert drawn.rows[2].cells[0].text == "附件"
    first, second = (column.width or 0 for column in drawn.columns)
    assert second == pytest.approx(3 * first, rel=0.01)
    assert "依据：《计划》" in [p.text for p in document.paragraphs]


def test_two_tables_stay_two() -> None:
    assert len(read(Report("题", (NARROW, NARROW, WIDE, WIDE))).tables) == 4


def test_a_narrow_column_gets_what_it_needs() -> None:
    # 项数 asks for 4 letters and 3 for its margins, of 50; a letter is half of 10.5 points.
    letter = 66_675
    assert divide_width(Table(("长" * 99, "项数"), ()), width=50 * letter) == [
        43 * letter,
        7 * letter,
    ]
    assert divide_width(Table(("长" * 99,) * 4, ()), width=400) == [100] * 4
    assert divide_width(Table(("一", "二"), ()), width=400) == [200] * 2


def test_each_page_is_numbered() -> None:
    for section in read(REPORT).sections:
        field = section.footer._element.find(f".//{qn('w:fldSimple')}")
        assert field.get(qn("w:instr")) == "PAGE"


def test_the_properties_name_title_and_language_and_no_library() -> None:
    properties = read(Report("题" * 300, ())).core_properties
    assert (properties.title, properties.language) == ("题" * 255, "zh-CN")
    assert (properties.author, properties.comments, properties.last_modified_by) == ("", "", "")
    with ZipFile(BytesIO(to_word(REPORT))) as package:
        for name in package.namelist():
            assert b"python-docx" not in package.read(name)
        assert "docProps/thumbnail.jpeg" not in package.namelist()
        languages = b'w:lang w:val="en-US" w:eastAsia="zh-CN"'
        assert languages in package.read("word/styles.xml")


def test_the_same_report_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = to_word(REPORT)
    monkeypatch.setattr("time.localtime", lambda *_: (2031, 1, 2, 3, 4, 5, 3, 2, 0))
    assert to_word(REPORT) == first
    with ZipFile(BytesIO(first)) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
        assert b"dcterms:created" not in package.read("docProps/core.xml")
