"""What a number measures and for whom, in words of the text."""

import re

_SENTENCE_END = re.compile("[。！？；!?;\n]")
_PHRASE_END = re.compile("[，：,:（）()]")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_LAST_WORDS = re.compile(
    "(?:达到|达|保持在|控制在|稳定在|维持在|(?:提高|提升|下降|降低|增加|增长|缩短|延长)[到至]|[降增减][到至]"
    "|累计|合计|共计|总计|共|分别|原则上|力争|给予|实现|完成|予以|每|可以?|应当?|[须最][高低]?|(?:可以|并)?处|[由从为是在到至的按将达于])$"
)
_FIRST_WORDS = re.compile(
    "(?:.*(?:实现|完成|新增|其中|力争|确保|给予|安排))?[由从约到在和及与并按对]?(?=..)"
)
# Nouns after a count end before these.
_NEXT_WORDS = re.compile(
    "获|得到|实现|达到|享受|可|(?<!行)为|以|在|已|将|被|进行|通过|开展|组成|参[加与]|完成|按|每|中的"
    "|中$|不|或|由|的?$"
)
_NOUN = re.compile("(?:[一-鿿A-Za-z·]|“[^“”\\s]{1,12}”){1,60}")
# What is given or taken: 五万元以下罚款, 50万元奖励.
_GRANT = re.compile(
    "的?(?:一次性)?(?:罚款|奖励|奖补|补助|补贴|资助|扶持|贴息|奖金|滞纳金|违约金|赔偿金?|保证金|资金|经费"
    "|贷款|费用|公示期?|有效期|宽限期|有期徒刑|拘役|拘留)"
)
_AROUND = "、“”‘’《》\"'"
_SHORTEST, _LONGEST = 2, 30
_FARTHEST = 400
_GIVING = (
    "给予|予以|发放|支付|奖励|补助|补贴|资助|处|并处|科处|征收|收取|减免|扣除|拨付|按照?|可|每|$"
)
_BODY = (
    "(?:企业|公司|单位|机构|组织|机关|部门|个人|家庭|学校|医院|园区|基地|平台|团队|项目|群体|对象|人员|居民"
    "|职工|学生|[人者户员方村社])"
)
_FOR_WHOM = re.compile(
    rf"(?:^|[，,：:；。的])(?:凡|对于?|向)(?P<whom>[^，。；：\d]{{0,40}}?{_BODY})(?:，[^，。；]{{0,30}}?)?[，,]?"
    rf"(?:分别|一次性|最高|再)*(?:{_GIVING})"
)
_GIVEN = re.compile(
    f"(?:给予|奖励|补助|补贴|资助|发放给|支付给?)(?P<whom>[一-鿿]{{0,8}}?{_BODY})"
    "(?:一次性|最高|每年|每月|不超过|人民币)*$"
)
_EACH = re.compile(
    f"(?P<whom>每(?:[个家名户]?[一-鿿]{{0,4}}?{_BODY}|[家户人]))"
    "(?:每[年月日天次]|一次性|最高|给予|不超过|补助|补贴|奖励|为)*$"
)


def what_is_measured(
    text: str, span: tuple[int, int], *, is_counted: bool, is_deadline: bool, after: int
) -> str:
    """Return the words that the number at `text[span[0]:span[1]]` measures, "" if unclear.

    A year that its sentence gives stands before them: `2019年工业增加值`.

    Args:
        text: Where it stands.
        span: The number with its unit and bounds.
        is_counted: Things are counted, whose name follows the number.
        is_deadline: It is the time within which something is done, which the words after it name.
        after: Where the number before it ends.
    """
    start = max(0, span[0] - _FARTHEST)
    sentence = _SENTENCE_END.split(text[start : span[0]])[-1]
    what = ""
    follows = _NOUN.match(text, span[1])
    if follows and (is_counted or follows.group().startswith("的")):
        what = _NEXT_WORDS.split(follows.group().removeprefix("的"))[0]
    elif is_deadline and follows and _SHORTEST <= len(follows.group()) <= _LONGEST:
        what = follows.group()
    elif grant := _GRANT.match(text, span[1]):
        what = grant.group().removeprefix("的")
    if len(what) < _SHORTEST:
        start = max(start, after)
        phrases = _PHRASE_END.split(_SENTENCE_END.split(text[start : span[0]])[-1])
        what = _trim(phrases[-1])
        if not what and phrases[-1].strip() and len(phrases) > 1:
            what = _trim(phrases[-2])
    years = _YEAR.findall(re.sub(r"\s+", "", sentence))
    if what and years and not _YEAR.search(what):
        what = years[-1] + what
    return what if len(what) <= _LONGEST else ""


def is_same_phrase(text: str, start: int, end: int) -> bool:
    """Say whether nothing between `start` and `end` ends a phrase."""
    return not _PHRASE_END.search(text, start, end) and not _SENTENCE_END.search(text, start, end)


def for_whom(text: str, start: int) -> str:
    """Return who gets or owes the amount that begins at `start`, "" if its sentence does not say.

    对中小企业给予…, 每户…, 奖励个人…: the nearest of these, in words of the text.
    """
    sentence = _SENTENCE_END.split(text[max(0, start - _FARTHEST) : start])[-1]
    phrase = re.sub(r"\s+", "", _PHRASE_END.split(sentence)[-1])
    for pattern in (_GIVEN, _EACH):
        match = pattern.search(phrase)
        if match:
            return match["whom"]
    found = list(_FOR_WHOM.finditer(re.sub(r"\s+", "", sentence)))
    return found[-1]["whom"] if found else ""


def _trim(phrase: str) -> str:
    """Cut the verbs around the noun phrase that `phrase` ends in."""
    phrase = re.sub(r"\s+", "", phrase).lstrip(_AROUND)
    while (shorter := _LAST_WORDS.sub("", phrase.rstrip(_AROUND))) != phrase:
        phrase = shorter
    phrase = _FIRST_WORDS.sub("", phrase, count=1)
    return "" if len(phrase) < _SHORTEST or _YEAR.fullmatch(phrase) else phrase
