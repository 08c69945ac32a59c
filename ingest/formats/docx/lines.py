"""Lines of a paragraph: which line breaks part lines of their own, and which only wrap."""

import re

_SENTENCE_END = re.compile(r"[。！？；：!?;:.…][”’」』）)】〕》\"'\s]*\Z")
# A mark with all the brackets and quotes that may close behind it.
_LONGEST_END = 20
_LATIN = re.compile(r"[A-Za-z0-9,.;:%)]")
_NUMERAL = "[零〇一二三四五六七八九十百千]{1,7}"
# What begins a line of its own: a number, a sign of a list, a label, a date, brackets around all.
_OWN_LINE = re.compile(
    rf"第\s*(?:{_NUMERAL}|\d+)\s*[编章节条款项]|(?:{_NUMERAL}|\d{{1,3}})\s*[、.．](?!\d)"
    rf"|[（(]\s*(?:{_NUMERAL}|\d{{1,3}})\s*[）)]|[①-⑳●•■◆▪➢○□☑✓]|——|附\s?[件录表錄]"
    r"|[^\s，。；：:]{1,8}[：:]|[（(].*[）)]\Z"
    r"|[〇○零一二三四五六七八九十\d]{4}\s*年.{1,12}日\s*\Z"
)
_INDENT = re.compile(r"[\u3000\ue5e5\xa0 ]{2,}")
# White space, and characters without width.
_EDGES = "".join(c for c in map(chr, range(0x3001)) if c.isspace()) + "\u200b\u2060\ufeff"


def ends_sentence(text: str) -> bool:
    """Say whether `text` ends in a sentence mark, closing quotes and brackets aside."""
    return _SENTENCE_END.search(text[-_LONGEST_END:]) is not None


def glue(before: str, after: str) -> str:
    """Return what stands between two parts of a sentence: a space only between Latin words."""
    before, after = before.rstrip(), after.lstrip()
    is_latin = before and after and _LATIN.fullmatch(before[-1]) and _LATIN.fullmatch(after[0])
    return " " if is_latin else ""


def split_lines(text: str, *, keeps_all: bool = False) -> list[str]:
    """Return the lines of a paragraph, without white space around them; blank ones are dropped.

    A line break stays where a sentence ends before it or something of its own begins behind it;
    else the two sides are joined. With `keeps_all` every break stays.
    """
    lines: list[list[str]] = []
    is_parted = True
    for piece in re.split(r"[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", text):
        line = clean(piece)
        if not line:
            is_parted = True
            continue
        parted = is_parted or keeps_all or _INDENT.match(piece) or _OWN_LINE.match(line)
        if not lines or parted or ends_sentence(lines[-1][-1]):
            lines.append([line])
        else:
            lines[-1] += [glue(lines[-1][-1], line), line]
        is_parted = False
    return ["".join(pieces) for pieces in lines]


def clean(text: str) -> str:
    """Return `text` without white space around it, and with a space for each tab."""
    text = text.replace("\ue5e5", "\u3000")
    text = re.sub(r"[\t\r\n]+ *", " ", text)
    return text.strip(_EDGES)
