"""Which facts that a document states of itself a question asks for: number, issuers, dates."""

import re
from collections.abc import Callable
from functools import partial

from ingest import Document
from question.document_names import OLD_STANDIN, name_in
from question.front_words import find_topics
from question.query import Query
from question.thesaurus import default_thesaurus

# In the order in which an answer states them; the keys are those of the thesaurus.
FACTS = (
    "number",
    "issuers",
    "approval",
    "date",
    "cover_date",
    "adoption",
    "deadline",
    "channel",
    "send_to",
    "phone",
    "fax",
    "email",
    "person",
    "address",
    "contact",
    "report_to",
    "recipients",
    "copies",
    "status",
    "force",
    "period",
    "target",
    "effective",
    "binding",
    "carried_out_by",
    "basis",
    "purpose",
    "disclosure",
    "url",
    "title",
    "annex",
    "formal",
    "repeal",
    "successor",
    "procedure",
    "interpretation",
    "outcome",
    "summary",
)
# What is asked for in general words, where none of those is.
_GENERAL = ("notice", "opening")
_MOST_FACTS = 4
_PARTS = re.compile(r"([,。;?!\n]+)")
_HAN = re.compile("[一-鿿]")
# A question that is the name of a document, or asks what that is.
_NAME_ALONE = re.compile(
    r"\W*(?:请问)?[这那]?(?:个|份)?旧?文件(?:里|中)?的?(?:\W|主要|大概|大致|都|是|有|讲|说|写|关于|内容|摘要|概要|简介|介绍|什么|哪些|啥|的|了|呢|吗|文件|文见|一下|东西)*"
)
_ASKS = re.compile("什么|多少|几|哪|谁|吗|怎|如何|能不能|是否")
# A question that names nothing else whose telephone it could ask for.
_BARE = re.compile(
    r"(?:请问|你们|联系|咨询|反馈|电话|传真|邮箱|号码|热线|方式|一下|给我|[是有几多少什么的呢吗嘛个]|\W)*$"
)
# Who speaks for others, such as an association for its trade, does what a document says of it.
_FOR_OTHERS = re.compile(
    r"(?:替|帮|为|代|把|将)[^,，。;；?？]{0,6}(?:企业|行业|厂家?|商户|会员|业内|业界|同行)"
    r"|(?:企业|行业|会员|业界|厂家)的?(?:诉求|呼声|心声|苦衷)"
    r"|\b(?:behalf of|speak (?:up )?for|voice)\b"
)
_CHANNELS = frozenset(("channel", "send_to", "report_to", *("phone", "fax", "email", "contact")))
_FORCE = ("status", "force", "period", "effective", "binding", "carried_out_by")
_VALIDITY = frozenset((*_FORCE, "formal", "repeal", "successor"))
CONTACTS = frozenset(("phone", "fax", "email", "person", "address", "contact"))
# Facts that the words of a question speak for only because it asks for the fact on the left:
# 正式版的文号 is no number of the draft, 上位文件的文号 that of another document.
_OUTDONE = {
    "formal": ("number", "date", "status", "force", "effective", "url", "issuers", "deadline"),
    "repeal": ("status", "force", "period", "date", "issuers", "title"),
    "successor": ("status", "force", "period", "date", "issuers", "deadline"),
    "outcome": ("channel", "send_to", "deadline", "issuers"),
    "basis": ("number", "title", "approval", "purpose"),
    "email": ("send_to", "contact"),
    "address": ("send_to", "contact", "url"),
    "person": ("report_to", "contact", "title", "issuers", "approval", "status"),
    "title": ("status",),
    "phone": ("report_to", "contact"),
    "fax": ("report_to", "contact"),
    "report_to": ("contact", "send_to"),
    "channel": ("send_to", "recipients", "binding"),
    "send_to": ("recipients", "contact"),
    "deadline": ("period", "effective", "force", "status"),
    "force": ("status",),
    "status": ("recipients", "disclosure"),
    "procedure": ("approval", "date", "issuers"),
    "target": ("deadline", "period"),
    "binding": ("recipients", "status", "carried_out_by"),
}
# What a document does not print is told as far as these tell it.
INSTEAD = {"effective": ("date", "force")}


def read_front_facts(query: Query) -> tuple[str, ...]:
    """Return which facts a question asks for, at most four; none if it is about no document.

    They are among `FACTS`, or where it asks for none of them, `notice` or `opening`.
    """
    return _choose(set(default_thesaurus().asked_details(query.text)), query)


def facts_asked_of(
    query: Query, document: Document, is_known: Callable[[str], bool]
) -> tuple[str, ...]:
    """Return which facts a question asks of `document`, as `read_front_facts` does.

    Words that name the document are no topics: 电力信息披露规则的有效期 asks for no 电力.

    Args:
        query: The question.
        document: The one that it is taken to mean.
        is_known: Says whether the documents use a word.
    """
    if read_front_facts(query) == ("opening",):
        return ("opening",)
    named = [name_in(part, document) for part in _PARTS.split(query.text)]
    text = "".join(part.text for part in named)
    if _NAME_ALONE.fullmatch(text):
        return ("repeal",) if OLD_STANDIN in text else ("summary",)
    # Which English words are about contents is known to the thesaurus alone.
    topics = partial(find_topics, is_known=is_known) if _HAN.search(query.text) else None
    about = [part for part in named if topics is None or not topics(part.text)]
    if any(_ASKS.search(part.text) for part in named if part not in about):
        return ()
    if len(about) < len(named):
        about = [part for part in about if part.is_document]
    # What names an old document asks whether it still holds, whatever else is asked of it.
    kept = "".join(part.text for part in about if OLD_STANDIN not in part.text)
    asked = set(default_thesaurus().asked_details(kept, find_topics=topics))
    asked |= {"repeal"} if OLD_STANDIN in text else set()
    if any(part.words for part in named) and not any(part.is_document for part in named):
        asked &= CONTACTS
    return _choose(asked, query, is_named=text != query.text)


def is_about_validity(query: Query) -> bool:
    """Say whether a question asks if, until when or for whom a document holds."""
    return not _VALIDITY.isdisjoint(read_front_facts(query)[:1])


def _choose(asked: set[str], query: Query, *, is_named: bool = False) -> tuple[str, ...]:
    """Return the facts to state of those whose words a question has."""
    asked = asked - {other for fact in asked for other in _OUTDONE.get(fact, ())}
    about = query.reference.doc_ids or query.reference.spans or query.names
    if not (is_named or about or _BARE.match(query.text)):
        asked -= {*CONTACTS, "copies", "report_to"}
    if _FOR_OTHERS.search(query.text):
        asked -= _CHANNELS
    facts = tuple(fact for fact in FACTS if fact in asked)[:_MOST_FACTS]
    return facts or tuple(sorted(asked.intersection(_GENERAL)))
