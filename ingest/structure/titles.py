"""Titles of documents: known by the word for their kind, and what a title says."""

import re
from difflib import SequenceMatcher

KINDS = (
    "意见|计划|规划|方案|办法|规定|条例|通知|通报|细则|决定|决议|措施|指南|公告|通告|布告|公报|纲要|法|批复|复函|函|目录"
    "|标准|要点|清单|规则|制度|章程|准则|规范|指引|导引|导则|报告|命令|解释|说明|预案|协议|纪要|政策|名单|议案|请示"
    "|声明|倡议书|手册|程序|指标|要求|分工|一览表|对照表|汇总表|须知|守则|公约|规程|法典|要览|汇编|补充规定|若干规定"
)
_TITLE = re.compile(rf"(?:{KINDS}|》)\s*(?:[（(【〔][^（）()]{{1,24}}[）)】〕]\s*)*$")
# Orders of Taiwan have a sentence for a title: 修正「甲办法」部分条文。
_ENACTS = re.compile("(?:修正|订定|訂定|制定|废止|廢止)「[^「」]{2,60}」[^，。「」]{0,12}。?")
_PAUSE = re.compile("[，。；！？]")
NOTE = re.compile(r"[（(【〔][^（）()]{1,24}[）)】〕](?:[（(【〔][^（）()]{1,24}[）)】〕])*")
_NOTE_OF_TITLE = re.compile(
    r"稿|试行|暂行|草案|修订|版|\d{4}\s?[-—–~至年]|实施|废止|失效|节选|摘要"
)
_REPOSTED = re.compile(r"^\s*[（(【](?:转载|转发)[）)】]")
_PERIOD = re.compile(r"(20\d{2})\s*年?\s*[-—–－~～至到]+\s*(20\d{2})")
_FIVE_YEARS = re.compile('[“"]?十([一二三四五])五[”"]?(?:时期|期间)?')
_FORWARDS = re.compile("印发|转发|批转|发布|公布|颁布|颁发|下发|征求(?:对|关于)?(?=《)")
_NAMED = re.compile("《(?P<quoted>[^《》]+(?:[《〈][^《》〈〉]*[》〉][^《》]*)*)》|(?P<plain>.+)")
_LEAST_PART, _ALIKE = 0.6, 0.85
_FIRST_PLAN = 2006


def is_title(line: str) -> bool:
    """Say whether `line` ends in a word for a kind of document and is no sentence."""
    if _ENACTS.fullmatch(line):
        return True
    return _TITLE.search(line) is not None and not _PAUSE.search(line)


def is_note_of_title(line: str) -> bool:
    """Say whether `line` is a bracketed note that belongs to the title above: （试行）."""
    return NOTE.fullmatch(line) is not None and _NOTE_OF_TITLE.search(line) is not None


def tidy_title(printed: str) -> str:
    """Return a title as one line: wrapped lines joined, spaces between Chinese characters gone."""
    printed = _REPOSTED.sub("", printed)
    one_line = re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", printed)
    return re.sub(r"\s+", " ", one_line).replace("(", "（").replace(")", "）").rstrip("。")


def read_period(title: str) -> tuple[int, int] | None:
    """Return the years that a title names: （2023-2025年）, or “十四五” in that of a plan."""
    match = _PERIOD.search(title)
    if match:
        return int(match.group(1)), int(match.group(2))
    five = _FIVE_YEARS.search(title)
    if five is None or not re.search("规划|计划|纲要|方案", title):
        return None
    first = _FIRST_PLAN + 5 * ("一二三四五".index(five.group(1)))
    return first, first + 4


def title_of_issued(notice: str) -> str:
    """Return the title of what a notice issues, forwards or consults on, "" if it does none.

    关于印发《甲办法》的通知 gives 甲办法; a name without 《》 may lack a word or two of its title.
    """
    act = _FORWARDS.search(notice)
    if act is None:
        return ""
    rest = re.sub(
        "的?(?:通知|公告|函|决定|意见的通知|令)(?:[（(][^（）()]*[）)])?$", "", notice[act.end() :]
    )
    match = _NAMED.search(rest)
    return (match["quoted"] or match["plain"] or "") if match else ""


def is_same_title(title: str, other: str) -> bool:
    """Say whether two titles name one document; brackets, marks and 的 make no difference.

    A notice may say a word of the title otherwise, but its years and numbers are the same.
    """
    one, two = _key(title), _key(other)
    if not one or not two:
        return False
    if one == two:
        return True
    short, long = sorted((one, two), key=len)
    if len(short) >= _LEAST_PART * len(long) and _is_within(short, long):
        return True
    is_dated_alike = re.findall(r"\d+", one) == re.findall(r"\d+", two)
    return is_dated_alike and SequenceMatcher(None, one, two, autojunk=False).ratio() >= _ALIKE


def _is_within(short: str, long: str) -> bool:
    """Say whether the characters of `short` stand in `long` in their order."""
    rest = iter(long)
    return all(character in rest for character in short)


def _key(title: str) -> str:
    return re.sub("[^0-9A-Za-z一-鿿]|的", "", title)
