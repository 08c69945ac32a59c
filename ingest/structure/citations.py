"""Citations in the form that officials use: 《标题》（文号）三（一）2."""

from dataclasses import replace

from ingest.model import Clause, Document
from ingest.structure.levels import Node

_CN = "零一二三四五六七八九"


def chinese_number(value: int) -> str:
    """Return `value` (0 to 999) in Chinese numerals, e.g. 25 → 二十五."""
    if value < 10:
        return _CN[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return ("" if tens == 1 else _CN[tens]) + "十" + (_CN[ones] if ones else "")
    hundreds, rest = divmod(value, 100)
    zero = "零" if 0 < rest < 10 else ""
    tail = zero + ("一" if 10 <= rest < 20 else "") + chinese_number(rest) if rest else ""
    return _CN[hundreds] + "百" + tail


def cite_document(document: Document) -> str:
    """Return the document's part of a citation: 《title》（number）."""
    title = document.title or document.doc_id
    if title.startswith("《") and title.find("》") == len(title) - 1:
        title = title[1:-1]
    number = f"（{document.number}）" if document.number else ""
    return f"《{title.replace('《', '〈').replace('》', '〉')}》{number}"


def cite_within(clause: Clause, document: Document) -> str:
    """Return the citation of a clause without that of its document, e.g. 三（三）3."""
    return clause.citation.removeprefix(cite_document(document))


def cite(document: Document, node: Node) -> str:
    """Return the citation of a node of the body; its `title` and those above it are known."""
    place = ""
    lineage = node.lineage()
    for level, below in zip(lineage, [*lineage[1:], None], strict=True):
        if level.style == "attached":
            document = replace(document, title=level.title or document.title)
            continue
        # 6.1.1 holds the numbers above it.
        if below is not None and below.mark and below.mark.prefix == level.numbers:
            continue
        printed = _cite_level(level)
        # 附件2 and its item 1 must not read as 附件21.
        parted = place[-1:].isdecimal() and printed[:1].isdecimal()
        place += f".{printed}" if parted else printed
    return cite_document(document) + place


def cite_part(document: Document, title: str) -> str:
    """Return the citation of front or back matter, e.g. 《…》发文字号."""
    return f"{cite_document(document)}{title}"


def _cite_level(node: Node) -> str:
    number = chinese_number(node.value) if node.value < 1000 else str(node.value)
    if node.kind == "box_item" or node.style == "bullet":
        return f"第{node.value}项"
    printed = node.mark.printed if node.mark else ""
    forms = {
        "part": printed,
        "subpart": printed,
        "chapter": f"第{number}章",
        "section": f"第{number}节",
        "article": f"第{number}条{f'之{chinese_number(node.inserted)}' if node.inserted else ''}",
        "paragraph": f"第{number}款",
        "item": f"第{number}项",
        "cn": number,
        "cn_bracket": f"（{number}）",
        "arabic_bracket": f"（{node.value}）",
        "arabic_half_bracket": f"{node.value}）",
        "circled": printed,
        "letter": printed.rstrip(".．、"),
        "box": f"专栏{node.value}",
        "annex": printed.rstrip(":： ") or f"附件{node.value or ''}",
        "resumed": "专栏后文",
        "styled": f"“{node.title}”" if node.title else f"第{number}部分",
        "table": f"表{node.value}",
        "row": f"第{node.value}行",
        "unnumbered": f"第{node.value}段",
    }
    return forms.get(node.style, ".".join(str(n) for n in node.numbers))
