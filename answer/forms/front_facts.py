"""The facts that documents state of themselves: how each is read, and what proves it missing."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from answer.drafts import Draft
from answer.forms import front_contacts as contacts
from answer.forms import front_origin as origin
from answer.forms import front_validity as validity
from answer.forms.front_pages import (
    FrontPages,
    Reader,
    line,
    read_all,
    read_clause,
    read_first,
    read_phrases,
)
from ingest.structure.titles import is_same_title, title_of_issued

_TARGET = re.compile(r"(?:^|。|目标)(到\s*20\d\d\s*年)")
_DRAFT_NOTE = re.compile(r"[（(][^（）()]*(?:稿|草案)[^（）()]*[）)]")
_YEARS = re.compile(r"\d{4}")
_OUTCOME = r"(?:收到|收集|征集|采纳|吸纳)[^。]{0,20}(?:意见|建议)[^。]{0,6}\d+条"

Proof = Callable[[FrontPages], bool]


@dataclass(frozen=True, slots=True)
class FrontFact:
    """A fact that people ask for.

    Attributes:
        name: What it is called where it is missing.
        read: Reads it.
        is_missing: Says whether a document provably does not state it: nothing in its structure or
            its words could. That nothing was read proves nothing.
    """

    name: str
    read: Reader
    is_missing: Proof


def _never(_pages: FrontPages) -> bool:
    """Claim no fact to be missing."""
    return False


def _without(*labels: str) -> Proof:
    """Prove that no block of front or back matter is of one of `labels`."""
    return lambda pages: not any(pages.labelled.get(label) for label in labels)


def _no_words(pattern: str) -> Proof:
    """Prove that the whole text holds none of the words that could state a fact."""
    return lambda pages: re.search(pattern, pages.text) is None


def _no_front_words(pattern: str) -> Proof:
    """Prove the same of front and back matter, where alone a fact of its kind can stand."""
    return lambda pages: re.search(pattern, pages.front_text) is None


def _no_number(pages: FrontPages) -> bool:
    return not pages.document.number and not pages.labelled.get("number")


def _no_issuers(pages: FrontPages) -> bool:
    return not pages.document.issuers and _without("issuers", "adoption")(pages)


def _no_date(pages: FrontPages) -> bool:
    return not pages.document.issued and _without("date", "adoption")(pages)


def _no_formal(pages: FrontPages) -> bool:
    """Prove that of a draft no issued version is held."""
    title = _DRAFT_NOTE.sub("", pages.document.title)
    return pages.document.status == "draft" and not any(
        other.status != "draft" and is_same_title(title, other.title) for other in pages.others
    )


def _no_successor(pages: FrontPages) -> bool:
    """Prove that no document of the same name but for its years is held."""
    title = _YEARS.sub("", title_of_issued(pages.document.title) or pages.document.title)
    return not any(is_same_title(title, _YEARS.sub("", other.title)) for other in pages.others)


def _read_target(pages: FrontPages) -> tuple[Draft, ...]:
    """Return the year that the aims of a document are set for."""
    for match, statement in pages.find(_TARGET, pages.body):
        clause = statement.extract.clause
        if "目标" in "".join((*clause.path, clause.title)):
            return line("目标年份", match.group(1), statement.extract)
    return ()


def _read_nothing(_pages: FrontPages) -> tuple[Draft, ...]:
    """Return nothing: only that it is missing can be told."""
    return ()


_read_force = read_first(
    validity.read_replaced,
    read_all(validity.read_term, validity.read_verdict),
    read_all(origin.read_status, validity.read_years, validity.read_effective),
)
_no_consultation = _no_front_words("征求意见|反馈|意见建议")
_ANY_CONTACT = "|".join((contacts.PHONE, contacts.MAIL, contacts.SITE, "联系人|联系方式"))

# One for each of `question.front_facts.FACTS`, in that order.
FRONT_FACTS: Mapping[str, FrontFact] = {
    "number": FrontFact("发文字号", origin.read_number, _no_number),
    "issuers": FrontFact("发文机关", origin.read_issuers, _no_issuers),
    "approval": FrontFact(
        "批准机关",
        read_first(read_phrases(origin.AGREED, "批准"), origin.read_adoption),
        _no_front_words("同意|批准|通过"),
    ),
    "date": FrontFact("成文日期", origin.read_date, _no_date),
    "cover_date": FrontFact("封面日期", origin.read_cover_date, _without("date")),
    "adoption": FrontFact(
        "通过和修正的情况", origin.read_adoption, _no_words("修正|修订|通过|批准|修改")
    ),
    "deadline": FrontFact("征求意见的截止日期", contacts.read_deadline, _no_consultation),
    "channel": FrontFact("意见反馈方式", contacts.read_channel, _no_consultation),
    "send_to": FrontFact("意见反馈方式", contacts.read_channel, _no_consultation),
    "phone": FrontFact(
        "联系电话", contacts.read_contacts(contacts.PHONE, "电话"), _no_words(contacts.PHONE)
    ),
    "fax": FrontFact("传真", contacts.read_contacts("传真", "传真"), _no_words("传真")),
    "email": FrontFact(
        "电子邮箱", contacts.read_contacts(contacts.MAIL, "邮箱", "邮件"), _no_words(contacts.MAIL)
    ),
    "person": FrontFact(
        "联系人或负责人姓名", contacts.read_contacts("联系人", "联系人"), _no_words("联系人|签发人")
    ),
    "address": FrontFact(
        "通讯地址",
        contacts.read_contacts(contacts.ADDRESS, "地址", "邮编", "邮政编码"),
        _no_words(contacts.ADDRESS),
    ),
    "contact": FrontFact(
        "联系方式",
        contacts.read_contacts(_ANY_CONTACT, "电话", "传真", "邮", "联系", "地址", "网址"),
        _no_words(_ANY_CONTACT),
    ),
    "report_to": FrontFact(
        "反映问题的部门", contacts.read_problems, _no_words("反映|联系|报告|报送")
    ),
    "recipients": FrontFact(
        "主送机关", read_clause("recipients", "主送", "[^：]*"), _without("recipients")
    ),
    "copies": FrontFact(
        "抄送单位", read_clause("disclosure", "抄送", "抄送[：:]?(.+)"), _no_words("抄送|抄报")
    ),
    "status": FrontFact("文件性质", origin.read_status, _never),
    "force": FrontFact("文件效力", _read_force, _never),
    "period": FrontFact(
        "实施期限",
        read_first(validity.read_years, validity.read_term, _read_target),
        validity.lacks_term,
    ),
    "target": FrontFact("目标年份", _read_target, _no_words(r"目标|20\d\d年")),
    "effective": FrontFact("施行日期", validity.read_effective, validity.lacks_effective),
    "binding": FrontFact("执行要求", contacts.read_duty, _never),
    "carried_out_by": FrontFact("执行要求", contacts.read_duty, _never),
    "basis": FrontFact("制定依据", origin.read_basis, _no_words("根据|依据|按照|依照|落实")),
    "purpose": FrontFact("制定目的", origin.read_purpose, _never),
    "disclosure": FrontFact("公开方式", contacts.read_disclosure, _no_front_words("公开")),
    "url": FrontFact(
        "原文网址",
        read_clause("source", "来源", r"(?s)[（(]?([^（()）]*)"),
        _no_words(contacts.SITE),
    ),
    "title": FrontFact("文件标题", origin.read_titles, _never),
    "annex": FrontFact(
        "附件", read_clause("annex", "附件"), _no_words("附件|附表|附录|附图|附：|附后")
    ),
    "formal": FrontFact("正式印发的版本", _read_nothing, _no_formal),
    "repeal": FrontFact("以前的文件是否废止", validity.read_repeals, validity.lacks_repeals),
    "successor": FrontFact("后续的文件", _read_nothing, _no_successor),
    "procedure": FrontFact(
        "审议或审查的情况",
        origin.read_procedure,
        lambda pages: not origin.read_procedure(pages),
    ),
    "interpretation": FrontFact(
        "由谁负责解释", origin.read_interpretation, _no_words("负责[^。]{0,8}解释|解释权|解释由")
    ),
    "outcome": FrontFact("征求意见的结果", _read_nothing, _no_words(_OUTCOME)),
    "summary": FrontFact("文件概况", origin.read_summary, _never),
}
