"""What the documents offer an enterprise: clauses by kind of support, and how binding they are."""

import re
from collections.abc import Sequence

from answer.drafts import Draft, extract_of
from answer.selection import Choice
from ingest import Clause
from prompts import fill

_MOST_SENTENCES = 2
_FORCE = ("鼓励", "支持", "引导", "推动", "探索", "促进")
# What an applicant looks for, and what would say it.
_TERMS = (
    ("金额或比例", re.compile(r"(?:补贴|补助|奖励|资助|贴息|奖补).{0,20}\d")),
    ("申报条件和程序", re.compile(r"申报|申请(?!专利)|受理|符合.{0,12}条件的?(?:企业|单位)可")),
    ("办理期限", re.compile(r"截止|\d\s*个?工作日|\d+\s*月\s*\d+\s*日前")),
)


def draft_support(choices: Sequence[Choice]) -> list[Draft]:
    """Return for each clause what it offers and who is responsible, kinds of support together."""
    kinds = [_kinds_of(choice) for choice in choices]
    order = {kind: place for place, kind in enumerate(dict.fromkeys(k[0] for k in kinds if k))}
    ranked = sorted(
        zip(choices, kinds, strict=True), key=lambda pair: order.get(next(iter(pair[1]), ""), 99)
    )
    return [_draft(choice, named) for choice, named in ranked]


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


def find_open_terms(text: str) -> list[str]:
    """Return what an applicant looks for and `text` does not say, in Chinese."""
    return [name for name, stated in _TERMS if not stated.search(text)]


def _draft(choice: Choice, kinds: Sequence[str]) -> Draft:
    clause = choice.hit.clause
    extracts = choice.best(_MOST_SENTENCES)
    extracts += [
        extract_of(s.sentence, clause, choice.hit)
        for s in choice.sentences
        if _names_departments(clause, s.sentence.source_start, s.sentence.source_end)
        and not any(e.source_start <= s.sentence.source_start < e.source_end for e in extracts)
    ]
    lead = f"【{'、'.join(kinds)}】" if kinds else ""
    if clause.title and not any(clause.title in extract.text for extract in extracts):
        lead += f"{clause.title}："
    return Draft(lead, tuple(extracts), quotes=True)


def _kinds_of(choice: Choice) -> list[str]:
    """Return the kinds of support that the sentences quoted speak of, most frequent first."""
    spans = [(e.source_start, e.source_end) for e in choice.best(_MOST_SENTENCES)]
    named = [
        mention.name
        for mention in choice.hit.clause.annotations.supports
        if any(start <= mention.start < end for start, end in spans)
    ]
    return sorted(dict.fromkeys(named), key=lambda name: -named.count(name))[:2]


def _names_departments(clause: Clause, start: int, end: int) -> bool:
    return any(start <= r.start and r.end <= end for r in clause.annotations.responsibilities)
