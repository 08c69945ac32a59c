"""Which facts that a document states of itself a question asks for, by the few words for them."""

import re

from question.dialogue.utterance import QUESTIONS
from question.kinds import ABOUT_DOCUMENT, COMPARISON
from question.query import Query, blank

_WHEN = "[哪边][一年天月日]|日子|几[时号月点]|什么时[候间]|何[时日年]|日期|时间|年月|多会儿|啥时"
_WHO = "谁|[哪几][些几一]?[个家]|(?:什么|啥)(?:部门|单位|机关|机构)"
_ISSUED = "发|印|出台|颁|公布|落款|成文|签|挂网|制定"
_APPLIES = "施行|实施|执行|生效|开始用|起用|适用"
# By fact: what asks for it, in lower case and Simplified Chinese.
ASKED = {
    "basis": r"依据|上位|根据(?:什么|哪)|\bbasis\b|based on",
    "number": r"文号|字号|编号|[几哪多第].{0,2}号(?:文|令)|号文|(?:document|reference) number",
    "issuers": rf"(?:{_WHO})[^，。？?]{{0,12}}(?:{_ISSUED}|起草|手笔|署名)|发文(?:机关|单位)"
    rf"|(?:{_ISSUED}|起草|署名)[^，。？?]{{0,4}}(?:{_WHO}|部门|单位|机关)"
    r"|\b(?:who|which|what)\b.{0,30}\b(?:issued|published|drafted|released|wrote)\b",
    "adoption": r"会议|哪[次届]|通过|修正|修订|修改|改过|adopted|amended",
    "date": rf"(?:{_WHEN})[^，。？?]{{0,8}}(?:{_ISSUED})|(?:{_ISSUED})[^，。？?]{{0,8}}(?:{_WHEN})"
    r"|\bwhen\b.{0,40}\b(?:issued|published|released|dated)\b",
    "deadline": r"截止|最[迟晚]|前反馈|deadline",
    "phone": r"电话|座机|号码|[拨打][^，。？?]{0,3}号|phone",
    "fax": r"传真|\bfax\b",
    "email": r"邮箱|电邮|邮件|e-?mail",
    "contact": r"联系方式|怎么联系|contact",
    "address": r"(?<!邮箱)(?<!邮件)(?<!电邮)(?<!网)地址|寄[到给去]|address",
    "recipients": r"主送|抬头|收文|发给(?:谁|哪|什么)",
    "disclosure": r"公开(?:方式|类型|属性|吗)|主动公开|依申请|抄送",
    "source": r"网址|来源|官网|全文|原文|website|\burl\b",
    "effective": rf"(?:{_WHEN})[^，。？?]{{0,8}}(?:{_APPLIES})"
    rf"|(?:{_APPLIES})[^，。？?]{{0,8}}(?:{_WHEN})"
    r"|(?:take|come|go)\w* (?:into )?(?:effect|force)|effective",
    "force": r"有效|[失时]效|废|过.?期|规划期|[管到]哪[几一]?年"
    r"|到期|期限|管用|作数|算数|还[能可]?[用在]|管[哪多]?[几少]年"
    r"|valid|expir|in force|repeal",
    "status": r"定下来|[是还][^，。？?]{0,3}草[案稿]|正式(?:实施|施行|印发|发布)了?[没吗]"
    r"|\ba draft\b|final",
    "interpretation": r"解释|interpret",
    "title": r"标题|全称|全名|叫什么|什么名|what is .{0,30}called|\btitle\b",
    "summary": r"是什么(?:文件|文|规定)|主要内容|概[况要]|讲(?:的是|了)?(?:什么|啥)",
}
_PATTERNS = {fact: re.compile(pattern) for fact, pattern in ASKED.items()}
# What is asked of another version is no fact of the one that is held.
_OTHER_VERSION = re.compile(
    r"正式[版稿文]|[定终]稿|转正|后来|[旧老原][版稿]|(?:之前|以前|上一|前一|更早|早).{0,3}[版个份]|替代|取代"
    r"|final version|previous version"
)
# A question that states a number or a whole title, and so little more, asks what that is.
_NAMES_ALONE = 3
# A comparison of so few words beside the names of documents may ask of the documents themselves.
_SHORT = 10
_MOST = 4
_WORD = re.compile(r"\w")


def asked_facts(query: Query) -> tuple[str, ...]:
    """Return the facts that a question about a document asks for, at most four.

    None for questions of another kind, and where its words tell none: it is read for in clauses
    then, as any other question is. One that only names a document asks what it is.
    """
    # 征求意见稿, which names a document, asks for no status.
    text = blank(query.text, query.reference.spans)
    said = len(_WORD.findall(text))
    asked = [fact for fact, pattern in _PATTERNS.items() if pattern.search(text)]
    names_alone = said <= _NAMES_ALONE and not asked and not QUESTIONS.search(text)
    if query.reference.is_exact and names_alone:
        return ("summary",)
    is_about = query.kind in ABOUT_DOCUMENT or (
        query.kind == COMPARISON and query.reference.compares and said <= _SHORT
    )
    if not is_about or query.places or _OTHER_VERSION.search(query.text):
        return ()
    if "basis" in asked:
        # The number and the title are those of the document that it rests on.
        asked = ["basis"]
    return tuple(asked[:_MOST])
