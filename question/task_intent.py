"""Whether a question asks for all tasks of a department, not for those of one subject."""

import re

from ingest.annotations.vocabulary import default_vocabulary
from question.department_question import LEAD, blank_roles, states_no_department
from question.query import Query, blank
from question.task_relation import is_english, relates, relates_in_english

_TASK = "(?:任务|工作|事项|条目|条款|条文|事情|事儿?|活儿?|东西|职责|责任|差事|举措|措施|工程|内容)"
_COUNTED = f"(?:项|条|处|样|件|个|点|桩|份){_TASK}?"
_KEY = "(?:具体|重点|主要|相关|有关|的)*"
# It wants every task,
_WANTS_ALL = re.compile(
    "全部|所有|一共|总共|合计|汇总|列出|列一下|列举|列全|列[晒齐]|列给|找出来|摘出来|理出来|逐[条项一]|清单|一览"
    f"|都有哪些|{_TASK}(?:都|各|分别)?(?:有|是)(?:哪些|什么|啥|多少|几)|(?:哪|有|了|共|到|得)?(?:几|多少){_COUNTED}|哪(?:几|些)(?:{_COUNTED}|{_KEY}{_TASK})|哪一?(?:[项条块件桩摊处]|方面|部分)"
    r"|\b(?:every|all|list|how many|which|what) (?:of )?(?:the )?(?:\w+ )?(?:tasks?|items?|clauses?"
    r"|measures?|actions?|projects?|duties|assignments?|responsibilities)\b|\blist\b"
    r"|\btasks? (?:are )?(?:led|assigned|given|of|for)\b"
)
# says that these are tasks or parts in them,
_OF_TASKS = re.compile(
    f"{_TASK}|{LEAD}|配合|协助|参与|参加|负责|分管|主管|承担|有份|点名|点到|列[为入]|出现"
    "|分工|分到|领到|打下手|归.*管"
    r"|[干做管]|\b(?:task|item|clause|lead|led|tak(?:e|es|ing) part|involve|responsib|assign"
    r"|support)"
)
# or asks what the department does.
_ASKS_WHAT_IT_DOES = re.compile(
    f"(?:哪些|什么|啥).{{0,6}}(?:{_TASK}|{LEAD}|参与|负责|配合|做|干|管)"
    f"|(?:{LEAD}|参与|负责|配合|分管|承担|[做干管]).{{0,6}}(?:哪些|什么|啥)"
    f"|(?:有没有|有无|是否有|有).{{0,10}}(?:{LEAD}|参与|负责|配合).{{0,3}}(?:{_TASK}|的|吗|么|$)"
    rf"|的?(?:{_TASK}|分工)(?:清单|列表|是什么|有哪些|呢)?\W*$"
)
_ENGLISH_DOES = re.compile(
    r"\bwhat\b.*\b(?:do|lead|handle|responsible for|in charge of|take part in|involved in)\b"
    r"(?P<rest>[^?]*)"
)
_ASKS_WHO = re.compile(
    r"谁|(?:哪些?|哪几|几|什么|哪一)个?.?(?:部门|单位|厅|局|委|家)|\bwho\b"
    r"|(?:which|what) (?:\w+ )?(?:department|agenc|ministr|bureau)"
)
_LISTS_TASKS = re.compile(
    f"哪(?:些|几|一){_KEY}(?:{_COUNTED}|{_TASK})|(?:{_TASK}|{_COUNTED}).{{0,6}}(?:列|有哪些(?!部门|单位|厅局?|局|委))|几[项条处]"
    r"|\b(?:which|what|all|every|list)\b.{0,20}\b(?:tasks?|items?|clauses?)\b"
)
_SAYS_NO_SUBJECT = re.compile(
    f"哪些|什么|啥|{_TASK}|{LEAD}|参与|参加|负责|配合|协助|单位|部门|承担|分管|主管|出现|分工|重点|主要|有没有"
    "|被|点名|点到|列[为入]|到底|究竟|都|请问|一下|告诉我?|知道|清单|列表|后面|整理|应该|一个|这边|方面"
    "|沾边|沾上|相干|挂钩|关系|有关|相关|关联|搭界|联系|涉及|牵涉|牵扯|提到|写到|讲到|说到|叫上|带上|拉上|点了?|捞|挑|理一?理"
    "|用得[着上]|轮到|落到|摊上|出力|出面|上班|刚调|就职|领导|地方|几处|多少|几|名|派|安排|交给|交代|要求|我们?|咱们?|本[厅局委办]|跟|帮"
    '|[一-鿿]{2,8}工程|保障措施|专栏|第.{1,3}[章节]|部分|[“”"「」]'
    "|[省市里中的在由是要有请和与了这那份个它他们你您被需具体做干管活事哪得会该能可以吗呢吧啊么各自所当出着过到底下上]"
    r"|\b(?:in|the|of|for|to|under|within|by|guangdong|provincial|plan|draft|action|document|this|that|it"
    r"|according|does|do|is|are|and|textile|light|industry|cluster|province|have|has)\b|\W"
)
# What people say of themselves before they ask: 我开漂染厂，…
_OF_MYSELF = re.compile(r"^(?:你好|您好|请问|我|我们|本人|俺|咱)[^，。；：]*[，。；：]")
_LONGEST_REST = 3


def asks_for_tasks(query: Query) -> bool:
    """Say whether a question asks for the tasks of a department, not for those of one subject.

    One that names no department does if it asks for tasks that nobody leads, or one alone.
    """
    text = blank_roles(query.text)
    wants_all = bool(_WANTS_ALL.search(query.text)) and bool(_OF_TASKS.search(query.text))
    if not _has_department(query):
        return not query.departments and wants_all and states_no_department(query.text)
    # Who issued a document is no question for one department.
    if _involves_department(query):
        return True
    if query.facts - {"issuers"} and not wants_all:
        return False
    if _ASKS_WHO.search(text) and not _LISTS_TASKS.search(text):
        return False
    return wants_all or _asks_what_it_does(query)


def _has_department(query: Query) -> bool:
    """Say whether the question is about an office; 行业协会 is none that tasks are given to."""
    terms = default_vocabulary().terms["departments"]
    return any(terms[name].level != "other" for name in query.departments)


def _involves_department(query: Query) -> bool:
    """Say whether a question asks, and nothing else, where a department has to do with a plan."""
    if _ASKS_WHO.search(query.text):
        return False
    if is_english(query.text):
        return relates_in_english(query)
    return relates(query.text) and _says_no_subject(query)


def _says_no_subject(query: Query) -> bool:
    spans = default_vocabulary().find("departments", query.text)
    rest = blank(query.text, [*((f.start, f.end) for f in spans), *query.reference.spans])
    return len(_SAYS_NO_SUBJECT.sub("", _OF_MYSELF.sub("", rest))) <= _LONGEST_REST


def _asks_what_it_does(query: Query) -> bool:
    english = _ENGLISH_DOES.search(query.text)
    if english:
        return not _SAYS_NO_SUBJECT.sub("", english["rest"])
    return bool(_ASKS_WHAT_IT_DOES.search(query.text)) and _says_no_subject(query)
