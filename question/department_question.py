"""What a question for the tasks of departments asks: which departments, and which part in them."""

import re
from dataclasses import dataclass

from ingest.annotations.vocabulary import default_vocabulary
from question.query import Query, blank

# What part a department may have: `no_lead` shares a duty that nobody leads, `sole` leads alone.
PARTS = ("any", "lead", "support", "sole", "no_lead", "led_by_others")

LEAD = (
    "(?:牵头|带头|领头|领衔|主导|主抓|主责|主办|挑头|挑大梁|当头|打头|挂帅|掌舵|揸旗|揸弗人|话事)"
)
_HELP = "(?:配合|协助|协办|打下手|帮手|搭把手|辅助|当配角|跑龙套)"
_OFFICE = "(?:厅局|部门|单位|机构|厅|局|委|家|人)"
_LEADS = re.compile(rf"{LEAD}|\b(?:lead|head|in charge)")
_HELPS = re.compile(rf"{_HELP}|\b(?:support|assist|help)")
_TAKES_PART = re.compile(
    f"参与|参加|有份|分工|[管责][^，。]{{0,2}}(?:[或和与、]|还是|以及)[^，。]{{0,2}}{_HELP}"
    "|(?:所有|任何|全部)角色|不管.{0,8}还是|tak(?:e|es|ing) part|participat|involve"
)
_AMONG = re.compile("(?:其中|里面).{0,12}" + LEAD)
_WITHOUT_HELP = re.compile(
    rf"(?:只是?|仅|单纯)?{_HELP}[^，。；？]{{0,5}}(?:不用|不必|不算|不要|不列|不计|不看|除外|别列|免了)"
    rf"|(?:不用|不算|不含|不包括|不包含|不要|不列|不计|除去|去掉|排除|别列)[^，。；？]{{0,5}}{_HELP}"
)
_NOT_LEADING = re.compile(
    rf"(?<!有)(?:不|没有?|未|非|并非)(?:是|由(?:它|他们)|当|作|做|算|用|需要|曾)?{LEAD}"
    rf"|{LEAD}[^，。；？]{{0,3}}(?:不算|不用列|不要|除外|不列|不计|之外|以外)"
    r"|without (?:being )?(?:the )?lead|(?:not|n't|never) (?:as |be |being )?(?:the )?(?:a )?lead"
)
_NO_LEAD = re.compile(
    "(?<!有)(?:没有?|未|不)(?:写|明确|说|列|标|注|指|规定|点|设|定|讲|提|分)(?:明|出|定|清楚?|名|有)?"
    rf"(?:由)?(?:谁|哪家|哪个|任何)?(?:部门|单位)?(?:是|来|当|做|作|算)?(?:{LEAD}|头|主次|老大)"
    f"|(?<!有)(?:没有?|无|未设|不设|缺少?){LEAD}(?:{_OFFICE}|方|者)"
    f"|(?:没|无)(?:有|任何)?(?:谁|人|单位|部门){LEAD}"
    f"|谁[都也]不{LEAD}|(?:只|仅|光|单单|就)(?:写|说|有|讲|标|注明|是)?了?.{{0,4}}(?:职责|分工)"
    r"|no (?:\w+ )?lead\b|without (?:a|any|naming)\b.{0,12}lead"
    r"|(?:nobody|no one|no department) leads|joint(?:ly)? respons\w+ (?:only|without)"
)
_SOLE = re.compile(
    rf"(?<!哪)一[家个](?:单位|部门)?(?:单独|独自)?{LEAD}|独家|(?:单独|独自|独立|自己){LEAD}?(?:负责|承担|牵头)?"
    f"|只(?:有|写|列)了?[^，。；？]{{0,16}}(?:一家|{LEAD})|(?<!有)(?:没有?|无)(?:再|另外|其他|别的|任何|列|写|出)*"
    rf"(?:{_OFFICE}|谁)?(?:来)?{_HELP}"
    rf"|(?<!有)(?:没有?|无)(?:再)?(?:列|写|其他|别的|任何)+(?:配合|参与|{_OFFICE})"
    rf"|不[带要用](?:其他|别的?)?{_OFFICE}?{_HELP}"
    r"|\b(?:sole|solely|alone|single-handed\w*|on its own|by itself)\b"
    r"|no (?:other|supporting|co-?op)"
)
_LED_BY_OTHERS = re.compile(
    f"(?:别的?|其他|其它|另外的?|人家|他人|兄弟){_OFFICE}?(?:来|去|在|所)?{LEAD}"
    r"|led by (?:an)?other|(?:an)?other (?:department|agenc\w+|offices?|bodies|body)s? lead"
)
_JOINTLY = re.compile(
    "一起|一同|一道|共同|同时|联合|合作|(?<!全)(?<!其)均|两[家个](?:厅局?|局|部门|单位)?都"
    f"|(?<![全一])都(?:有份|要|需|参|负|列|是{_OFFICE}|被|出现|在|{LEAD}|{_HELP})"
    r"|\bboth\b(?! (?:documents|files|roles|texts))|together|jointly"
)
_EACH = re.compile(r"分别|各自?(?:有|是|自|牵|参|配|负|管|要)|\b(?:each|respectively)\b")


@dataclass(frozen=True, slots=True)
class DepartmentQuestion:
    """A question for the tasks of departments.

    Attributes:
        asked: Departments as the question prints them, "" for any, each with its part of `PARTS`.
        is_joint: Whether one clause must give all of them their parts.
    """

    asked: tuple[tuple[str, str], ...]
    is_joint: bool


def read_department_question(query: Query) -> DepartmentQuestion:
    """Return which departments a question is about, and in which part."""
    names = _printed_names(query)
    if not names:
        return DepartmentQuestion((("", _part(query.text, has_department=False)),), is_joint=False)
    own = [_own_part(query.text, name) for name in names]
    if len(names) > 1 and all(own) and len(set(own)) > 1:
        return DepartmentQuestion(tuple(zip(names, own, strict=True)), is_joint=True)
    part = _part(query.text, has_department=True)
    is_joint = bool(_JOINTLY.search(query.text)) and not _EACH.search(query.text)
    return DepartmentQuestion(
        tuple((name, part) for name in names), is_joint=is_joint and len(names) > 1
    )


def _printed_names(query: Query) -> list[str]:
    """Return the departments asked about as printed, each once, in the order of the question."""
    vocabulary = default_vocabulary()
    printed: dict[str, str] = {}
    about = blank(query.text, query.reference.spans)
    for text in (about, query.text, *query.terms):
        for found in vocabulary.find("departments", text):
            if found.name in query.departments:
                printed.setdefault(found.name, found.printed)
    return list(printed.values())


def _own_part(text: str, name: str) -> str:
    """Return the part that the words right after a department give it, "" if they give none."""
    after = text[text.find(name) + len(name) :] if name in text else ""
    said = re.match(
        rf"(?:来|是|要|负责|做)?(?:(?P<lead>{LEAD})|(?P<support>{_HELP}|参与|参加))", after
    )
    return (said.lastgroup or "") if said else ""


def _part(text: str, *, has_department: bool) -> str:
    if _NO_LEAD.search(text) or (not has_department and _NOT_LEADING.search(text)):
        return "no_lead"
    if _SOLE.search(text):
        return "sole"
    if _LED_BY_OTHERS.search(text):
        return "led_by_others"
    if _WITHOUT_HELP.search(text):
        return "lead"
    if _NOT_LEADING.search(text):
        return "support"
    leads, helps = _LEADS.search(text), _HELPS.search(text)
    if leads and not helps and not _TAKES_PART.search(text) and not _AMONG.search(text):
        return "lead"
    return "support" if helps and not leads else "any"
