"""Which facts that a document states of itself a question asks for: number, issuers, dates."""

import re

from question.query import Query
from question.thesaurus import default_thesaurus

# In the order in which an answer states them; the keys are those of the thesaurus.
FACTS = (
    "number",
    "issuers",
    "approval",
    "date",
    "cover_date",
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
)
# What is asked for in general words, where none of those is.
_GENERAL = ("notice", "opening")
_MOST_FACTS = 4
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
# What no document may print is told as far as these tell it.
_ALSO = {"effective": ("date", "force")}


def read_front_facts(query: Query) -> tuple[str, ...]:
    """Return which facts a question asks for, at most four; none if it is about no document.

    They are among `FACTS`, or where it asks for none of them, `notice` or `opening`.
    """
    asked = set(default_thesaurus().asked_details(query.text))
    asked |= {other for fact in asked for other in _ALSO.get(fact, ())}
    asked -= {other for fact in asked for other in _OUTDONE.get(fact, ())}
    if not (
        _BARE.match(query.text) or query.reference.doc_ids or query.reference.spans or query.names
    ):
        asked -= {*CONTACTS, "copies", "report_to"}
    if _FOR_OTHERS.search(query.text):
        asked -= _CHANNELS
    facts = tuple(fact for fact in FACTS if fact in asked)[:_MOST_FACTS]
    return facts or tuple(sorted(asked.intersection(_GENERAL)))


def is_about_validity(query: Query) -> bool:
    """Say whether a question asks if, until when or for whom a document holds."""
    return not _VALIDITY.isdisjoint(read_front_facts(query)[:1])
