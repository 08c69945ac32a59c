"""What kind of answer a question wants, and which kind of fact must be there to give it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ingest import Clause

# The first that fits is taken; `content` fits what is left.
_INTENTS = (
    ("front_matter", None),
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


_AMOUNT = (
    r"多少钱|多少元|多少万|几十?百?万|奖金"
    r"|(?:补贴|补助|奖励|奖补|资助|资金|扶持|罚款|罚|奖).{0,8}(?:多少|几|额度|上限|最高)"
    r"|(?:最高|最多).{0,6}(?:补|奖|给|拿|万)|how much (?:money|subsidy|funding)"
)
_RATE = r"税率|利率|贴息.{0,4}多少|税.{0,6}(?:百分之|几个点|多少)|tax rate|interest rate"
_PROCEDURE = (
    r"(?:怎么|怎样|如何|在哪里?|去哪里?|哪个网站).{0,4}(?:申请|申报|报名|办理|领取|填表)"
    r"|(?:申报|申请|报名).{0,4}(?:材料|流程|条件|时间|截止|表)|截止(?:申报|申请|报名)"
    r"|(?:交|要|准备)(?:什么|哪些)材料|how (?:do i|to) apply"
)
NEEDS = (
    Need("金额", re.compile(_AMOUNT), _has_unit("元")),
    Need("税率或利率", re.compile(_RATE), _has_unit("%", "％")),
    Need(
        "电话、传真或邮箱",
        re.compile(r"电话|传真|邮箱|热线|phone|\bfax|email"),
        _says(r"电话|传真|邮箱"),
    ),
    Need(
        "办公地址",
        re.compile(r"地址|在哪里?办公|几楼|哪条路|address"),
        _says(r"地址[:：]"),
    ),
    Need("申报程序或材料", re.compile(_PROCEDURE), _says(r"申报|申请|受理|报名")),
)


def read_intent(text: str, *, asks_front_matter: bool) -> str:
    """Return the kind of a question: its text in Simplified Chinese, lower case."""
    for intent, pattern in _INTENTS:
        if asks_front_matter if pattern is None else pattern.search(text):
            return intent
    return "content"


def read_needs(text: str) -> list[Need]:
    """Return the kinds of fact that a clause must hold to answer the question."""
    return [need for need in NEEDS if need.asked.search(text)]
