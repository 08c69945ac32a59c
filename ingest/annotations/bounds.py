"""Whether a number is a most, a least or a rough one, from the words around it."""

import re

_NO = "(?:不(?:得|能|应|可|应当|予|再|会|允许)?|未)"
_MAX_WORDS = f"{_NO}(?:超过|超出|突破|逾|[高多大长晚迟]于|超)|至多|最多|最高|最长|最大|最迟|上限"
_MIN_WORDS = f"{_NO}(?:少于|低于|小于|短于|早于|少|低)|至少|最少|最低|最短|最小|起码|下限"
# Bounds only right before the number, or before a noun with 的: 低于成本的5%.
_MAX_NEAR = "[低少小短]于|不足|[不未]满|[达够]?不到|未达到?|≤|＜|<"
_MIN_NEAR = "超过|突破|[高多大长]于|(?<![高赶名反])超|逾|(?<=年)满|已满|满|≥|＞|>"
_ABOUT = "(?<![公条合节制预特契])约|大约|大概|将近|接近"
# Not 近三年, the three years past.
_NEARLY = "(?<![最附邻远新])近"
BEFORE = f"(?:{_MAX_WORDS}|{_MIN_WORDS}|{_MAX_NEAR}|{_MIN_NEAR}|{_ABOUT}|{_NEARLY})"
INCLUDED = r"(?:\s?[（(][^（）()]{0,6}含[^（）()]{0,6}[）)])?"
AFTER = r"(?:及其?|或者?)?(?:[以之]\s?[上下]|[以之]\s?内|以外|左右|上下)"
_BEFORE = re.compile(
    f"(?P<max>{_MAX_WORDS})|(?P<min>{_MIN_WORDS})|(?P<max_near>{_MAX_NEAR})|(?P<min_near>{_MIN_NEAR})"
    f"|(?P<about>{_ABOUT}|{_NEARLY})"
)
_AFTER = re.compile(
    rf"\s*{INCLUDED}(?:及其?|或者?)?(?:(?P<min>[以之]\s?上)|(?P<max>[以之]\s?[下内]|内)|(?P<about>左右|上下))"
)
# Words that bound even 一: 至少一名, but not 突破一批关键技术.
PLAIN = re.compile(f"{_MAX_WORDS}|{_MIN_WORDS}|超过|[高低多少大小]于")
_PAUSE = re.compile("[，。；：！？、（）(),;:“”]")
# 最高给予50万元, 不超过实际投入的50%: words of the same phrase, but no other sentence.
_FARTHEST = 24
_MODIFIER = re.compile("|[^的]{0,20}的|(?:人民币|为|是|可达|达|达到|每年|每月|每天|每次)")
_RECENT = re.compile("(?:年|个月|个季度|周|天|次|届|期)")


def read_bound(text: str, phrase: tuple[int, int], number: tuple[int, int], measure: str) -> str:
    """Return `max`, `min`, `about` or "" for the number at `text[number[0]:number[1]]`.

    Args:
        text: Where it stands.
        phrase: Where the words before it may begin, and where those after it end; the words right
            beside the number lie in it.
        number: Span of number and measure word without any bound.
        measure: The measure word; 三年内 is a bound, 近三年 none.
    """
    start, end = number
    after = _AFTER.match(text, end, phrase[1])
    if after and (
        after.lastgroup != "max" or not after.group().endswith("内") or _is_within(text, after)
    ):
        return after.lastgroup or ""
    pauses = [m.end() for m in _PAUSE.finditer(text, phrase[0], start)]
    before = list(_BEFORE.finditer(text, pauses[-1] if pauses else phrase[0], start))[-1:]
    if not before or start - before[0].end() > _FARTHEST:
        return ""
    return _of_word(text, before[0], start, measure)


def _of_word(text: str, word: re.Match[str], start: int, measure: str) -> str:
    """Return the bound that `word` sets on the number that begins at `start`."""
    name = (word.lastgroup or "").removesuffix("_near")
    gap = text[word.end() : start].strip()
    if word.group() == "近" and _RECENT.fullmatch(measure):
        return ""
    if name == word.lastgroup and name != "about":
        return name
    if name == "about":
        return "" if gap else name
    return name if _MODIFIER.fullmatch(gap) else ""


def _is_within(text: str, after: re.Match[str]) -> bool:
    return not re.match("[容部涵在外]", text[after.end() : after.end() + 1])
