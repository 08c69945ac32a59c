"""The facts that documents state of themselves, each with how it is read from their structure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from answer.drafts import Draft
from answer.forms.front_pages import (
    FrontPages,
    Reader,
    line,
    read_clause,
    read_contacts,
    read_first,
    read_phrases,
    whole,
)
from ingest.structure.front import tidy_title

_NOTE = re.compile(r"征求意见稿|讨论稿|送审稿|草案|试行|暂行")
_AGREED = r"已?经[^，。；]{2,20}(?:同意|批准|通过)"
_ISSUED = rf"(?:{_AGREED}，)?现[^，。；]{{0,20}}?(?:印发|发布)[^，。；]*"
_CONSULTED = r"现?(?:向社会)?公开征求意见"
_SENT = r"(?:以[^，。；以]{1,24}(?:形式|方式)|[^，。；]{0,6}(?:发送|寄)[至到])[^，。；]*"
_BASIS = r"(?:依据|根据|按照)([^。；]{2,}?》(?:（[^）]*）)?)"
_PURPOSE = r"(为[^。；《]*?)，(?=[^，。]*(?:依据|根据|按照|起草|制定本|现公开|现印发))"
_PROBLEMS = r"[^，。；]*问题，请[^。；]*(?:反映|联系|报告)[^。；]*"
_YEARS = re.compile(r"20\d\d\s*[-—–－~～至到]+\s*20\d\d\s*年?")
_TARGET = re.compile(r"(?:^|。|目标)(到\s*20\d\d\s*年)")
_DUTY = r"(?:请?结合[^，。；]*，)?(?:认真|抓好|切实)[^，。；]{0,4}(?:贯彻|组织|落实)[^，。；]*"
_ADDRESSEES = re.compile(rf"各(?:地|省|市|县|有关)[^，。；]{{0,40}}要[^。；]*?{_DUTY}")
_BEFORE = re.compile(r"\s*(?:之?前|止|截止)")


@dataclass(frozen=True, slots=True)
class FrontFact:
    """A fact that people ask for: what it is called where it is missing, and what reads it."""

    name: str
    read: Reader


def _read_issuers(pages: FrontPages) -> tuple[Draft, ...]:
    """Return the names of the issuers, which several blocks may print, and who drafted it."""
    drafting = [s.extract for s in pages.notice if "起草" in s.text][:1]
    blocks = [whole(clause) for clause in pages.labelled.get("issuers", ())]
    names = dict.fromkeys(fact.value for fact, _ in pages.facts_in("issuers"))
    return line("发文机关", "、".join(names), *blocks, *drafting) if names else ()


def _read_cover_date(pages: FrontPages) -> tuple[Draft, ...]:
    """Return the date that is printed once more on the attached text."""
    for clause in pages.labelled.get("date", ())[1:2]:
        titles = pages.labelled.get("title", ())[-1:]
        return line("封面日期", clause.text, whole(clause), *map(whole, titles))
    return ()


def _read_deadline(pages: FrontPages) -> tuple[Draft, ...]:
    for fact, clause in pages.facts_in("text", "preamble", "contact"):
        if fact.name == "deadline":
            after = _BEFORE.match(pages.source_text, fact.end)
            printed = pages.source_text[fact.start : after.end() if after else fact.end]
            extracts = [s.extract for s in pages.notice if s.extract.clause is clause]
            holding = [e for e in extracts if e.source_start <= fact.start < e.source_end]
            return line("征求意见截止", tidy_title(printed), *(holding or [whole(clause)]))
    return ()


def _read_channel(pages: FrontPages) -> tuple[Draft, ...]:
    """Return how comments are sent, and the numbers or addresses for it."""
    how = read_phrases(_SENT, "反馈方式")(pages)
    return (*how, *read_contacts("电话", "传真", "邮")(pages)) if how else ()


def _read_titles(pages: FrontPages) -> tuple[Draft, ...]:
    """Return each title once; a notice that issues a plan has one of its own."""
    titles = {tidy_title(c.text): whole(c) for c in reversed(pages.labelled.get("title", ()))}
    annexes = [(tidy_title(c.text), whole(c)) for c in pages.labelled.get("annex", ())]
    return tuple(
        Draft(f"{name}：{title}", (extract, *(annex for text, annex in annexes if title in text)))
        for name, (title, extract) in zip(("文件标题", "通知标题"), titles.items(), strict=False)
    )


def _read_status(pages: FrontPages) -> tuple[Draft, ...]:
    """Return the printed words that tell a draft from a document issued."""
    said = read_first(read_phrases(_CONSULTED, ""), read_phrases(_ISSUED, ""))(pages)
    words = [draft.text.removeprefix("：") for draft in said]
    extracts = [extract for draft in said for extract in draft.extracts]
    for clause in reversed(pages.labelled.get("title", ())):
        note = _NOTE.search(clause.text)
        if note:
            words.insert(0, note.group())
            extracts.insert(0, whole(clause))
            break
    else:
        titles = pages.labelled.get("title", ())
        extracts += [whole(clause) for clause in titles if "印发" in clause.text]
    return line("文件性质", "，".join(words), *extracts) if words else ()


def _read_years(pages: FrontPages) -> tuple[Draft, ...]:
    """Return the years that the titles name, and the notice with them."""
    titles = [whole(clause) for clause in reversed(pages.labelled.get("title", ()))]
    named = [extract for extract in titles if _YEARS.search(extract.text)]
    if not named:
        return ()
    years = _YEARS.findall(named[0].text)[0]
    repeated = [s.extract for s in pages.notice if years.rstrip("年") in s.text]
    return line("规划期", years, *named, *repeated)


def _read_target(pages: FrontPages) -> tuple[Draft, ...]:
    """Return the year that the aims of a document are set for."""
    for statement in pages.body:
        clause = statement.extract.clause
        target = _TARGET.search(statement.text)
        if target and "目标" in "".join((*clause.path, clause.title)):
            return line("目标年份", target.group(1), statement.extract)
    return ()


def _read_force(pages: FrontPages) -> tuple[Draft, ...]:
    return (*_read_status(pages), *_read_years(pages))


def _read_duty(pages: FrontPages) -> tuple[Draft, ...]:
    """Return whom the document binds: those it is sent to, or those a clause of it speaks of."""
    asked = read_phrases(_DUTY, "执行")(pages)
    if asked:
        return (*read_clause("recipients", "主送", "[^：]*")(pages), *asked)
    for statement in reversed(pages.body):
        duty = _ADDRESSEES.search(statement.text)
        if duty:
            return (*_read_status(pages), *line("执行", duty.group(), statement.extract))
    return ()


def _read_nothing(_pages: FrontPages) -> tuple[Draft, ...]:
    """Return nothing: no document prints it of itself."""
    return ()


# One for each of `question.front_facts.FACTS`, in that order.
FRONT_FACTS: Mapping[str, FrontFact] = {
    "number": FrontFact("发文字号", read_clause("number", "发文字号")),
    "issuers": FrontFact("发文机关", _read_issuers),
    "approval": FrontFact("批准机关", read_phrases(_AGREED, "批准")),
    "date": FrontFact("成文日期", read_clause("date", "成文日期")),
    "cover_date": FrontFact("封面日期", _read_cover_date),
    "deadline": FrontFact("征求意见的截止日期", _read_deadline),
    "channel": FrontFact("意见反馈方式", _read_channel),
    "send_to": FrontFact("意见反馈方式", _read_channel),
    "phone": FrontFact("联系电话", read_contacts("电话")),
    "fax": FrontFact("传真", read_contacts("传真")),
    "email": FrontFact("电子邮箱", read_contacts("邮箱", "邮件")),
    "person": FrontFact("联系人或负责人姓名", read_contacts("联系人")),
    "address": FrontFact("通讯地址", read_contacts("地址", "邮编", "邮政编码")),
    "contact": FrontFact("联系方式", read_contacts("电话", "传真", "邮", "联系", "地址")),
    "report_to": FrontFact("反映问题的部门", read_phrases(_PROBLEMS, "反映问题")),
    "recipients": FrontFact("主送机关", read_clause("recipients", "主送", "[^：]*")),
    "copies": FrontFact("抄送单位", read_clause("disclosure", "抄送", "抄送：?(.*)")),
    "status": FrontFact("文件性质", _read_status),
    "force": FrontFact("文件效力", _read_force),
    "period": FrontFact("实施期限", read_first(_read_years, _read_target)),
    "target": FrontFact("目标年份", _read_target),
    "effective": FrontFact("施行日期", _read_nothing),
    "binding": FrontFact("执行要求", _read_duty),
    "carried_out_by": FrontFact("执行要求", _read_duty),
    "basis": FrontFact("制定依据", read_phrases(_BASIS, "依据")),
    "purpose": FrontFact("制定目的", read_phrases(_PURPOSE, "制定目的", most=2)),
    "disclosure": FrontFact(
        "公开方式",
        read_first(read_clause("disclosure", "公开方式"), read_phrases(_CONSULTED, "公开方式")),
    ),
    "url": FrontFact("原文网址", read_clause("source", "来源", r"(?s)[（(]?([^（()）]*)")),
    "title": FrontFact("文件标题", _read_titles),
    "annex": FrontFact("附件", read_clause("annex", "附件")),
    "formal": FrontFact("正式印发的版本", _read_nothing),
    "repeal": FrontFact("以前的文件是否废止", _read_nothing),
    "successor": FrontFact("后续的文件", _read_nothing),
    "procedure": FrontFact("审议或审查的情况", _read_nothing),
    "interpretation": FrontFact("由谁负责解释", _read_nothing),
    "outcome": FrontFact("征求意见的结果", _read_nothing),
}
