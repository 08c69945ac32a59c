import io
import sys
from types import ModuleType

import docx as python_docx
import pytest

from ingest.formats.docx import read_docx
from ingest.formats.model import SourceError
from tests.ingest.formats.docx_files import (
    abstract,
    docx,
    level,
    num,
    numbered,
    p,
    run,
    tbl,
    tc,
    tr,
)

NEW_PAGE = "<w:sectPr/>"
INDENT = '<w:ind w:firstLine="640"/>'


def footnote(note_id: int, text: str) -> str:
    mark = "<w:r><w:footnoteRef/></w:r>"
    return f'<w:footnote w:id="{note_id}">{p(mark + run(" " + text))}</w:footnote>'


def refer(note_id: int, more: str = "") -> str:
    return f'<w:r><w:footnoteReference w:id="{note_id}" {more}/></w:r>'


def test_a_document_made_by_python_docx_is_read_with_its_headings() -> None:
    document = python_docx.Document()
    document.add_heading("某某办法", level=0)
    document.add_heading("第一章 总则", level=1)
    document.add_paragraph("第一条 为了规范管理，制定本办法。")
    document.add_paragraph("")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("部门", "职责", "教育局", "牵头"), strict=True):
        cell.text = text
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "第1页"
    buffer = io.BytesIO()
    document.save(buffer)
    extract = read_docx(buffer.getvalue(), name="a.docx")
    assert extract.text == (
        "某某办法\n第一章 总则\n第一条 为了规范管理，制定本办法。\n部门\t职责\n教育局\t牵头"
    )
    assert [(extract.text[s.start : s.end], s.level) for s in extract.styled] == [
        ("某某办法", 0),
        ("第一章 总则", 1),
    ]
    assert not extract.is_wrapped
    assert extract.pages == ()
    assert extract.warnings == ()


def test_the_outline_level_of_a_paragraph_comes_before_that_of_its_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"/>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="X"><w:basedOn w:val="2"/></w:style>'
    )
    body = (
        p("甲", '<w:pStyle w:val="X"/>')
        + p("乙", '<w:pStyle w:val="X"/><w:outlineLvl w:val="9"/>')
        + p("丙", '<w:outlineLvl w:val="0"/>')
        + p("丁")
    )
    extract = read_docx(docx(body, styles=styles), name="a.docx")
    assert [(extract.text[s.start : s.end], s.level) for s in extract.styled] == [
        ("甲", 2),
        ("丙", 1),
    ]


def test_footnotes_follow_the_paragraph_that_refers_to_them() -> None:
    notes = footnote(1, "注甲") + footnote(2, "注乙") + footnote(3, "自注")
    body = p(run("金额500") + refer(1) + run("元") + refer(2)) + p("下段")
    extract = read_docx(docx(body, footnotes=notes), name="a.docx")
    assert extract.text == "金额500¹元²\n¹ 注甲\n² 注乙\n下段"


def test_a_note_mark_is_printed_as_the_section_or_the_author_says() -> None:
    circled = '<w:footnotePr><w:numFmt w:val="decimalEnclosedCircle"/></w:footnotePr>'
    notes = footnote(1, "注甲") + footnote(2, "*自注")
    body = p(run("甲") + refer(1) + run("乙") + refer(2, 'w:customMarkFollows="1"') + run("*"))
    extract = read_docx(
        docx(f"{body}<w:sectPr>{circled}</w:sectPr>", footnotes=notes), name="a.docx"
    )
    assert extract.text == "甲①乙*\n① 注甲\n*自注"


def test_a_note_in_a_table_follows_the_table() -> None:
    body = tbl(tr(tc(p(run("甲") + refer(1))), tc("乙")), tr(tc("丙"), tc("丁"))) + p("后")
    extract = read_docx(docx(body, footnotes=footnote(1, "注")), name="a.docx")
    assert extract.text == "甲¹\t乙\n丙\t丁\n¹ 注\n后"


def test_notes_that_refer_to_each_other_come_to_an_end() -> None:
    notes = (
        f'<w:footnote w:id="1">{p(run("注甲") + refer(2))}</w:footnote>'
        f'<w:footnote w:id="2">{p(run("注乙") + refer(1))}</w:footnote>'
    )
    extract = read_docx(docx(p(run("文") + refer(1)), footnotes=notes), name="a.docx")
    assert extract.text == "文¹\n¹ 注甲²\n² 注乙"


def test_endnotes_have_their_own_numbers() -> None:
    notes = f'<w:endnote w:id="1">{p("尾注")}</w:endnote>'
    reference = '<w:r><w:endnoteReference w:id="1"/></w:r>'
    body = p(run("甲") + refer(1) + run("乙") + reference)
    extract = read_docx(docx(body, footnotes=footnote(1, "脚注"), endnotes=notes), name="a.docx")
    assert extract.text == "甲¹乙i\n¹ 脚注\ni 尾注"


def test_a_reference_to_a_note_that_is_missing_is_nothing() -> None:
    separator = '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
    body = p(run("甲") + refer(7) + refer(0))
    assert read_docx(docx(body, footnotes=separator), name="a.docx").text == "甲"


def paged(pages: list[list[str]]) -> str:
    """Return the body of a file made from a PDF: a number and a section for each page."""
    body = ""
    for number, page in enumerate(pages, start=1):
        body += "".join(page) + p(str(number)) + p("", NEW_PAGE)
    return body


def test_page_numbers_in_the_text_are_left_out_and_cut_sentences_joined() -> None:
    body = paged(
        [
            [p("一、总则", INDENT), p("市场成员应当按照规", INDENT)],
            [p("定参与交易。"), p("8.3 交易流程", INDENT)],
            [p("按照以下时序开展：", INDENT), p("二、附则", '<w:jc w:val="center"/>')],
            [p("施行。")],
        ]
    )
    extract = read_docx(docx(body), name="a.docx")
    assert extract.text.split("\n") == [
        "一、总则",
        "市场成员应当按照规定参与交易。",
        "8.3 交易流程",
        "按照以下时序开展：",
        "二、附则",
        "施行。",
    ]
    assert extract.warnings == ("page numbers that stood in the text, left out: 4.",)


def test_numbers_that_do_not_count_pages_stay() -> None:
    body = "".join(p("达到", INDENT) + p(n) + p("", NEW_PAGE) for n in ("30", "12", "7", "90"))
    assert "12" in read_docx(docx(body), name="a.docx").text.split("\n")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (docx(p()), "holds no text"),
        (docx(""), "holds no text"),
        (docx('<w:altChunk r:id="x"/>'), r"holds its text as a web page in a box"),
    ],
)
def test_a_document_without_text_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=rf"^a\.docx: {message}.*; .*"):
        read_docx(data, name="a.docx")


SCAN = docx(
    p('<w:r><w:drawing><a:blip r:embed="rId-media/1.png"/></w:drawing></w:r>')
    + p('<w:r><w:pict><v:imagedata r:id="rId-media/2.png"/></w:pict></w:r>')
    + p("— 1 —"),
    {"word/media/1.png": b"first", "word/media/2.png": b"second"},
)


def test_a_scan_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ingest.formats.ocr", None)
    with pytest.raises(
        SourceError, match=r"^a\.docx: holds 2 pictures and no text.*optional extra ocr"
    ):
        read_docx(SCAN, name="a.docx")


def test_a_scan_is_recognised_picture_by_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {b"first": (["某某通知", ""], 0.9), b"second": (["第一条目的范围"], 0.7)}
    recogniser = ModuleType("ingest.formats.ocr")
    monkeypatch.setattr(recogniser, "recognise", pages.__getitem__, raising=False)
    monkeypatch.setitem(sys.modules, "ingest.formats.ocr", recogniser)
    extract = read_docx(SCAN, name="a.docx")
    assert extract.text == "某某通知\n第一条目的范围"
    assert extract.is_wrapped
    # (4 · 0.9 + 7 · 0.7) / 11
    assert extract.score == pytest.approx(8.5 / 11)
    assert "recognised in 2 pictures" in extract.warnings[0]


def test_a_scan_without_a_word_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    recogniser = ModuleType("ingest.formats.ocr")
    monkeypatch.setattr(recogniser, "recognise", lambda _: ([], 0.0), raising=False)
    monkeypatch.setitem(sys.modules, "ingest.formats.ocr", recogniser)
    with pytest.raises(SourceError, match="no text is found in its pictures"):
        read_docx(SCAN, name="a.docx")


def test_an_embedded_document_beside_text_is_said() -> None:
    extract = read_docx(docx(p("正文") + '<w:altChunk r:id="x"/>'), name="a.docx")
    assert extract.warnings == ("embedded documents not read: 1.",)


def test_a_paragraph_that_is_not_printed_is_not_counted() -> None:
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    hidden = p(run("藏", "<w:vanish/>"), f"{number}<w:rPr><w:vanish/></w:rPr>")
    data = docx(numbered("甲", 1) + hidden + numbered("乙", 1), numbering=numbering)
    assert read_docx(data, name="a.docx").text == "1. 甲\n2. 乙"


def test_a_heading_with_a_hidden_mark_runs_on_into_its_text() -> None:
    body = p("第一条", "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p("为了规范管理。")
    assert read_docx(docx(body), name="a.docx").text == "第一条为了规范管理。"


def test_a_whole_regulation_is_numbered_over_tables_and_breaks() -> None:
    numbering = abstract(1, level(0, "chineseCountingThousand", "第%1条")) + num(1, 1)
    row = tr(tc(numbered("表内", 1)), tc("乙"))
    body = numbered("甲", 1) + tbl(row, row) + numbered("乙", 1)
    text = read_docx(docx(body, numbering=numbering), name="a.docx").text
    assert text == "第一条 甲\n第二条 表内\t乙\n第三条 表内\t乙\n第四条 乙"
