"""From when, for how long and instead of what a document applies, in its own words."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ingest.text.dates import find_dates, read_day, to_iso
from ingest.text.joined import JoinedText
from ingest.text.numerals import NUMERAL, read_number

_SENTENCE = re.compile("[^。；\n]+[。；]?")
_NUMBER = rf"(?:\d+|{NUMERAL}+|半)"
_EVENT = "(?:发布|公布|印发|颁布|下发|发文|公告|通过|批准|签发|签署|成文)"
_FORCE = "(?:施行|实施|执行|生效|试行|实行)"
_EFFECTIVE = re.compile(
    rf"(?:自|从|于)?(?P<when>(?<=[自从于])[^，。；《》\n]{{2,30}}?|[12]\d{{3}}\s?年[^，。；《》\n]{{2,12}}?日)"
    rf"(?:(?:起|开始|后)(?:第?(?P<count>{_NUMBER})(?P<unit>日|天|个月)(?:后|起)*)?)?"
    rf"(?:正式|全面|开始|组织|暂)*{_FORCE}"
)
_SELF = re.compile("本[一-鿿]{1,8}?(?:（[^）]{1,12}）)?(?:全文)?[，,]?(?:将|已)?$")
_OTHER = re.compile("》(?:[（(][^（）()]*[）)])?[，,]?(?:已|将)?$")
_MARK = re.compile(
    r"^\s*(?:第[\d一二三四五六七八九十百零]+条|[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．])?\s*$"
)
_PERIOD_WORD = "(?:有效期限?|(?:试行|暂行|执行|实施|施行|适用)(?:期限?|时间)|期限|试行|暂行|有效)"
_TERM = re.compile(
    rf"(?P<word>{_PERIOD_WORD})(?:暂定|定)?(?:为|是|：|:)?\s?(?P<term>(?P<count>{_NUMBER})\s?(?P<unit>年|个月|日|天))"
)
_UNTIL = re.compile(
    rf"(?:{_PERIOD_WORD}|{_FORCE})(?:自|从|为|是|：|:)?(?P<dates>[^。；，\n]{{0,30}}?(?:至|到|截止|截至|—|-)[^。；，\n]{{2,24}})"
)
_LAPSES = re.compile(
    r"(?:至|到|于)(?P<dates>[^。；，\n]{4,20}?日?)(?:止|起?(?:自动)?(?:失效|废止))"
)
# About two pages.
_SHORT = 3000
_IS_OWN = re.compile(
    rf"(?:{_FORCE}|{_EVENT})(?:之日起)?[，,]?$|本[一-鿿]{{1,8}}?(?:的|自[^，。]*)?[，,]?$"
)
_FROM_OWN_DAY = re.compile(f"自本[一-鿿]{{1,8}}?(?:{_FORCE}|{_EVENT})之日")
_YEARS = re.compile(
    r"(?:规划|实施|计划|执行)(?:期限?|年限|期间)(?:为|是|：|:)?\s*(20\d\d)\s*年?\s*[-—–~～至到]+\s*(20\d\d)"
)


@dataclass(frozen=True, slots=True)
class Terms:
    """ISO days from which and up to which a document applies, "" where it does not say.

    `term` is the length of time as printed, e.g. 五年.
    """

    effective: str = ""
    term: str = ""
    expires: str = ""


def read_terms(
    text: JoinedText, *, title: str = "", issued: str = "", period: tuple[int, int] | None = None
) -> Terms:
    """Return from when to when the document whose text this is applies.

    Args:
        text: All of the document.
        title: Its title; what is said of other titles does not count.
        issued: ISO day of issue, from which 自印发之日起 counts.
        period: First and last year that its title names.
    """
    sentences = [match.group() for match in _SENTENCE.finditer(text.text)]
    effective = _effective(sentences, title, issued)
    terms = Terms(effective)
    for sentence in sentences:
        if not terms.expires:
            terms = _read_expiry(sentence, title, terms, issued)
    if not terms.expires:
        years = _YEARS.search(text.text)
        last = period[1] if period else int(years.group(2)) if years else 0
        return replace(terms, expires=f"{last}-12-31" if last else "")
    return terms


def _effective(sentences: list[str], title: str, issued: str) -> str:
    """Return the day that the best statement gives; of equal ones the last.

    In a long text one that does not say 本办法 may be about anything.
    """
    best, day = 2 if sum(map(len, sentences)) > _SHORT else 0, ""
    for sentence in sentences:
        for match in _EFFECTIVE.finditer(sentence):
            rank = _rank(sentence[: match.start()], title)
            found = _day_of(match, issued) if rank else ""
            if found and rank >= best:
                best, day = rank, found
    return day


def _rank(before: str, title: str) -> int:
    """Return how surely a statement after the words `before` is about the document, 0 for no."""
    if _OTHER.search(before):
        is_own = bool(title) and before.rstrip("，,").endswith(f"{title}》")
        return 3 if is_own else 0
    own = _SELF.search(before)
    if own:
        kind = own.group().removeprefix("本").strip("，,将已")
        return 4 if re.sub("[（(][^（）()]*[）)]$", "", title).endswith(kind) else 3
    if "本" in before:
        return 2
    return 2 if _MARK.fullmatch(before) else 1


def _day_of(match: re.Match[str], issued: str) -> str:
    when = match["when"]
    iso = to_iso(when)
    if not iso:
        if not re.search(rf"{_EVENT}(?:之)?日?$", when) or re.search("《", when):
            return ""
        iso = issued
    day = read_day(iso)
    if day is None or not match["count"]:
        return iso if len(iso) >= len("2023-12") else ""
    return _add(day, match["count"], match["unit"]).isoformat()


def _read_expiry(sentence: str, title: str, terms: Terms, issued: str) -> Terms:
    """Return `terms` with the expiry that `sentence` states, if it does."""
    for pattern in (_UNTIL, _LAPSES):
        for match in pattern.finditer(sentence):
            dates = [found.iso for found in find_dates(match["dates"])]
            if dates and _is_own(sentence, match.start(), title):
                return _until(terms, dates)
    for match in _TERM.finditer(sentence):
        if match["word"] == "期限" and not _FROM_OWN_DAY.search(sentence):
            continue
        if match["word"] != "期限" and not _is_own(sentence, match.start(), title):
            continue
        first = read_day(terms.effective or issued)
        last = _add(first, match["count"], match["unit"]) - timedelta(days=1) if first else None
        return replace(terms, term=match["term"], expires=last.isoformat() if last else "")
    return terms


def _until(terms: Terms, dates: list[str]) -> Terms:
    first, last = dates[0], dates[-1]
    if len(last) == len("12-31") and len(dates) > 1:
        last = f"{first[:4]}-{last}"
    if len(last) == len("2023-12"):
        year, month = map(int, last.split("-"))
        last = f"{last}-{calendar.monthrange(year, month)[1]:02d}"
    begins = first if len(dates) > 1 and len(first) == len("2023-12-29") else ""
    is_whole = read_day(last) is not None
    return replace(
        terms, effective=terms.effective or begins, expires=last if is_whole else terms.expires
    )


def _is_own(sentence: str, start: int, title: str) -> bool:
    """Say whether the words before `start` speak of this document, or of nothing else."""
    before = sentence[:start]
    if _OTHER.search(before):
        return bool(title) and before.rstrip("，,").endswith(f"{title}》")
    return bool(_MARK.fullmatch(before) or _IS_OWN.search(before) or _EFFECTIVE.search(before))


def _add(day: date, count: str, unit: str) -> date:
    """Return the day `count` years, months or days after `day`."""
    number = 0.5 if count == "半" else read_number(count)
    if unit in ("日", "天"):
        return day + timedelta(days=min(number, 36_500))
    months = day.month - 1 + round(number * (12 if unit == "年" else 1))
    year, month = day.year + min(months // 12, 1000), months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
