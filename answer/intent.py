"""What kind of answer a question wants, and which kind of fact must be there to give it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.query import Query, blank
from ingest import Clause
from ingest.vocabulary import default_vocabulary

# A question for all that a department does: it says that it wants all,
_WANTS_ALL = re.compile(
    r"全部|所有|一共|总共|汇总|列出|列举|列全|逐条|逐项|清单|一览|一次过|多少项|多少条|哪几|几项|几条|几样"
    r"|\b(?:every|all|list)\b"
)
# or asks what it does, and names no subject beside that.
_ASKS_WHAT_IT_DOES = re.compile(
    r"(?:哪些|什么).{0,6}(?:任务|工作|事项|条目|活|事|牵头|参与|负责|配合|做)"
    r"|(?:牵头|参与|负责|配合|做|管).{0,6}(?:哪些|什么)"
    r"|(?:which|what).{0,30}(?:task|item|clause|work|responsib|lead)"
)
_ASKS_WHO = re.compile(
    r"谁|(?:哪些?|哪几|几|什么).?(?:部门|单位|厅|局|委)|who\b|(?:which|what) (?:department|agenc)"
)
_SAYS_NO_SUBJECT = re.compile(
    r"哪些|什么|任务|工作|事项|条目|事情|牵头|参与|参加|负责|配合|协助|单位|部门|职责|分工|重点|主要"
    r"|[省市里中的在由是要有请和与了这那份个它他被需具体都做管活事哪]"
    r"|\b(?:which|what|in|the|of|does|do|is|are|it|for|to|tasks?|items?|clauses?|works?|provincial"
    r"|leads?|led|by|take|takes|part|responsible|responsibilit(?:y|ies)|guangdong|plan|draft)\b|\W"
)
_LONGEST_REST = 3
# The first that fits is taken; `content` fits what is left.
_INTENTS = (
    (
        "responsibility",
        re.compile(
            r"谁|牵头|负责|主管|领头|哪个部门|哪些部门|分工|归.{0,6}管|\blead|responsible|in charge"
        ),
    ),
    (
        "figure",
        re.compile(r"多少|几个|几家|几项|比例|占比|百分|多大|多高|how many|how much|percent"),
    ),
    ("support", re.compile(r"支持|扶持|政策|补贴|补助|帮|优惠|鼓励|support|subsid|fund")),
)


@dataclass(frozen=True, slots=True)
class Need:
    """A kind of fact that a question asks for: `name` in Chinese, and which clauses hold one."""

    name: str
    asked: re.Pattern[str]
    is_met: Callable[[Clause], bool]


def _has_unit(*units: str) -> Callable[[Clause], bool]:
    return lambda clause: any(f.unit.endswith(units) for f in clause.annotations.figures)


def _says(pattern: str) -> Callable[[Clause], bool]:
    return lambda clause: re.search(pattern, clause.text) is not None


_ASKS_WHO_LEADS = re.compile(
    r"(?:谁|哪个|哪家|哪些|什么)(?:部门|单位|部委|厅局|厅|局|委)?.{0,4}(?:牵头|主办|会办|主管|带头|领头)"
    r"|(?:which|what) (?:department|agency|ministry|bureau).{0,12}\blead|who leads"
)
_AMOUNT = (
    r"多少钱|多少元|多少万|几十?百?万|奖金"
    r"|(?:补贴|补助|奖励|奖补|资助|资金|扶持|罚款|罚|奖).{0,8}(?:多少|几|额度|上限|最高)"
    r"|(?:最高|最多).{0,6}(?:补|奖|给|拿|万)|how much (?:money|subsidy|funding)"
)
_RATE = r"税率|利率|贴息.{0,4}多少|税.{0,6}(?:百分之|几个点|多少)|tax rate|interest rate"
_PROCEDURE = (
    r"(?:怎么|怎样|如何|在哪里?|去哪里?|哪个网站).{0,4}(?:申请|申报|报名|办理|领取|填表)"
    r"|(?:申报|申请|报名).{0,4}(?:材料|流程|条件|时间|截止|表)|截止(?:申报|申请|报名)"
    r"|(?:交|要|准备)(?:什么|哪些)材料|(?:满足|符合|具备).{0,4}(?:什么|哪些|啥)条件"
    r"|how (?:do i|to) apply"
)
NEEDS = (
    Need("金额", re.compile(_AMOUNT), _has_unit("元")),
    Need("税率或利率", re.compile(_RATE), _has_unit("%", "％")),
    Need(
        "电话或传真",
        re.compile(r"电话|传真|热线|phone|\bfax"),
        _says(r"电话|传真"),
    ),
    Need("邮箱", re.compile(r"邮箱|电邮|e-?mail"), _says(r"邮箱|@")),
    Need(
        "定义",
        re.compile(r"怎么定义|如何定义|定义是|的定义|\bdefin(?:ed|ition)"),
        _says(r"是指|指的是|定义为|，即"),
    ),
    Need(
        "百分比",
        re.compile(
            r"百分之(?:几|多少)|(?:几|多少)个?百分点|(?:几|多少)个点(?!评|位|名)|几成(?!员)"
            r"|what percent|how many percent"
        ),
        _says(r"\d\s*[%％]|百分之"),
    ),
    Need("责任部门", _ASKS_WHO_LEADS, lambda clause: bool(clause.annotations.responsibilities)),
    Need(
        "办公地址",
        re.compile(r"地址|在哪里?办公|几楼|哪条路|address"),
        _says(r"地址[:：]"),
    ),
    Need("申报程序或材料", re.compile(_PROCEDURE), _says(r"申报|申请|受理|报名")),
)


_ASKS_NUMBER = re.compile(
    r"(?<!号)多少(?!号|条)|(?<!哪)几[个家间项倍](?!一批|方面|部分|阶段|部门|单位|[厅局委部省市])"
    r"|how (?:many|much)"
)
_ASKS_VALIDITY = re.compile(
    r"期内|有效|生效|失效|过期|到期|作数|算数|还能用|还管用|管到|执行到"
    r"|still (?:valid|in force|appl)|expire"
)
# What is counted in a measure of its own is not said where no number has that measure.
_MEASURES = {
    unit: re.compile(rf"(?:多少|几)个?{unit}|how (?:many|long|much).{{0,20}}\b{english}")
    for unit, english in {
        "工作日": "(?:working|business) days?",
        "天": "days?",
        "小时": "hours?",
        "人(?![才员口民力])": "(?:people|persons?|workers?|employees?)",
        "毫克": "milligrams?",
        "吨": "tons?",
        "平方米": "square met",
        "亩": "mu\\b",
    }.items()
}


def read_intent(query: Query) -> str:
    """Return the kind of a question."""
    text = query.lexical_text
    if _lists_tasks(query):
        return "department_list"
    if query.facts:
        return "front_matter"
    if query.reference.compares:
        return "comparison"
    return next((intent for intent, pattern in _INTENTS if pattern.search(text)), "content")


def _lists_tasks(query: Query) -> bool:
    """Say whether a question asks for the tasks of a department, not for those of one subject."""
    if not query.departments or _ASKS_WHO.search(query.text):
        return False
    if _WANTS_ALL.search(query.text):
        return True
    if not _ASKS_WHAT_IT_DOES.search(query.text):
        return False
    spans = default_vocabulary().find("departments", query.text)
    rest = blank(query.text, [*((f.start, f.end) for f in spans), *query.reference.spans])
    return len(_SAYS_NO_SUBJECT.sub("", rest)) <= _LONGEST_REST


def asks_number(text: str) -> bool:
    """Say whether a question asks for a number; 哪几项 asks for names."""
    return _ASKS_NUMBER.search(text) is not None


def asks_validity(text: str) -> bool:
    """Say whether a question asks if a document applies; a year in it is then no subject of it."""
    return _ASKS_VALIDITY.search(text) is not None


def read_needs(text: str) -> list[Need]:
    """Return the kinds of fact that a clause must hold to answer the question."""
    needs = [need for need in NEEDS if need.asked.search(text)]
    return needs + [
        Need(f"以“{unit.split('(')[0]}”计的数", asked, _says(rf"\d[\d,.]*\s*[多余万亿]?名?{unit}"))
        for unit, asked in _MEASURES.items()
        if asked.search(text)
    ]
