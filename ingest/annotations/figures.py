"""Numbers with units: amounts, shares, counts and lengths of time, and what they measure."""

import re
from collections.abc import Iterator

from ingest.model import Figure
from ingest.structure.text import JoinedText

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SCALE = "(?:万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千|百)?"
_MONEY = "(?:美|欧|港|日)?元(?!旦)"
# Measure words for things counted one by one; what follows must not make another word of them.
_COUNTED = (
    "个(?!人[所信防独健住创]|体|性|税|案)"
    "|家(?!庭|长|禽|具(?![有备])|用[电品纺]|电(?![商子力])|居|纺(?!织))"
    "|项(?!目)|条(?![件款例])|件(?!数)|种(?![植子养])|类|款(?![项式])|批次|批(?![准发复示量])|人次"
    "|人(?![民才员力工均])|名(?![单称义])|位(?![于置])|户(?![籍外主口])|所(?![有在得属需以述列称谓])"
    "|座(?![谈位机])|台(?![湾州账风])|套(?![餐利])|只(?![有要能])|辆|艘|架|支(?![持付撑援出行])"
    "|份(?!额)|例(?![如会外])|场(?![所地馆景内])|宗|笔(?![记试])|门(?![店诊户口市槛])"
    "|期(?![间限内末满])|轮(?![岗流换])|次(?![数日月年])"
)
_MEASURED = (
    "个百分点|个基点|个工作日|个小时|个月|平方米|平方公里|立方米|公里|千米|毫米|厘米|米(?![面粮])"
    "|千瓦时|千瓦|吨标准煤|吨|公斤|千克|毫克|克(?!服)|毫升|升(?!级)|公顷|亩|倍(?!增)|岁|小时|分钟"
    "|周(?![边期转末日一二三四五六])|天(?![津然])|℃|摄氏度|年(?![度代级]|\\s*\\d*\\s*月)|日(?=内)"
)
_UNIT = (
    f"[多余几]?\\s*(?P<scale{{0}}>{_SCALE})[多余几]?"
    f"(?P<measure{{0}}>[%‰]|{_MONEY}|{_MEASURED}|{_COUNTED})"
)
_BOUND = (
    "(?:不[少低高多小大]于|不超过|不足|不满|未满|(?<!达)不到|超过|突破|[大小低高多少]于|至少|至多"
    "|最高|最低|最多|最少|(?<![高赶])超|逾|(?<![最附])近|(?<![公条合节制预])约)"
)
_FIGURE = re.compile(
    f"(?:{_BOUND}\\s*)?(?<![0-9A-Za-z.第〔\\[/])(?<!第\\s)(?P<number>{_NUMBER})\\s*"
    f"(?:{_UNIT.format(1)}|(?=[-—–~～至到]+\\s*{_NUMBER}\\s*{_UNIT.format(2)}))"
    "(?:\\s*(?:[（(]含[）)])?及?(?:左右|以上|以下|以内|以外))?"
)
_SAME_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
# A number by itself before a word that only begins like a unit: 专栏 2 家用电器.
_NUMBERING = re.compile(r"(?:^|\n|专栏|附件|附表|附录|表|图|步骤|案例|序号)\s*$")
_SENTENCE_END = re.compile("[。！？；!?;\n]")
_PHRASE_END = re.compile("[，：,:（）()]")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_LAST_WORDS = re.compile(
    "(?:达到|达|保持在|控制在|稳定在|维持在|(?:提高|提升|下降|降低|增加|增长|缩短|延长)[到至]|[降增减][到至]"
    "|累计|合计|共计|总计|共|分别|原则上|力争|给予|实现|完成|予以|每|[由从为是在到至的按将达])$"
)
_FIRST_WORDS = re.compile(
    "(?:.*(?:实现|完成|新增|其中|力争|确保|给予|安排))?[由从约到在和及与并按对]?(?=..)"
)
# Nouns after a count end before these.
_NEXT_WORDS = re.compile(
    "获|得到|实现|达到|享受|可|(?<!行)为|以|在|已|将|被|进行|通过|开展|组成|参[加与]|完成|按|每|中的"
    "|中$|不|或|由|的?$"
)
_NOUN = re.compile("(?:[一-鿿A-Za-z·]|“[^“”\\s]{1,12}”)+")
_AROUND = "、“”‘’《》\"'"
_SHORTEST, _LONGEST = 2, 30
_FARTHEST = 400
# 15年 may be the year 2015; twelve figures and more are the number of an account.
_LONGEST_TIME = 10
_LONGEST_NUMBER = 12


def find_figures(text: JoinedText) -> tuple[Figure, ...]:
    """Return the numbers with units in `text`, in its order.

    `printed` holds the words that bound the number (`超 7200 亿元`, `50 家左右`); `value` and
    `unit` do not, and 万 and 亿 stay with the unit. `what` are words of the text, after its year
    if it gives one (`2019年工业增加值`); it is empty where they are not clear. Years, dates,
    document numbers, numbers of clauses and numbers written in Chinese are no figures.
    """
    figures: list[Figure] = []
    plain = text.text.translate(_SAME_WIDTH)
    before: re.Match[str] | None = None
    for match in _matches(plain):
        what = _what(plain, match, before)
        if not what and before and not _PHRASE_END.search(plain, before.end(), match.start()):
            what = figures[-1].what
        figures.append(
            Figure(
                float(match["number"].replace(",", "")),
                "".join(_unit(match)),
                what,
                text.text[match.start() : match.end()],
                *text.span(*match.span()),
            )
        )
        before = match
    return tuple(figures)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches in `text` that are no dates, numbering or numbers of accounts."""
    for match in _FIGURE.finditer(text):
        number, (scale, measure) = match["number"], _unit(match)
        if len(number) >= _LONGEST_NUMBER:
            continue
        start = match.start("number")
        before = text[max(0, start - 8) : start]
        if measure == "年":
            is_other = not number.isdigit() or number[0] == "0" or int(number) > _LONGEST_TIME
        elif measure == "日":
            is_other = before.rstrip().endswith("月")
        else:
            is_spaced = text[match.end("number")].isspace() and _NUMBERING.search(before)
            is_counted = not scale and re.fullmatch(_COUNTED, measure)
            is_other = bool(is_counted and ("." in number or is_spaced))
        if not is_other:
            yield match


def _unit(match: re.Match[str]) -> tuple[str, str]:
    """Return the scale (万, 亿 or "") and the measure word; both ends of a range share them."""
    group = 1 if match["measure1"] else 2
    return match[f"scale{group}"], match[f"measure{group}"]


def _what(text: str, match: re.Match[str], last: re.Match[str] | None) -> str:
    """Return the words that the number measures: those after a count, else those before."""
    start = max(0, match.start() - _FARTHEST)
    sentence = _SENTENCE_END.split(text[start : match.start()])[-1]
    is_counted = re.fullmatch(_COUNTED, _unit(match)[1]) is not None
    what = ""
    follows = _NOUN.match(text, match.end())
    if follows and (is_counted or follows.group().startswith("的")):
        what = _NEXT_WORDS.split(follows.group().removeprefix("的"))[0]
    if len(what) < _SHORTEST:
        start = max(start, last.end() if last else 0)
        phrases = _PHRASE_END.split(_SENTENCE_END.split(text[start : match.start()])[-1])
        what = _trim(phrases[-1])
        if not what and phrases[-1].strip() and len(phrases) > 1:
            what = _trim(phrases[-2])
    years = _YEAR.findall(re.sub(r"\s+", "", sentence))
    if what and years and not _YEAR.search(what):
        what = years[-1] + what
    return what if len(what) <= _LONGEST else ""


def _trim(phrase: str) -> str:
    """Cut the verbs around the noun phrase that `phrase` ends in."""
    phrase = re.sub(r"\s+", "", phrase).lstrip(_AROUND)
    while (shorter := _LAST_WORDS.sub("", phrase.rstrip(_AROUND))) != phrase:
        phrase = shorter
    phrase = _FIRST_WORDS.sub("", phrase, count=1)
    return "" if len(phrase) < _SHORTEST or _YEAR.fullmatch(phrase) else phrase
