"""Whom a document is for, and how its issuers are reached: contacts, comments, deadlines."""

import re

from answer.drafts import Draft
from answer.forms.front_origin import CONSULTED, read_status
from answer.forms.front_pages import (
    FrontPages,
    Reader,
    line,
    quote,
    read_clause,
    read_first,
    read_phrases,
    whole,
)
from ingest.structure.front import tidy_title

_SENT = r"(?:以[^，。；以]{1,24}(?:形式|方式)|[^，。；]{0,6}(?:发送|寄)[至到])[^，。；]*"
_PROBLEMS = r"[^，。；]*问题，请[^。；]*(?:反映|联系|报告)[^。；]*"
_DUTY = r"(?:请?结合[^，。；]*，)?(?:认真|抓好|切实)[^，。；]{0,4}(?:贯彻|组织|落实)[^，。；]*"
_ADDRESSEES = re.compile(rf"各(?:地|省|市|县|有关)[^，。；]{{0,40}}要[^。；]*?{_DUTY}")
_BEFORE = re.compile(r"\s*(?:之?前|止|截止)")
# A day for comments on a document itself; those for tasks are none of its own.
_COMMENTS = re.compile(
    r"\d{1,2}月\d{1,2}日[^，。；]{0,10}?(?:前|止)[^。；]{0,20}?(?:反馈|意见|建议)"
    r"|(?:反馈|意见|建议)[^。；]{0,30}?\d{1,2}月\d{1,2}日[^，。；]{0,10}?(?:前|止)"
)
# 详询 010-12345678 has no name before its number.
PHONE = r"(?<!\d)(?:0\d{2,3}[-－—）)]?\d{7,8}|1[3-9]\d{9}|[48]00-?\d{3}-?\d{4}|\d{7,8})(?!\d)"
MAIL = r"[A-Za-z0-9_.]@|＠"
SITE = r"https?[:：]|www\.|网址"
ADDRESS = r"地址|[路街道]\d+号|邮编|邮政编码"


def read_contacts(pattern: str, *words: str) -> Reader:
    """Return what reads the contacts whose printed name holds one of `words`, in one line.

    Where front matter lists none, the sentences of the notice that hold `pattern` are quoted; where
    other clauses have contacts too, it is not for front matter to say which are asked for.
    """
    printed = re.compile(pattern)

    def read(pages: FrontPages) -> tuple[Draft, ...]:
        found = [
            (fact, clause)
            for fact, clause in pages.facts_in("contact")
            if any(word in fact.name for word in words)
        ]
        if any(printed.search("".join(clause.text.split())) for clause in pages.body):
            return ()
        if not found:
            said = [s for s in pages.notice if printed.search("".join(s.text.split()))]
            return quote("联系方式", said[:2])
        extracts = {clause.clause_id: whole(clause) for _, clause in found}
        text = "；".join(f"{fact.name}：{_closed(fact.value)}" for fact, _ in found)
        return (Draft(text, tuple(extracts.values())),)

    return read


def _closed(value: str) -> str:
    return f"{value}）" if value.count("（") > value.count("）") else value


def read_deadline(pages: FrontPages) -> tuple[Draft, ...]:
    """Return the day until which comments on the document are taken."""
    for fact, clause in pages.facts_in("text", "preamble", "contact"):
        if fact.name == "deadline":
            after = _BEFORE.match(pages.source_text, fact.end)
            printed = pages.source_text[fact.start : after.end() if after else fact.end]
            extracts = [s.extract for s in pages.notice if s.extract.clause is clause]
            holding = [e for e in extracts if e.source_start <= fact.start < e.source_end]
            return line("征求意见截止", tidy_title(printed), *(holding or [whole(clause)]))
    return quote("征求意见截止", [s for s in pages.notice if _COMMENTS.search(s.text)][:1])


def read_channel(pages: FrontPages) -> tuple[Draft, ...]:
    """Return how comments are sent, and the numbers or addresses for it."""
    how = read_phrases(_SENT, "反馈方式")(pages)
    return (*how, *read_contacts(f"{PHONE}|{MAIL}", "电话", "传真", "邮")(pages)) if how else ()


def read_duty(pages: FrontPages) -> tuple[Draft, ...]:
    """Return whom the document binds: those it is sent to, or those a clause of it speaks of."""
    asked = read_phrases(_DUTY, "执行")(pages)
    if asked:
        return (*read_clause("recipients", "主送", "[^：]*")(pages), *asked)
    found = list(pages.find(_ADDRESSEES, pages.body))
    for match, statement in found[-1:]:
        return (*read_status(pages), *line("执行", match.group(), statement.extract))
    return ()


read_problems = read_phrases(_PROBLEMS, "反映问题")
read_disclosure = read_first(
    read_clause("disclosure", "公开方式"), read_phrases(CONSULTED, "公开方式")
)
