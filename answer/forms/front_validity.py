"""From when, until when and instead of what a document applies, in its own words."""

import re
from collections.abc import Iterator

from answer.drafts import Draft
from answer.forms.front_pages import FrontPages, Statement, line, quote, whole
from ingest.model import Document, Repeal
from ingest.structure.replacements import TitleIndex
from ingest.text.dates import find_dates
from ingest.validity import validity_on

_FORCE = "(?:施行|实施|执行|生效|试行|实行)"
_EFFECTIVE = re.compile(rf"(?:自|从|于)[^，。；]{{2,30}}?(?:起|后|日|始)[^，。；]{{0,6}}?{_FORCE}")
_FROM_EVENT = re.compile("(?:发布|公布|印发|颁布|下发|通过|签发)之日")
# 期限为五年，自本决定施行之日起算 tells no day.
_OF_FORCE = re.compile(f"{_FORCE}之日")
_TERM = re.compile(
    r"有效期|(?:施行|实施|执行|试行|暂行|适用)(?:期限|期间?|时间)?(?:为|至|到|：)?(?:暂定|定)?"
    r"[^，。；]{0,14}?(?:[\d一二三四五六七八九十两]+\s?(?:年(?!\d|[^，。；]{0,6}月)|个月)|至\s?20)|期限[为是]"
)
_BLANK_DATE = re.compile(r"(?:自|从|于)\s*\d{0,4}\s*年\s*月\s*日?\s*起")
_YEARS = re.compile(r"20\d\d\s*[-—–－~～至到]+\s*20\d\d\s*年?")


def read_effective(pages: FrontPages) -> tuple[Draft, ...]:
    """Return the sentences from when the document applies, and the row of the page that says so."""
    return (*quote("施行日期", _effective(pages)), *pages.rows("effective"))


def read_term(pages: FrontPages) -> tuple[Draft, ...]:
    """Return for how long the document applies, and the last day that follows from it."""
    stated = _effective(pages)
    terms = _terms(pages)
    if not terms and not pages.rows("expires"):
        return ()
    drafts = (*quote("施行日期", stated), *quote("有效期", (s for s in terms if s not in stated)))
    rows = (*pages.rows("effective"), *pages.rows("expires"))
    computed = () if pages.rows("expires") else _last_day(pages, stated, terms)
    return (*drafts, *rows, *computed)


def read_years(pages: FrontPages) -> tuple[Draft, ...]:
    """Return the years that the titles name, and the notice with them."""
    titles = [whole(clause) for clause in reversed(pages.labelled.get("title", ()))]
    named = [extract for extract in titles if _YEARS.search(extract.text)]
    if not named:
        return ()
    years = _YEARS.findall(named[0].text)[0]
    repeated = [s.extract for s in pages.notice if years.rstrip("年") in s.text]
    return line("规划期", years, *named, *repeated)


def read_verdict(pages: FrontPages) -> tuple[Draft, ...]:
    """Return whether the term is over on the day asked for, where a term is stated."""
    extracts = [s.extract for s in (*_effective(pages), *_terms(pages))]
    rows = pages.rows("expires")
    extracts += [extract for draft in rows for extract in draft.extracts]
    if not pages.document.expires or not (_terms(pages) or rows):
        return ()
    validity = validity_on(pages.document, pages.as_of)
    said = {"in_force": "在有效期内", "expired": "有效期已满"}.get(validity)
    return line("效力", said, *extracts) if said and extracts else ()


def read_force(pages: FrontPages) -> tuple[Draft, ...]:
    """Return until when the document applies: what replaced it, its term, or since when it does.

    Where it states no term, the years that it is for and what else it repeals are told too.
    """
    replaced = read_replaced(pages)
    if replaced:
        return replaced
    stated = (*read_term(pages), *read_verdict(pages))
    ends = quote("废止", _holding(pages, pages.document.repeals))
    return stated or (*read_years(pages), *read_effective(pages), *ends)


def read_repeal_of(pages: FrontPages, named: tuple[Repeal, ...]) -> tuple[Draft, ...]:
    """Return the sentences that repeal one of the documents named."""
    return quote("废止", _holding(pages, named))


def _effective(pages: FrontPages) -> tuple[Statement, ...]:
    """Return the statement of the day from which the document applies, as ingest read it.

    Where it read none, as of what a document is about, the last statement that has a day.
    """
    day = pages.document.effective
    found = [
        statement
        for match, statement in pages.find(_EFFECTIVE, (*pages.front, *pages.body))
        if not _OF_FORCE.search(match.group()) and not _BLANK_DATE.search(statement.text)
    ]
    exact = [s for s in found if day and any(d.iso == day for d in find_dates(s.text))]
    counted = [s for s in found if _FROM_EVENT.search(s.text)]
    best = exact or (counted if day else [])
    return tuple(best[-1:])


def _terms(pages: FrontPages) -> tuple[Statement, ...]:
    """Return the statement of the term or the last day, as ingest read it."""
    document = pages.document
    if not (document.term or document.expires) or document.period:
        return ()
    clauses = (*pages.front, *pages.body)
    own = [
        statement
        for _, statement in pages.find(_TERM, clauses)
        if (document.term and document.term in statement.text)
        or any(d.iso == document.expires for d in find_dates(statement.text))
    ]
    own = [s for s in own if re.search("有效|本|施行|实施|执行|试行", s.text)]
    return tuple(own[-1:])


def _last_day(
    pages: FrontPages, stated: tuple[Statement, ...], terms: tuple[Statement, ...]
) -> tuple[Draft, ...]:
    """Return the last day, counted from the first one and the term that are printed."""
    expires, term = pages.document.expires, pages.document.term
    if not (expires and term and terms):
        return ()
    year, month, day = (int(part) for part in expires.split("-"))
    extracts = [statement.extract for statement in (*stated, *terms)]
    if not pages.document.effective or not stated:
        extracts += [whole(clause) for clause in pages.labelled.get("date", ())[:1]]
    return line("推算", f"有效期{term}，到{year}年{month}月{day}日止", *extracts)


def _holding(pages: FrontPages, repeals: tuple[Repeal, ...]) -> Iterator[Statement]:
    for repeal in repeals:
        for statement in pages.sentences(
            c for c in (*pages.front, *pages.body) if c.start <= repeal.start < c.end
        ):
            if statement.extract.source_start <= repeal.start < statement.extract.source_end:
                yield statement


def _replaced_by(pages: FrontPages) -> list[tuple[Document, Repeal]]:
    """Return what ends the document as a whole by the day asked for, by its number and title."""
    index, day = TitleIndex([pages.document]), pages.as_of.isoformat()
    return [
        (other, repeal)
        for other in pages.others
        if other.status != "draft" and (other.effective or other.issued) <= day
        for repeal in other.repeals
        if not repeal.part and index.find(repeal.title, repeal.number, besides=other.doc_id)
    ]


def read_replaced(pages: FrontPages) -> tuple[Draft, ...]:
    """Return the sentences of other documents that repeal this one."""
    return tuple(
        draft
        for other, repeal in _replaced_by(pages)
        for draft in quote(
            f"已被《{other.title}》废止", _holding(pages.open_other(other), (repeal,))
        )
    )
