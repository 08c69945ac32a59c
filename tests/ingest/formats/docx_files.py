"""Small .docx files, written part by part."""

import io
import zipfile
from xml.sax.saxutils import escape

MAIN = "word/document.xml"
_OFFICE = "http://schemas.openxmlformats.org"
_NAMES = (
    f'xmlns:w="{_OFFICE}/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}/officeDocument/2006/relationships" '
    f'xmlns:m="{_OFFICE}/officeDocument/2006/math" '
    f'xmlns:mc="{_OFFICE}/markup-compatibility/2006" '
    f'xmlns:a="{_OFFICE}/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>{}</Types>'
)
_OVERRIDE = (
    '<Override PartName="/word/{0}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.{1}+xml"/>'
)


def run(text: str, properties: str = "") -> str:
    """Return a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(content: str = "", properties: str = "") -> str:
    """Return a paragraph of a text, or of runs written as XML."""
    inside = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def numbered(content: str, number_id: int, level: int = 0) -> str:
    """Return a paragraph of a list."""
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>'
    return p(content, number)


def level(index: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """Return the definition of a level of a list."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(definition_id: int, levels: str) -> str:
    """Return the abstract definition of a list."""
    return f'<w:abstractNum w:abstractNumId="{definition_id}">{levels}</w:abstractNum>'


def num(number_id: int, definition_id: int, overrides: str = "") -> str:
    """Return a list by its definition."""
    definition = f'<w:abstractNumId w:val="{definition_id}"/>'
    return f'<w:num w:numId="{number_id}">{definition}{overrides}</w:num>'


def tc(content: str, properties: str = "") -> str:
    """Return a cell of a text, or of paragraphs written as XML."""
    inside = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """Return a row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, is_ruled: bool = True) -> str:
    """Return a table, with lines around it or none."""
    lines = '<w:tblBorders><w:top w:val="single"/></w:tblBorders>' if is_ruled else ""
    return f"<w:tbl><w:tblPr>{lines}</w:tblPr><w:tblGrid/>{''.join(rows)}</w:tbl>"


def field(code: str, result: str | None) -> str:
    """Return the runs of a field; a result of None is a field without one."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    shown = mark.format("separate") + run(result) if result is not None else ""
    code_run = f"<w:r><w:instrText>{escape(code)}</w:instrText></w:r>"
    return mark.format("begin") + code_run + shown + mark.format("end")


def docx(body: str, parts: dict[str, bytes] | None = None, **word_parts: str) -> bytes:
    """Return a file with that body.

    Args:
        body: What stands in `w:body`.
        parts: Further parts by their full name; pictures are related as `rId-` and their name.
        word_parts: Inner XML of styles, numbering, settings, footnotes or endnotes.
    """
    files = {MAIN: f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>".encode()}
    overrides = _OVERRIDE.format("document", "document.main")
    relations = ""
    for kind, inner in word_parts.items():
        files[f"word/{kind}.xml"] = f"<w:{kind} {_NAMES}>{inner}</w:{kind}>".encode()
        overrides += _OVERRIDE.format(kind, kind)
        relations += _relation(kind, kind, f"{kind}.xml")
    for part, data in (parts or {}).items():
        files[part] = data
        target = part.removeprefix("word/")
        relations += _relation(f"rId-{target}", "image", target)
    files["[Content_Types].xml"] = _CONTENT_TYPES.format(overrides).encode()
    files["_rels/.rels"] = _relations(_relation("rId1", "officeDocument", MAIN))
    files["word/_rels/document.xml.rels"] = _relations(relations)
    return pack(files)


def pack(files: dict[str, bytes]) -> bytes:
    """Return a zip of files by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _relation(relation_id: str, kind: str, target: str) -> str:
    return (
        f'<Relationship Id="{relation_id}" Target="{target}" '
        f'Type="{_OFFICE}/officeDocument/2006/relationships/{kind}"/>'
    )


def _relations(inner: str) -> bytes:
    space = f"{_OFFICE}/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{inner}</Relationships>'.encode()
