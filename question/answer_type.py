"""What kind of words answer a question: an amount, a length of time, a date, a penalty.

A clause about the matter that holds such words answers sooner than one that only speaks of it.
"""

import re

_N = "[0-9０-９一二三四五六七八九十百千万两萬兩]"
# By kind: what asks for it (in lower case and Simplified Chinese), and what states it.
_KINDS = {
    "amount": (
        r"多少钱|罚(?:款)?(?:多少|几)|[补奖给缴交领报付]\w{0,4}多少|多少(?:补|奖|元|万)|几多"
        r"|上限|最高|限额|how much|\bfines?\b|\bcap\b|\bceiling\b",
        rf"{_N}\s*(?:元|[万萬亿億]元|%|％|倍)|百分之",
    ),
    "length": (
        r"多久|多长时间|[几多][少]?个?(?:工作)?[天日年月]|期限|时限|有效期"
        r"|how long|how (?:many|early|soon)\b.{0,9}\b(?:days|weeks|months|years)",
        rf"{_N}\s*[个個]?(?:工作日|日[内內前]|天|日|年|[个個]?月|小[时時])",
    ),
    "date": (
        r"什么时候|哪[一]?天|几号|[何几]时|截止|日期|时间|\bwhen\b|deadline",
        rf"{_N}\s*(?:年|月|日|[:：]|[时時])",
    ),
    "penalty": (
        r"罚|处分|后果|penalt|\bfines?\b|punish",
        r"[罚罰]款|[责責]令|[没沒]收|[处處]分|吊[销銷]|追究",
    ),
}
KINDS = tuple(_KINDS)
_ASKED = {kind: re.compile(asked) for kind, (asked, _) in _KINDS.items()}
_STATED = {kind: re.compile(stated) for kind, (_, stated) in _KINDS.items()}


def asked_kinds(text: str) -> frozenset[str]:
    """Return the kinds of words that a question asks for; `text` as `Query.text` has it."""
    return frozenset(kind for kind, asked in _ASKED.items() if asked.search(text))


def stated_kinds(text: str) -> frozenset[str]:
    """Return the kinds of words that the text of a clause holds."""
    return frozenset(kind for kind, stated in _STATED.items() if stated.search(text))
