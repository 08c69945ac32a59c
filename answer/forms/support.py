"""What an applicant must know of the support that the documents offer: how binding it is."""

import re
from collections.abc import Sequence

from answer.drafts import Draft
from ingest import Clause
from ingest.annotations.vocabulary import default_vocabulary
from prompts import fill
from question.words import simplify

_FORCE = ("鼓励", "支持", "引导", "推动", "探索", "促进")
# What an applicant looks for, and what would say it.
_TERMS = (
    ("金额或比例", re.compile(r"(?:补贴|补助|奖励|资助|贴息|奖补).{0,20}\d")),
    ("申报条件和程序", re.compile(r"申报|申请(?!专利)|受理|符合.{0,12}条件的?(?:企业|单位)可")),
    ("办理期限", re.compile(r"截止|\d\s*个?工作日|\d+\s*月\s*\d+\s*日前")),
)


def write_force_notices(drafts: Sequence[Draft]) -> list[str]:
    """Return what an applicant must know: how binding the words are, and what they leave open."""
    extracts = [extract for draft in drafts for extract in draft.extracts]
    text = "".join(extract.text for extract in extracts)
    force = [word for word in _FORCE if word in text]
    whole = "\n".join(clause.text for clause in dict.fromkeys(e.clause for e in extracts))
    missing = find_open_terms(whole)
    notices = []
    if force:
        notices.append(fill("notice_force", words="、".join(f"“{word}”" for word in force)))
    if missing:
        notices.append(fill("notice_open_terms", terms="、".join(missing)))
    return notices


def write_trade_notices(question: str, clauses: Sequence[Clause]) -> list[str]:
    """Return a notice of the trades that a question names and none of the clauses does.

    Args:
        question: As it was understood.
        clauses: Those cited.
    """
    vocabulary = default_vocabulary()
    text = simplify(" ".join(" ".join((*c.path, c.title, c.text)) for c in clauses)).lower()
    named = vocabulary.names("industries", text)
    unnamed = [
        found.printed
        for found in vocabulary.find("industries", simplify(question).lower())
        if found.name not in named and found.printed not in text
    ]
    if not unnamed:
        return []
    return [fill("notice_trade", trades="、".join(f"“{t}”" for t in dict.fromkeys(unnamed)))]


def find_open_terms(text: str) -> list[str]:
    """Return what an applicant looks for and `text` does not say, in Chinese."""
    return [name for name, stated in _TERMS if not stated.search(text)]
