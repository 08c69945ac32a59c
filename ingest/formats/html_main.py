"""The main part of a page: the document, without the menus and notices around it.

The part is found by where the sentences are, not by names of classes: the innermost element with
most of the page's prose. Its title and the rows that describe the document often stand above it.
"""

import re
from collections.abc import Callable, Iterable

from lxml import html

from ingest.formats.html_blocks import Block

_SENTENCE = re.compile(r"[。；！？，、：]")
# Labels of the catalogue of government information, which mainland pages print above a document.
_LABELS = (
    "索引号|统一编号|主题分类|体裁分类|组配分类|公开类目|发文机关|发布机关|发布机构|发文单位|发布单位|制发机关|公布机关"
    "|成文日期|生成日期|发文日期|发布日期|公布日期|印发日期|发布时间|成文时间|实施日期|施行日期|生效日期|失效日期|废止日期"
    "|标题|名称|文件名称|发文字号|文号|主题词|关键词|有效性|文件状态|效力状态|时效性|来源|信息来源|公开方式"
)
_SPACED = "|".join(r"\s*".join(label) for label in _LABELS.split("|"))
_LABEL = re.compile(rf"(?:{_LABELS})[:：]?")
_LABELLED = re.compile(rf"\s*({_SPACED})\s*[:：]\s*")
# What stands in the same line as a date and has nothing to do with the document.
_TOOLS = re.compile(
    r"(?:字体大小|字体|字号|浏览次数|阅读次数|点击数|点击量|访问量|打印|分享|收藏).*"
)
# What government sites print around an article, whatever they are about.
_FURNITURE = re.compile(
    r"^[\[【（(]?(?:上一篇|下一篇|上一条|下一条|打印|关闭|返回|分享|收藏|责任编辑|编辑[:：]|浏览次数|阅读次数|点击|字体|字号[:：]"
    r"|扫一扫|扫码|相关链接|相关阅读|相关文章|相关文件|相关稿件|相关解读|政策解读|我要纠错|当前位置|您的位置|位置[:：])"
    r"|版权所有|ICP备|公网安备|网站标识码|扫一扫在手机|返回顶部|关闭窗口|打印本页"
)
_FILE = re.compile(r"\.(?:docx?|pdf|xlsx?|wps|et|zip|rar|ofd|pptx?)(?:$|[?#])", re.IGNORECASE)
_MOST = 0.8
_OWN_SHARE = 0.6
_LONGEST_FURNITURE = 60


def find_main(blocks: list[Block], body: html.HtmlElement, titles: Iterable[str]) -> list[Block]:
    """Return the blocks of the document, in order: labels, title and main part."""
    main = _main_element(blocks, body)
    inside = _is_inside(blocks, main)
    first = next((i for i, is_in in enumerate(inside) if is_in), len(blocks))
    kept = _without_furniture([block for block, is_in in zip(blocks, inside, strict=True) if is_in])
    title = _find_title(blocks[:first], titles)
    head = "".join(_key(block.text) for block in kept[:8])
    above = [
        block
        for number, block in enumerate(blocks[:first])
        if (number == title and _key(block.text) not in head) or is_description(block)
    ]
    return [*above, *kept]


def prose_weight(block: Block) -> float:
    """Return how many characters of a block are running text, by whether it has sentence marks."""
    own = max(0, len(block.text) - block.linked)
    return own if _SENTENCE.search(block.text) or block.grid else 0.2 * own


def is_description(block: Block) -> bool:
    """Say whether a block tells a fact about the document by its usual label."""
    if block.grid:
        firsts = ["".join(row[0].text.split()) for row in block.grid.rows if row]
        return 2 * sum(bool(_LABEL.fullmatch(first)) for first in firsts) >= len(firsts)
    return len(block.text) <= 300 and _LABELLED.match(block.text) is not None


def describe(block: Block) -> list[str]:
    """Return the facts of a block that is a description, each as a line `label：fact`."""
    if block.grid:
        pairs = [
            (label.text, fact.text)
            for row in block.grid.rows
            for label, fact in zip(row[::2], row[1::2], strict=False)
        ]
    else:
        pieces = _LABELLED.split(block.text)
        pairs = list(zip(pieces[1::2], pieces[2::2], strict=True))
    facts = [
        ("".join(label.split()).rstrip(":："), _TOOLS.sub("", fact).strip())
        for label, fact in pairs
    ]
    return [f"{label}：{fact}" for label, fact in facts if fact.strip("-")]


def _main_element(blocks: list[Block], body: html.HtmlElement) -> html.HtmlElement:
    """Return the innermost element with most of the prose, or one above that adds to it.

    Annexes and last paragraphs may stand beside the rest: an element above is taken when what it
    adds is prose and tables and not what sites print.
    """
    weights = _sum_up(blocks, body, prose_weight)
    element = body
    while True:
        largest = max(element, key=lambda child: weights.get(child, 0), default=None)
        is_part = largest is not None and largest.tag not in ("tr", "tbody", "p")
        if largest is None or not is_part or weights[largest] < _MOST * weights[element]:
            break
        element = largest
    lengths = _sum_up(blocks, body, lambda block: len(block.text))
    own = _sum_up(blocks, body, lambda block: len(block.text) * is_own(block))
    main = element
    for above in element.iterancestors():
        added = lengths.get(above, 0) - lengths.get(main, 0)
        if above not in lengths or own[above] - own[main] < _OWN_SHARE * added:
            break
        main = above if added else main
    return main


def _sum_up(
    blocks: list[Block], body: html.HtmlElement, weigh: Callable[[Block], float]
) -> dict[html.HtmlElement, float]:
    """Return for each element the weights of the blocks in it."""
    total: dict[html.HtmlElement, float] = dict.fromkeys(body.iter(), 0)
    for block in blocks:
        total[block.element] += weigh(block)
    # The reverse of document order meets children before their parents.
    for element in reversed(list(total)):
        if element is not body:
            total[element.getparent()] += total[element]
    return total


def is_own(block: Block) -> bool:
    """Say whether a block is the document's: prose or a table, and nothing that sites print."""
    is_text = block.grid is not None or _is_prose(block)
    is_beside = _is_furniture(block) or is_description(block) or 2 * block.linked > len(block.text)
    return is_text and not is_beside


def _is_inside(blocks: list[Block], main: html.HtmlElement) -> list[bool]:
    within = set(main.iter())
    return [block.element in within for block in blocks]


def _find_title(blocks: list[Block], titles: Iterable[str]) -> int | None:
    """Return which block above the main part is its title: as the head states, or a heading."""
    stated = [_key(title) for title in titles]
    for number in reversed(range(len(blocks))):
        key = _key(blocks[number].text)
        if len(key) >= 5 and any(key in title for title in stated) and not blocks[number].linked:
            return number
    headings = [i for i, block in enumerate(blocks) if block.level in (1, 2) and not block.linked]
    return headings[-1] if headings else None


def _without_furniture(blocks: list[Block]) -> list[Block]:
    """Leave out menus, and what sites print above the first and below the last sentence."""
    prose = [i for i, b in enumerate(blocks) if b.grid or (_is_prose(b) and not _is_furniture(b))]
    first, last = (prose[0], prose[-1]) if prose else (len(blocks), -1)
    return [
        block
        for number, block in enumerate(blocks)
        if block.grid
        or not ((_is_furniture(block) and not first < number < last) or _is_menu(blocks, number))
    ]


def _is_prose(block: Block) -> bool:
    return len(block.text) >= 20 and _SENTENCE.search(block.text) is not None


def _is_furniture(block: Block) -> bool:
    return len(block.text) <= _LONGEST_FURNITURE and _FURNITURE.search(block.text) is not None


def _is_menu(blocks: list[Block], number: int) -> bool:
    """Say whether a line and one beside it are nothing but links to other pages."""
    neighbours = blocks[max(0, number - 1) : number] + blocks[number + 1 : number + 2]
    return _is_link(blocks[number]) and any(_is_link(block) for block in neighbours)


def _is_link(block: Block) -> bool:
    is_file = any(_FILE.search(target) for target in block.targets)
    return not is_file and not block.grid and 10 * block.linked >= 8 * len(block.text)


def _key(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
