"""Words of force and of money, and negations, of a statement against its clauses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answer.checks.text import Evidence, Span, blank, english_words

# 需要 and 可 say what is to be done only before a word such as these: 可降解 does not.
_VERBS = (
    "由|在|于|将|按|根据|依|遵|以|把|向|给|先|不断|进一步|逐步|及时|主动|自主|自行|直接|适当|积极|充分|优先|确保|符合"
    "|满足|结合|围绕|坚持|加强|加快|强化|推|开展|落实|建立|健全|完善|提高|提供|提交|提出|报|经|做好|抓好|采取|承担"
    "|履行|申请|享|获|得到|领取|参加|通过|委托|使用|用于|组织|选择|减|免|延"
)
_DUTY = "应当|应该|(?<![对适反供相响呼效答感顺因])应(?![当该用急对变链邀届答收付聘税])"
_MUST = (
    "必须|务必|必需|(?<![必无胡])须(?!知)"
    "|(?<![急内刚供所按必无军特亟的])(?<!根据|实际|发展|生活|按照|结合)"
    f"需(?:要(?={_VERBS})|(?![求要方]))"
)
_WILL = (
    "(?<![需主重必不只将概纲首摘紧简扼机次险提精])(?<!提出|指出|明确|强调)"
    "要(?![求素点件闻约么是害义务领塞职地道])"
)
_ALLOWED = f"可以|(?<![不认许])可(?={_VERBS})"
_ALL_DUTIES = f"{_DUTY}|{_MUST}|{_WILL}|不得|严禁|禁止"
_MONEY = "补贴|补助|奖励|资助|贴息|奖补|减免"


# What a statement says, and what must then stand in a clause; None: the very word.
_FORCE: tuple[tuple[str, str | None], ...] = (
    (_DUTY, _DUTY),
    (_MUST, _MUST),
    (_WILL, _ALL_DUTIES),
    (_ALLOWED, _ALLOWED),
    (
        "鼓励|支持(?!单位|部门)|引导|推动|禁止|不得|优先|严禁|给予|要求|允许|强制|补贴|奖励|资助|补助|贴息|奖补|减免"
        "|免费|拨款|无偿|补偿|罚款|处罚",
        None,
    ),
    (english_words("must|shall|should"), _ALL_DUTIES),
    (english_words("may"), _ALLOWED),
    (english_words("(?i:encourag(?:e[sd]?|ing|ement))"), "鼓励"),
    (english_words("(?i:subsid(?:y|ies|i[sz]e[sd]?|i[sz]ing))"), _MONEY),
    (english_words("(?i:prohibit(?:s|ed|ing)?|forbid(?:s|den)?|banned)"), "禁止|严禁|不得"),
    (english_words("(?i:reward(?:s|ed|ing)?)"), "奖励|奖补"),
)
_NOT_NEGATIVE = re.compile(
    "不断|不同|不仅|不但|不过(?!关)|不少(?!于)|不论|不管|不久|不光|不只|不锈钢|不限|不可或缺|未来|无论|无非|无锡|非常|非洲"
    "|非遗|除非|是非|(?:不|未)(?:得|能|应|可|再)?(?:超过?|足|满|到|逾|[低高多少大小]于)(?=[\\d一二三四五六七八九十百千])"
)
_NEGATION = re.compile(
    "并?没有|并非|不是|禁止|严禁|不[得准能可会应宜再要必]|未[能曾]?|无[法需须]|不|无|非|勿|莫|没"
)
_ENGLISH_NOT = re.compile(
    r"(?<![A-Za-z])(?:not(?! only| (?:less|more|fewer|later|exceed))|never|cannot"
    r"|no(?! (?:less|more|fewer|later)|\.))(?![A-Za-z])"
)
_CHINESE_RUN = re.compile("[一-鿿]*")


@dataclass(frozen=True, slots=True)
class _Negation:
    """A negating word at `start:end`, with some of the Chinese before and after it."""

    start: int
    end: int
    before: str
    after: str


def find_wrong_force(statement: str, evidence: Sequence[Evidence]) -> list[Span]:
    """Return the words of force and of money in a folded statement that no clause holds."""
    held = "\n".join(e.words for e in evidence)
    return [
        match.span()
        for said, needed in _FORCE
        for match in re.finditer(said, statement)
        if not (match.group() in held if needed is None else re.search(needed, held))
    ]


def find_wrong_negations(statement: str, evidence: Sequence[Evidence]) -> list[Span]:
    """Return what a folded statement negates and no clause does, and the other way round."""
    held = "\n".join(e.words for e in evidence)
    denied = list(_negations(held))
    wrong = [
        (negation.start, negation.end + len(negation.after[:2]))
        for negation in _negations(statement)
        if not any(_denies_same(negation, other) for other in denied)
    ]
    if not denied:
        wrong += [match.span() for match in _ENGLISH_NOT.finditer(statement)]
    return wrong + [span for other in denied for span in _claims(statement, other, held)]


def _negations(text: str) -> Iterator[_Negation]:
    masked = blank(text, (match.span() for match in _NOT_NEGATIVE.finditer(text)))
    for match in _NEGATION.finditer(masked):
        before = _CHINESE_RUN.match(text[max(0, match.start() - 2) : match.start()][::-1])
        after = _CHINESE_RUN.match(text, match.end(), match.end() + 4)
        yield _Negation(
            *match.span(), before.group()[::-1] if before else "", after.group() if after else ""
        )


def _denies_same(negation: _Negation, other: _Negation) -> bool:
    if negation.after:
        return other.after.startswith(negation.after[:2])
    return other.before == negation.before


def _claims(statement: str, denied: _Negation, held: str) -> Iterator[Span]:
    """Yield where `statement` claims what a clause denies and nowhere says itself."""
    word = denied.after[:2]
    for phrase in (f"{denied.before}{word}", word, denied.after):
        claimed = re.compile(f"(?<![不未无非没])(?<![不未没][有能得会]){re.escape(phrase)}")
        if len(phrase) > 1 and not claimed.search(held) and (match := claimed.search(statement)):
            yield match.span()
            return
