"""Where a document comes from: number, issuers, dates, adoption, grounds, and what it holds."""

import re

from answer.drafts import Draft
from answer.forms.front_pages import (
    FrontPages,
    Statement,
    draft_phrases,
    line,
    quote,
    read_phrases,
    whole,
)
from ingest import Clause
from ingest.structure.document_number import find_numbers
from ingest.structure.front import tidy_title
from question.document_names import is_same_number

_NOTE = re.compile(r"征求意见稿|讨论稿|送审稿|草案|试行|暂行")
_AGREED = r"已?经[^，。；]{2,20}(?:同意|批准|通过)"
_ISSUED = rf"(?:{_AGREED}，)?现[^，。；]{{0,20}}?(?:印发|发布)[^，。；]*"
_CONSULTED = r"现?(?:向社会)?公开征求意见"
_TITLES = r"(?:[^。；《》]*《[^》]+》(?:（[^）]*）)?(?=[、和及与以《]*))"
_BASIS = (
    rf"(?:依据|根据|按照|依照|贯彻落实|落实)({_TITLES}(?:[、和及与以]*《[^》]+》(?:（[^）]*）)?)*)"
)
_PURPOSE = (
    r"(?:^|[，。；条\s])(为(?![止期此准主])[^。；《]*?)，"
    r"(?=[^。]*(?:依据|根据|按照|依照|起草|制定|现|特|提出|研究))"
)
_DONE = re.compile("签发|印发|发布|公布|成文")
_INTERPRETS = re.compile("由[^，。；]{2,40}?(?:负责|进行)[^，。；]{0,6}解释|解释权|解释由|负责解释")
# A document's first clauses say what it is for and rests on.
_FIRST = 2
_MOST_HEADINGS = 12
_LONGEST_HEADING = 40


def read_number(pages: FrontPages) -> tuple[Draft, ...]:
    """Return the number with all places of front and back matter that print it."""
    number = pages.document.number
    if not number:
        return ()
    holding = [
        clause
        for clause in pages.front
        if any(is_same_number(found, number) for found, _, _ in find_numbers(clause.text))
    ]
    first = pages.labelled.get("number", ())[:1]
    places = [*first, *(c for c in holding if c not in first)] or list(pages.front[:1])
    printed = tidy_title(first[0].text) if first else number
    return line("发文字号", printed, *map(whole, places)) if places else ()


def read_issuers(pages: FrontPages) -> tuple[Draft, ...]:
    """Return the names of the issuers, which several blocks may print, and who drafted it."""
    printed = list(pages.facts_in("issuers"))
    own = [(fact, c) for fact, c in printed if fact.value in pages.document.issuers] or printed
    if own:
        drafting = [s.extract for s in pages.notice if "起草" in s.text][:1]
        names = dict.fromkeys(fact.value for fact, _ in own)
        return line("发文机关", "、".join(names), *(whole(c) for _, c in own), *drafting)
    names = dict.fromkeys(pages.document.issuers)
    adopted = pages.labelled.get("adoption", ())
    places = [*adopted, *(c for c in pages.front if _prints(c, pages.document.issuers))][:1]
    return line("发文机关", "、".join(names), *map(whole, places)) if names and places else ()


def read_date(pages: FrontPages) -> tuple[Draft, ...]:
    """Return the day of the signature, others that say what was done, and those of the page."""
    signed = pages.labelled.get("date", ())
    chosen = [c for i, c in enumerate(signed) if i == 0 or _DONE.search(c.text)]
    drafts = [
        d for c in chosen for d in line("成文日期", tidy_title(c.text).strip("（）"), whole(c))
    ]
    found = (*drafts, *pages.rows("date"), *pages.rows("published"))
    return found or read_adoption(pages)


def read_adoption(pages: FrontPages) -> tuple[Draft, ...]:
    """Return who adopted, approved and amended it when, as it stands under the title."""
    clauses = pages.labelled.get("adoption", ())
    return tuple(
        d for c in clauses for d in line("通过与公布", tidy_title(c.text.strip("（）()")), whole(c))
    )


def read_basis(pages: FrontPages) -> tuple[Draft, ...]:
    """Return the documents that it says it rests on, in its notice or its first clauses."""
    found = read_phrases(_BASIS, "依据")(pages)
    return found or draft_phrases(_BASIS, "依据", _first_sentences(pages))[:1]


def read_purpose(pages: FrontPages) -> tuple[Draft, ...]:
    """Return what it is for, in its notice or its first clauses."""
    found = read_phrases(_PURPOSE, "制定目的", most=2)(pages)
    return found or draft_phrases(_PURPOSE, "制定目的", _first_sentences(pages))[:1]


def read_interpretation(pages: FrontPages) -> tuple[Draft, ...]:
    """Return the last sentence on who explains it."""
    found = [s for _, s in pages.find(_INTERPRETS, (*pages.front, *pages.body))]
    own = [s for s in found if "本" in s.text] or found
    return quote("解释", own[-1:])


def read_titles(pages: FrontPages) -> tuple[Draft, ...]:
    """Return each title once; a notice that issues a plan has one of its own."""
    titles = {tidy_title(c.text): whole(c) for c in reversed(pages.labelled.get("title", ()))}
    annexes = [(tidy_title(c.text), whole(c)) for c in pages.labelled.get("annex", ())]
    return tuple(
        Draft(f"{name}：{title}", (extract, *(annex for text, annex in annexes if title in text)))
        for name, (title, extract) in zip(("文件标题", "通知标题"), titles.items(), strict=False)
    )


def read_status(pages: FrontPages) -> tuple[Draft, ...]:
    """Return the printed words that tell a draft from a document issued."""
    said = read_phrases(_CONSULTED, "")(pages) or read_phrases(_ISSUED, "")(pages)
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


def read_summary(pages: FrontPages) -> tuple[Draft, ...]:
    """Return what the document is: title, number, issuers, date, what for, and its chapters."""
    printed = pages.labelled.get("title", ())
    titles = [c for c in printed if tidy_title(c.text) == pages.document.title] or list(printed)
    named = [d for c in titles[:1] for d in line("标题", tidy_title(c.text), whole(c))]
    origin = (*read_number(pages), *read_issuers(pages), *read_date(pages)[:1])
    notices = [
        d
        for c in printed
        if pages.document.notice and tidy_title(c.text) == pages.document.notice
        for d in line("通知", tidy_title(c.text), whole(c))
    ]
    purpose = read_purpose(pages)[:1] or quote("内容", pages.notice[:1])
    return (*named, *notices[:1], *origin, *purpose, *_headings(pages))


def _headings(pages: FrontPages) -> tuple[Draft, ...]:
    tops = [
        clause
        for clause in pages.outline
        if clause.kind == "heading" and not clause.path and len(clause.text) <= _LONGEST_HEADING
    ][:_MOST_HEADINGS]
    names = "；".join(tidy_title(clause.text) for clause in tops)
    return line("章节", names, *map(whole, tops)) if len(tops) > 1 else ()


def _first_sentences(pages: FrontPages) -> list[Statement]:
    return list(pages.sentences(pages.body[:_FIRST]))


def _prints(clause: Clause, names: tuple[str, ...]) -> bool:
    dense = "".join(clause.text.split())
    return bool(names) and all("".join(name.split()) in dense for name in names)
