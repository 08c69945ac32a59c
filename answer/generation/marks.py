"""Read the lines that a language model writes: sentences and the marks, [1], that they end in."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from question.words import simplify

_NUMBERS = r"\s*(?:条款\s*|[Cc]lause\s+)?\d{1,9}(?:\s*[,，、\-–—~～至]\s*\d{1,9})*\s*"
# [2023]16号 is the number of a document, [1](…) a link.
_MARK = rf"\s*(?:\[{_NUMBERS}\]|［{_NUMBERS}］|【{_NUMBERS}】)(?!\s*\d|\()"
_MARKS = re.compile(_MARK)
_RANGE = re.compile(r"(\d+)(?:\s*[\-–—~～至]\s*(\d+))?")
_STOPS = "。！？；.!?;"
# A sentence ends with its marks, before or after its stop; one without marks goes on.
_CUT = re.compile(
    rf"(?:{_MARK})+\s*[{_STOPS}]+(?!{_MARK})|[{_STOPS}]+[”’」』）)\"']*(?:{_MARK})+(?!\s*[{_STOPS}])"
)
# In a line that begins with a mark, marks stand before their sentences.
_LEADS = re.compile(rf"(?:{_MARK})+(?!.*{_MARK}\s*[{_STOPS}]*\s*$)")
_CUT_LEADING = re.compile(rf"[{_STOPS}][”’」』）)\"']*(?={_MARK})")
_BULLET = re.compile(
    r"^\s*(?:[-*+•·●▪—>]+\s*|#{1,6}\s+|\d{1,2}(?:[、)）]|\.(?!\d))\s*|[（(]\d{1,2}[)）]\s*)"
)
_LONGEST_RANGE = 50
# What is left around marks that were taken out.
_LEFT = re.compile(rf"\s+(?=[，、{_STOPS}])|(?<=[。！？；!?;])[。；;]+$")
_EMPHASIS = re.compile(r"\*+|_{2,}|~{2,}|`+")
_MARKUP = re.compile(
    # The last are the fences that clauses and questions stand in.
    r"<[/!?a-z]|[<＜]/?\s*(?:条款|问题|对话|追问)|\]\s*[(\[]|[\[［【]\s*\^?\s*\d|^\s*\||&(?:#|[a-z]+;)|\ufffd",
    re.I,
)
_NO_SENTENCE = re.compile(r"\s*(?:#{1,6}\s|```|~~~|(?:[-*_=]\s*){3,}$)")
_ADDRESS = re.compile(
    r"[a-z][a-z+.-]*://[^\s，。；、）]+|www\.[^\s，。；、）]+|[\w.+-]+@[\w.-]*[a-z]", re.I | re.A
)
_PLANTED = re.compile(
    r"(?:忽略|无视|忘记|忘掉|不要理会|不用管)[^。！？\n]{0,8}(?:以上|上述|上面|之前|此前|前面|先前|所有|一切|系统)"
    r"|(?:ignore|disregard|forget)\b.{0,20}\b(?:previous|above|prior|earlier|system|all)\b"
    r"|(?:你|ai|模型|助手)(?:现在|都)?(?:必须|只能|应当|应该)(?:回答|输出|回复|扮演)"
    r"|系统提示词|system prompt|(?:请|直接|只|必须|改为)(?:回答|输出|回复)\s*[“‘\"'「『：:]"
)


def read_lines(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a reply as they are complete, without blank ones and <think> blocks."""
    thinks = False
    for line in _split(pieces):
        kept = ""
        while line:
            before, tag, line = line.partition("</think>" if thinks else "<think>")
            kept += "" if thinks else before
            thinks = thinks != bool(tag)
        if kept.strip():
            yield kept


def _split(pieces: Iterable[str]) -> Iterator[str]:
    begun = ""
    for piece in pieces:
        *lines, begun = (begun + piece).split("\n")
        yield from lines
    yield begun


def read_statements(line: str) -> list[tuple[str, tuple[int, ...]]]:
    """Return the sentences of `line`, plain, each with the numbers of its marks as written.

    A sentence with no mark of its own shares those of the next one in the line; headings, fences
    and rules are no sentences.
    """
    if _NO_SENTENCE.match(line):
        return []
    cut = _CUT_LEADING if _LEADS.match(line) else _CUT
    ends = [match.end() for match in cut.finditer(line)]
    parts = [line[a:b] for a, b in zip([0, *ends], [*ends, len(line)], strict=True)]
    read = [(_plain(strip_marks(part)), _numbers(part)) for part in parts]
    return [(text, numbers) for text, numbers in read if text.strip(_STOPS)]


def strip_marks(text: str) -> str:
    """Return `text` without its marks."""
    return _MARKS.sub("", text)


def has_markup(text: str) -> bool:
    """Say whether a plain sentence holds HTML, a link, a table, a broken character, or a mark."""
    return _MARKUP.search(text) is not None


def find_addresses(text: str) -> list[str]:
    """Return the addresses of pages and mailboxes in `text`."""
    return [found.rstrip(".,;)") for found in _ADDRESS.findall(text)]


def speaks_to_model(text: str) -> bool:
    """Say whether `text` gives orders to a language model, which no official document does."""
    return _PLANTED.search(simplify(text)) is not None


def _plain(text: str) -> str:
    """Return `text` without bullets, emphasis and characters that cannot be seen."""
    words = " ".join(_EMPHASIS.sub("", _BULLET.sub("", text)).split())
    return _LEFT.sub("", "".join(c for c in words if unicodedata.category(c)[0] != "C"))


def _numbers(text: str) -> tuple[int, ...]:
    numbers: dict[int, None] = {}
    for mark in _MARKS.finditer(text):
        for first, last in _RANGE.findall(mark.group()):
            end = min(int(last or first), int(first) + _LONGEST_RANGE)
            numbers.update(dict.fromkeys(range(int(first), end + 1)))
    return tuple(numbers)
