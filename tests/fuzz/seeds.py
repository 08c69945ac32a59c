"""Files that fuzzing starts from: small, and of the structures that the readers know.

    python -m tests.fuzz.seeds pdf fuzz/pdf

The first argument is the kind, the second the folder that the files are written to.
"""

import re
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from PIL import Image as Pictures
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.formats.docx_files import (
    abstract,
    docx,
    field,
    level,
    num,
    numbered,
    p,
    run,
    tbl,
    tc,
    tr,
)
from tests.ingest.formats.printed import BOTTOM, LEFT, PITCH, RIGHT, SIZE, TOP, Printer, wrap

SENTENCE = "企业应当依照本办法第三条办理登记，主管部门应当在三十日内答复，不予登记的应当说明理由。"
ROWS = [["项目", "适用对象", "补贴标准"], ["设备更新", "制造业企业", "20万元"]]
ROWS += [["技术改造", "小微企业", "5万元"], ["人才引进", "", "100万元"]]
XS = [90.0, 200.0, 350.0, 506.0]

_PLAIN = (
    f"关于登记的办法\n\n第一章 总则\n\n第一条 {SENTENCE}\n\f第二条 {SENTENCE}\n- 2 -\n\f附件\n",
    f"{SENTENCE}\r\n（一）甲；\r\n（二）乙。\r\n\r\n\u3000\u3000索引号：一\r",
    "\n".join((SENTENCE * 9)[i : i + 36] for i in range(0, 360, 36)),
    "表一\n" + "\n".join("\t".join(row) for row in ROWS) + "\n后文。\n",
    "\n".join("| " + " | ".join(row) + " |" for row in ROWS).replace("\n", "\n|---|:--:|--:|\n", 1),
    "┌──┬──┬──┐\n" + "\n├──┼──┼──┤\n".join("│" + "│".join(r) + "│" for r in ROWS) + "\n└──┴──┴──┘",
    "项目        金额  单位\n国家级企业   100  万元\n省级企业      60  万元\n",
    "目录\n一、总体要求……\t1\n二、主要目标……\t3\n三、保障措施\t9\n1.\t甲\n●\t乙\n",
    "办法\n&nbsp;&nbsp;第一条&nbsp;甲&ldquo;乙&rdquo;，AT&T&#x4e07;。\n",
)
_MARKDOWN = (
    f"---\ntitle: 通知\ndate: 2024-01-01\n---\n# 办法\n\n## 第一章 总则\n\n**第一条** {SENTENCE}\n",
    "前\n\n| 项目 | 金额 |\n|---|---:|\n| 甲&nbsp;乙 | **100** |\n| | 2<br>3 |\n\n后\n",
    "标题\n=====\n\n1. 甲\n2. 乙\n   1) 丙\n      - 丁\n        * 戊\n   2) 己\n\n3. [x] 庚\n",
    "> 各单位：\n>\n> > 一、加强管理。\n>\n> - 甲\n> - 乙\n\n***\n",
    "<table><tr><td rowspan=2>甲</td><td>1</td></tr><tr><td>2</td></tr></table>\n\n后\n<!-- 注 -->",
    "见[办法](http://a.b/c)、[注][1]和![图](x.png)，<http://a.b>`乙`~~丙~~ **（一）**的 *申请。*附"
    "\n\n[1]: http://a.b '题'\n",
    "```text\n代码 一\n  二\n```\n\n    第二条 缩进四格\n\n甲  \n乙\\\n丙\\*\n",
    '<div align="center">附件<br>1</div>\n\n小微企业可获&ldquo;券&rdquo;&mdash;&#x4e07;元 &lt; 5\n',
    "市场主体名称由字号、组织形式、行政区划组成，应当符合国家有关规定并与住所相符，\n不得损害他人。\n",
)
_PAGE = (
    "<!doctype html><html><head><meta charset=utf-8><title>登记办法-临江市人民政府</title></head>"
    "<body><div class=nav><ul><li><a href=/x>政务公开</a></li><li><a href=/>首页</a></li></ul>"
    "</div>{}<div class=foot><p>版权所有：临江市人民政府</p></div></body></html>"
)
_HTML = (
    _PAGE.format(
        "<div>当前位置：<a href=/>首页</a> &gt; 政策</div><h1>登记办法</h1><div>发布日期："
        f"2024-01-02</div><div id=text><p>第一条　{SENTENCE}</p><p>第二条　{SENTENCE}</p><p "
        "style='text-align:right'>临江市人民政府</p></div><div>【打印】【关闭】</div>"
        "<div>上一篇：<a href=/1>意见</a></div>"
    ),
    "<table><tr><td><b>索 引 号：</b></td><td>0001/2024</td><td>发文机关：</td><td>临江市</td></tr>"
    "<tr><td>文　　号：</td><td>临政〔2024〕1号</td><td>主题词：</td><td></td></tr></table>"
    f"<p>{SENTENCE}",
    "<p>表</p><table><thead><tr><th rowspan=2>序号</th><th colspan=2>限额</th></tr><tr><th>职工"
    "</th><th>居民<br>医保</th></tr></thead><tr><td>1</td><td><p>200元</p><p>每月</p></td>"
    "<td rowspan=0>50元</td></tr><tr><td>2<td>100元</table>",
    f"<table><tr><td>菜单</td><td><table><tr><td><p>{SENTENCE}</p></td></tr></table></td></tr></table>",
    f"<div><p>{SENTENCE}</p><p style='display:none'>藏</p><p style='font-size:0;color:#fff'>藏二"
    "</p><p hidden>三</p><p style='position:absolute;left:-9999px'>四</p>\f&#1;</div>",
    "<ol start=3><li>甲</li><li>（一）乙<ul><li>丙</ul></li></ol><dl><dt>丁<dd>戊</dl>"
    "<pre>一\n 二</pre>",
    "<p>10<sup>5</sup>，H<sub>2</sub>O<br><br>&nbsp;&lt;script&gt;&amp;&#x4e07;<!-- 乙 -->"
    "<script>丙</script><ruby>漢<rp>(</rp><rt>han</rt></ruby>"
    "<span style='mso-list:Ignore'>1.</span><o:p></o:p>",
    f"<p>{SENTENCE}</p><p><a href=a.docx>附件：登记表.docx</a><img src=1.png alt=图>"
    "<input value=甲><select><option>一<option>二</select><textarea>三</textarea>"
    "<iframe src=x></iframe>",
)
_ARCHIVE = (
    'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary="b"\r\n'
    '\r\n--b\r\nContent-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: {}\r\n\r\n'
    "{}\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n"
)


def make_seeds(kind: str) -> Iterator[bytes]:
    """Yield the files of that kind."""
    return _MAKERS[kind]()


def write_seeds(kind: str, folder: Path) -> None:
    """Write the files of that kind to `folder`, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(make_seeds(kind)):
        (folder / f"seed-{number}").write_bytes(data)


def _plain() -> Iterator[bytes]:
    yield from (text.encode() for text in _PLAIN)
    for codec in ("gb18030", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"):
        yield _PLAIN[0].encode(codec)
    yield "第一條 為支援企業發展，制定本辦法。\n".encode("big5hkscs")


def _markdown() -> Iterator[bytes]:
    yield from (text.encode() for text in _MARKDOWN)
    yield _MARKDOWN[0].encode("gb18030")


def _html() -> Iterator[bytes]:
    yield from (text.encode() for text in _HTML)
    yield _HTML[0].replace("utf-8", "gb2312").encode("gb18030")
    yield _HTML[2].encode("utf-16")
    yield _ARCHIVE.format("8bit", "<html><p>第一条　为了发展。").encode("gb18030")
    yield _ARCHIVE.format("quoted-printable", "<html><p>=B5=DA=D2=BB=CC=F5").encode()
    yield _ARCHIVE.format("base64", "PGh0bWw+PHA+tdrSu8z1").encode()


def _docx() -> Iterator[bytes]:
    yield docx(
        p(run("第一条 ", "<w:b/>") + run(SENTENCE)) + p(SENTENCE, _style("1")), styles=_STYLES
    )
    yield docx(
        "".join(numbered(SENTENCE[:9], n, depth) for n, depth in _COUNTED) + p("文", _style("A")),
        numbering=_NUMBERING,
        styles=_STYLES,
    )
    merged = [tc("部门", _set("vMerge", "restart")), tc("职责", _set("gridSpan", "2"))]
    below = [tc("", "<w:vMerge/>"), tc(numbered("牵头", 1)), tc("配合", "<w:cellDel/>"), tc("一")]
    nested = tbl(tr(tc("内一"), tc("内二")), tr(tc("内三"), tc("")), is_ruled=False)
    yield docx(
        tbl(
            tr(*merged, properties="<w:tblHeader/>"),
            tr(*below, properties=_set("gridBefore", "1")),
            tr(tc(p("教育局") + nested + p()), tc("二"), properties="<w:del/>"),
            tr(tc("三")),
        )
        + tbl(tr(tc(p("专栏1", _set("outlineLvl", "1")))), tr(tc(p("第一段。") + nested))),
        numbering=_NUMBERING,
    )
    yield docx(
        p(run("甲") + _note("footnote", 1) + run("乙") + _note("endnote", 1) + _note("footnote", 2))
        + f"<w:sectPr><w:footnotePr>{_set('numFmt', 'decimalEnclosedCircle')}"
        "</w:footnotePr></w:sectPr>",
        footnotes=f'<w:footnote w:id="1">{p("<w:r><w:footnoteRef/></w:r>" + run("注甲"))}'
        f'</w:footnote><w:footnote w:id="2">{p(run("注乙") + _note("footnote", 1))}</w:footnote>',
        endnotes=f'<w:endnote w:id="1">{p("尾注")}</w:endnote>',
    )
    yield docx("".join(p(content) for content in _RUNS))
    letterhead = tbl(tr(tc("一、总则"), tc("………"), tc("3")), is_ruled=False)
    bordered = '<w:tcBorders><w:top w:val="single"/></w:tcBorders>'
    yield docx(
        letterhead
        + letterhead.replace("<w:tcPr>", f"<w:tcPr>{bordered}", 1)
        + p("前半", "<w:rPr><w:del/></w:rPr>")
        + p("第一条", "<w:rPr><w:vanish/><w:specVanish/></w:rPr>")
    )
    yield docx(
        "".join(p(SENTENCE[:21], _INDENT) + p(str(n)) + p("", "<w:sectPr/>") for n in range(1, 5)),
        settings="<w:footnotePr/>",
    )
    picture = '<w:r><w:drawing><a:blip r:embed="rId-media/1.png"/></w:drawing></w:r>'
    old = '<w:r><w:pict><v:imagedata r:id="rId-media/1.png"/></w:pict></w:r>'
    yield docx(p(picture) + p(old), {"word/media/1.png": b"\x89PNG"})
    yield docx(p("正文" + SENTENCE) + '<w:altChunk r:id="x"/>' + p(picture))


def _set(name: str, value: str) -> str:
    return f'<w:{name} w:val="{value}"/>'


def _style(style: str) -> str:
    return _set("pStyle", style)


def _note(kind: str, note_id: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{note_id}"/></w:r>'


_INDENT = '<w:ind w:firstLine="640"/>'
_COUNTED = ((1, 0), (1, 1), (1, 2), (1, 2), (1, 3), (1, 1), (1, 0), (1, 1), (2, 0), (3, 0), (9, 0))
_NUMBERING = (
    abstract(
        1,
        level(0, "chineseCountingThousand", "第%1章", _set("suff", "space") + _style("A"))
        + level(1, "chineseCountingThousand", "第%2条 ", _set("lvlRestart", "0"))
        + level(2, "decimalEnclosedCircle", "（%3）", _set("suff", "nothing"))
        + level(3, "upperRoman", "%1.%4.", "<w:isLgl/>"),
    )
    + abstract(2, level(0, "bullet", "\uf06c", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'))
    + abstract(3, _set("numStyleLink", "L"))
    + abstract(4, _set("styleLink", "L") + level(0, "ideographTraditional", "%1、", start=3))
    + num(1, 1)
    + num(2, 2, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>')
    + num(3, 3)
    + num(5, 4, f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>')
)
_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"/>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>'
    f"<w:pPr>{_set('outlineLvl', '0')}</w:pPr></w:style>"
    f'<w:style w:type="paragraph" w:styleId="A">{_set("basedOn", "1")}<w:pPr><w:numPr>'
    f"{_set('numId', '1')}</w:numPr></w:pPr><w:rPr><w:vanish/></w:rPr></w:style>"
    f'<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr>{_set("numId", "5")}</w:numPr>'
    '</w:pPr></w:style><w:style w:type="character" w:styleId="B"><w:rPr><w:sz w:val="2"/></w:rPr>'
    "</w:style>"
)
_BOX = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
_T = "<m:r><m:t>{}</m:t></m:r>"
_RUNS = (
    run("甲") + '<w:r><w:tab/></w:r><w:r><w:br w:type="page"/><w:br/></w:r>' + run("乙"),
    run("保留")
    + f"<w:ins>{run('新增')}</w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del>",
    f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('填')}</w:sdtContent></w:sdt>",
    field(' HYPERLINK "http://a" ', "链接") + field(" eq \\o\\ac(○,12) ", None),
    field(" EQ \\f(1,2) ", None) + f'<w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple>',
    run("明")
    + run("密", "<w:vanish/>")
    + run("微", _set("sz", "2"))
    + run("样", _set("rStyle", "B")),
    '<w:r><w:sym w:char="F0FE" w:font="Wingdings"/><w:sym w:char="F041" w:font="Arial"/></w:r>'
    "<w:r><w:pict><v:shape><v:textpath string='某'/></v:shape></w:pict></w:r>"
    + run("\uf0a8", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'),
    f"<w:r><w:ruby><w:rt>{run('pin')}</w:rt><w:rubyBase>{run('拼')}</w:rubyBase></w:ruby></w:r>",
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
    f"{_BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{_BOX}"
    "</v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>",
    f"<m:oMath><m:f><m:num>{_T.format('a+b')}</m:num><m:den>{_T.format('c')}</m:den></m:f><m:sSubSup>"
    f"<m:e>{_T.format('P')}</m:e><m:sub>{_T.format('i')}</m:sub><m:sup>{_T.format('n')}</m:sup>"
    f"</m:sSubSup><m:rad><m:deg/><m:e>{_T.format('x')}</m:e></m:rad><m:nary><m:naryPr><m:chr "
    f'm:val="∑"/></m:naryPr><m:sub/><m:sup/><m:e>{_T.format("x")}</m:e></m:nary><m:d><m:e>'
    f"{_T.format('a')}</m:e><m:e/></m:d><m:func><m:fName><m:limLow><m:e>{_T.format('min')}"
    f"</m:e><m:lim>{_T.format('x')}</m:lim></m:limLow></m:fName><m:e>{_T.format('y')}</m:e></m:func>"
    f"<m:m><m:mr><m:e>{_T.format('1')}</m:e></m:mr></m:m></m:oMath>",
)


def _pdf() -> Iterator[bytes]:
    for draw in _DRAWN:
        yield without_offsets(_print(draw))
    # Packed, and with the offsets that a reader uses first.
    yield _print(_grid, is_packed=True)
    locked = Printer()
    locked.canvas = Canvas(locked.buffer, encrypt=StandardEncryption("", "owner", canModify=0))
    _paragraphs(locked)
    yield locked.save()


def without_offsets(data: bytes) -> bytes:
    """Return a PDF without its table of offsets, so that PDFium looks for the objects.

    What is put in or taken out moves all that follows, and an offset would be wrong at once.
    """
    return re.sub(rb"xref\n.*?(?=trailer)", b"", data, count=1, flags=re.DOTALL)


def _print(draw: Callable[[Printer], None], *, is_packed: bool = False) -> bytes:
    printer = Printer()
    printer.canvas.setPageCompression(int(is_packed))
    draw(printer)
    return printer.save()


def _paragraphs(printer: Printer) -> None:
    printer.centre("登记办法", TOP, size=22)
    printer.y += 2 * PITCH
    printer.paragraph(f"第一条 {SENTENCE}")
    printer.paragraph(f"（一）{SENTENCE[:12]}")
    printer.right("2024年1月2日", printer.y)
    printer.put("藏", LEFT, 600, mode=3)
    printer.put("页外", -400, 130)


def _pages(printer: Printer) -> None:
    printer.head, printer.numbers = "青河市公报 2023年第5期", "- {} -"
    for _ in range(3):
        printer.next_page()
        printer.y = BOTTOM - PITCH
        printer.paragraph(SENTENCE)


def _grid(printer: Printer) -> None:
    printer.paragraph("职责分工如下：")
    _put_table(printer, ROWS, [140.0 + 40 * n for n in range(len(ROWS) + 1)])


def _put_table(printer: Printer, rows: list[list[str]], ys: list[float]) -> None:
    for y, row in zip(ys, rows, strict=False):
        for x, end, text in zip(XS, XS[1:], row, strict=False):
            printer.cell(wrap(text, end - x - 10, indent=0, size=12), x, y)
    printer.grid(XS, ys)


def _table_over_pages(printer: Printer) -> None:
    _put_table(printer, ROWS[:2], [TOP, 130, 700])
    printer.next_page()
    _put_table(printer, [ROWS[0], ["", "和服务业企业。", ""], ROWS[3]], [TOP, 130, 170, 700])
    printer.cell(["流程"], XS[0], 700)
    printer.grid([XS[0], XS[1], XS[3]], [700, BOTTOM])
    printer.next_page()
    printer.cell(["审核。"], XS[1], TOP)
    printer.grid([XS[0], XS[1], XS[3]], [TOP, 130])


def _crowd(printer: Printer) -> None:
    """Print a box, white letters on a colour, a form, leaning text, English, and a note."""
    printer.put("专栏1 重点工程", LEFT + 8, 120)
    printer.grid([LEFT, RIGHT], [100, 140])
    for x, end in pairwise(XS):
        for y in (160, 200, 240):
            printer.rule(x, y, end, y)
        printer.cell(["甲"], x, 160)
        printer.cell(["乙"], x, 200)
    canvas = printer.canvas
    canvas.rect(LEFT, printer.height - 300, 300, 40, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    printer.put("白字", LEFT, 290)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.beginForm("form")
    canvas.line(LEFT, 400, RIGHT, 400)
    canvas.endForm()
    canvas.doForm("form")
    canvas.saveState()
    canvas.rotate(40)
    printer.put("草稿", 400, 700, size=50)
    canvas.restoreState()
    printer.y = 500
    printer.paragraph("The quick brown fox jumps over the lazy dog and inter-national trade " * 3)
    printer.put("① 注甲", LEFT, BOTTOM, size=9)
    printer.put("iv", 290, 800, size=9)


def _columns(printer: Printer) -> None:
    for left in (LEFT, (LEFT + RIGHT) / 2 + SIZE):
        for number, line in enumerate(wrap(SENTENCE * 2, 180, size=12)):
            printer.put(line, left, TOP + 20 * number, size=12)


def _figures(printer: Printer) -> None:
    printer.paragraph("按照下列标准给予一次性补贴：")
    for row in ROWS:
        for x, text in zip((LEFT, 230, 400), row, strict=True):
            printer.put(text, x, printer.y, size=12)
        printer.y += 24
    printer.paragraph("前款规定的补贴标准，适时调整。")


def _scan(printer: Printer) -> None:
    grey = Pictures.fromarray(np.full((4, 3, 3), 200, dtype=np.uint8))
    printer.canvas.drawImage(ImageReader(grey), 0, 0, printer.width, printer.height)


_DRAWN = (_paragraphs, _pages, _grid, _table_over_pages, _crowd, _columns, _figures, _scan)
_MAKERS: dict[str, Callable[[], Iterator[bytes]]] = {
    "plain": _plain,
    "markdown": _markdown,
    "html": _html,
    "docx": _docx,
    "pdf": _pdf,
}

if __name__ == "__main__":
    write_seeds(sys.argv[1], Path(sys.argv[2]))
