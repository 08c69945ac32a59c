"""What is printed of a paragraph: fields, symbols, formulas, tracked changes, hidden text."""

import pytest

from ingest.formats.docx import read_docx
from ingest.formats.model import Extract
from tests.ingest.formats.docx_files import docx, field, p, run

BREAK = '<w:r><w:br w:type="{}"/></w:r>'


def read(content: str, properties: str = "") -> Extract:
    return read_docx(docx(p(content, properties)), name="a.docx")


def box(text: str) -> str:
    return f"<w:txbxContent>{p(text)}</w:txbxContent>"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("甲") + "<w:r><w:tab/></w:r>" + run("乙"), "甲 乙"),
        (run("甲") + BREAK.format("page") + run("乙"), "甲乙"),
        (run("甲。") + BREAK.format("textWrapping") + run("乙"), "甲。\n乙"),
        (run("A") + "<w:r><w:noBreakHyphen/></w:r>" + run("B"), "A-B"),
        (run("甲") + "<w:r><w:softHyphen/></w:r>" + run("乙"), "甲乙"),
        ("<w:smartTag>" + run("北京") + "</w:smartTag>" + run("市"), "北京市"),
        ("<w:hyperlink>" + run("链接") + "</w:hyperlink>", "链接"),
        ('<w:fldSimple w:instr="PAGE">' + run("3") + "</w:fldSimple>", "3"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + run("目录") + "</w:sdtContent></w:sdt>", "目录"),
        (
            run("名称")
            + "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            + run("单击此处输入文字")
            + "</w:sdtContent></w:sdt>",
            "名称",
        ),
        (
            run("甲") + "<w:commentRangeStart/><w:r><w:commentReference/></w:r>" + run("乙"),
            "甲乙",
        ),
        (
            "<w:r><w:ruby><w:rt>" + run("pin") + "</w:rt><w:rubyBase>" + run("拼")
            + "</w:rubyBase></w:ruby></w:r>" + run("音"),
            "拼音",
        ),
    ],
)  # fmt: skip
def test_a_paragraph_is_what_word_prints(content: str, text: str) -> None:
    assert read(content).text == text


def test_tracked_changes_are_taken_as_accepted() -> None:
    content = (
        run("保留")
        + "<w:ins>" + run("新增") + "</w:ins>"
        + "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
        + "<w:moveFrom>" + run("移走") + "</w:moveFrom>"
        + "<w:moveTo>" + run("移来") + "</w:moveTo>"
    )  # fmt: skip
    assert read(content).text == "保留新增移来"


def test_a_paragraph_whose_mark_is_deleted_runs_on_into_the_next() -> None:
    body = p(run("前半"), "<w:rPr><w:del/></w:rPr>") + p("后半") + p("下段")
    assert read_docx(docx(body), name="a.docx").text == "前半后半\n下段"


@pytest.mark.parametrize(
    ("code", "result", "text"),
    [
        (' HYPERLINK "http://a" ', "链接", "见链接。"),
        (" PAGEREF _Toc1 ", "12", "见12。"),
        (" XE 索引 ", None, "见。"),
        (" eq \\o\\ac(○,12) ", None, "见⑫。"),
        (" eq \\o\\ac(○,99) ", None, "见99。"),
        (f" eq \\o\\ac(○,{'1' * 5000}) ", None, f"见{'1' * 5000}。"),
        (" EQ \\f(1,2) ", None, "见1/2。"),
    ],
)
def test_the_result_of_a_field_is_kept_and_its_code_dropped(
    code: str, result: str | None, text: str
) -> None:
    assert read(run("见") + field(code, result) + run("。")).text == text


def test_a_field_may_hold_others_and_go_on_over_paragraphs() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    body = (
        p(mark.format("begin") + "<w:r><w:instrText>TOC</w:instrText></w:r>"
          + mark.format("separate") + run("总则 ") + field("PAGEREF", "1"))
        + p(run("附则 ") + field("PAGEREF", "9") + mark.format("end"))
        + p("正文")
    )  # fmt: skip
    assert read_docx(docx(body), name="a.docx").text == "总则 1\n附则 9\n正文"


def test_a_field_whose_end_is_deleted_hides_no_text() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    deleted = f"<w:del>{mark.format('separate')}{mark.format('end')}</w:del>"
    assert read(mark.format("begin") + deleted + run("正文")).text == "正文"


def test_a_field_that_does_not_end_hides_no_text() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    code = "<w:r><w:instrText>TOC</w:instrText></w:r>"
    assert read(begin + code + run("正文")).text == "正文"


@pytest.mark.parametrize(
    ("properties", "shown"),
    [
        ("<w:vanish/>", ""),
        ('<w:vanish w:val="0"/>', "密文"),
        ("<w:webHidden/>", "密文"),
        ('<w:color w:val="FFFFFF"/><w:sz w:val="2"/>', ""),
        ('<w:color w:val="ffffff"/><w:sz w:val="4"/>', ""),
        ('<w:color w:val="FFFFFF"/><w:sz w:val="32"/>', "密文"),
        ('<w:sz w:val="2"/>', ""),
    ],
)
def test_hidden_text_is_left_out_and_said(properties: str, shown: str) -> None:
    extract = read(run("明文") + run(shown or "密 文", properties))
    assert extract.text == "明文" + shown
    assert extract.warnings == (() if shown else ("hidden characters left out: 2.",))


def test_a_hidden_style_hides_its_paragraph_and_a_run_may_show_itself() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="B"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    hidden = p(run("藏") + run("露", '<w:vanish w:val="0"/>'), '<w:pStyle w:val="A"/>')
    body = hidden + p(run("文") + run("藏", '<w:rStyle w:val="B"/>'))
    assert read_docx(docx(body, styles=styles), name="a.docx").text == "露\n文"


@pytest.mark.parametrize(
    ("code", "font", "sign"),
    [
        ("F06C", "Wingdings", "●"),
        ("F0FE", "Wingdings", "☑"),
        ("F081", "Wingdings", "①"),
        ("F052", "Wingdings 2", "☑"),
        ("F0B3", "Symbol", "≥"),
        ("F061", "Symbol", "α"),
        ("F0A0", "Webdings", "●"),
        ("2160", "宋体", "Ⅰ"),
        ("F041", "Arial", "A"),
        ("zz", "Arial", "●"),
        ("D800", "Arial", "●"),
        ("110000", "Arial", "●"),
    ],
)
def test_a_symbol_is_shown_as_unicode_or_at_least_as_a_bullet(
    code: str, font: str, sign: str
) -> None:
    symbol = f'<w:r><w:sym w:char="{code}" w:font="{font}"/></w:r>'
    assert read(symbol + run("项")).text == f"{sign}项"


def test_text_in_a_symbol_font_is_shown_as_its_signs() -> None:
    font = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    assert read(run("\uf0a8", font) + run("是") + run("o", font) + run("否")).text == "□是□否"
    assert read(run("\uf06c") + run("项")).text == "●项"


def test_a_text_box_stands_once_after_its_paragraph() -> None:
    content = (
        run("正文")
        + "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        + box("框内") + "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        + box("框内") + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )  # fmt: skip
    assert read(content).text == "正文\n框内"


def test_an_old_text_box_and_word_art_are_read() -> None:
    old = f"<w:r><w:pict><v:shape><v:textbox>{box('框内')}</v:textbox></v:shape></w:pict></w:r>"
    assert read(old).text == "框内"
    art = '<w:r><w:pict><v:shape><v:textpath string="某市文件"/></v:shape></w:pict></w:r>'
    assert read(art).text == "某市文件"


@pytest.mark.parametrize(
    ("omml", "text"),
    [
        ("<m:r><m:t>𝑃</m:t></m:r>", "P"),
        ("<m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>c</m:t></m:r></m:den></m:f>",
         "(a+b)/c"),
        ("<m:sSubSup><m:e><m:r><m:t>P</m:t></m:r></m:e><m:sub><m:r><m:t>i,t</m:t></m:r></m:sub>"
         "<m:sup><m:r><m:t>max</m:t></m:r></m:sup></m:sSubSup>", "P_(i,t)^max"),
        ("<m:rad><m:deg/><m:e><m:r><m:t>x</m:t></m:r></m:e></m:rad>", "√(x)"),
        ('<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub><m:r><m:t>i=1</m:t></m:r></m:sub>'
         "<m:sup><m:r><m:t>n</m:t></m:r></m:sup><m:e><m:r><m:t>x</m:t></m:r></m:e></m:nary>",
         "∑_(i=1)^n x"),
        ("<m:d><m:e><m:r><m:t>a</m:t></m:r></m:e><m:e><m:r><m:t>b</m:t></m:r></m:e></m:d>",
         "(a|b)"),
        ("<m:func><m:fName><m:limLow><m:e><m:r><m:t>min</m:t></m:r></m:e><m:lim><m:r><m:t>x</m:t>"
         "</m:r></m:lim></m:limLow></m:fName><m:e><m:r><m:t>y</m:t></m:r></m:e></m:func>",
         "min_xy"),
        ("<m:m><m:mr><m:e><m:r><m:t>a</m:t></m:r></m:e></m:mr><m:mr><m:e><m:r><m:t>b</m:t></m:r>"
         "</m:e></m:mr></m:m>", "a; b"),
    ],
)  # fmt: skip
def test_a_formula_is_a_line_of_text(omml: str, text: str) -> None:
    assert read(run("式") + f"<m:oMath>{omml}</m:oMath>").text == f"式{text}"


def test_formulas_and_pictures_that_are_not_read_are_said() -> None:
    formula = (
        '<w:r><w:object><v:shape><v:imagedata r:id="x"/></v:shape>'
        '<o:OLEObject ProgID="Equation.3"/></w:object></w:r>'
    )
    picture = '<w:r><w:drawing><a:blip r:embed="y"/></w:drawing></w:r>'
    extract = read(run("按下式") + formula + picture)
    assert extract.text == "按下式"
    assert extract.warnings == (
        "formulas that are pictures and are not in the text: 1.",
        "pictures not read (formulas or scanned pages may be among them): 1.",
    )
