"""The documents on a line of years: when each was issued, came into force and ended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ingest import Document
from ingest.validity import validity_on
from ui.library.cards import write_title
from ui.library.dates import say_days
from ui.parts.documents import write_badge
from ui.parts.markup import Html, element, join
from ui.parts.script import say
from views.catalogue import Entry, Span, span_of

# A law may have been in force in another wording before the day that its text states.
_LEGEND = "竖线是 {day}；长条从写明的施行日期（没有写的，从印发）开始，斜纹是印发到写明的施行日期。"
# Places on the line, from its beginning to its end; an element has one in its class.
_PLACES = 200
_STEPS = (1, 2, 5, 10, 20, 50, 100)
_MOST_TICKS = 8
# Further on there is no room for the four digits of a year.
_LAST_TICK = 175


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    last: int

    @classmethod
    def of(cls, spans: Iterable[Span], day: date) -> "_Scale":
        years = [int(one[:4]) for span in spans for one in span.days]
        return cls(min([*years, day.year]), max([*years, day.year]))

    def place(self, day: str) -> int:
        """Return where a day stands, 0 to `_PLACES`; of a year or month alone its beginning."""
        year, month, of_month = (int(part) for part in (day + "-01-01")[:10].split("-"))
        passed = (date(year, month, of_month) - date(self.first, 1, 1)).days
        whole = (date(self.last, 12, 31) - date(self.first, 1, 1)).days
        return round(_PLACES * passed / whole)

    def ticks(self) -> list[int]:
        years = self.last - self.first + 1
        step = next((s for s in _STEPS if years <= s * _MOST_TICKS), _STEPS[-1])
        years_named = (year for year in range(self.first, self.last + 1) if year % step == 0)
        return [year for year in years_named if self.place(str(year)) <= _LAST_TICK]


def write_timeline(entries: Sequence[Entry], day: date) -> Html:
    """Return a line for each document, with its days in words too, and `day` across them all."""
    spans = {entry.doc_id: span_of(entry.document) for entry in entries}
    scale = _Scale.of(spans.values(), day)
    return element(
        "div",
        element("p", say(_LEGEND.format(day=day.isoformat()))),
        element(
            "ol",
            _write_scale(scale, day),
            *(_write_line(e.document, spans[e.doc_id], scale, day) for e in entries),
        ),
        class_="timeline",
    )


def write_places() -> str:
    """Return the style of the places on the line, which no other element has."""
    return "\n".join(
        f".timeline .from-{n} {{ left: {n / 2:g}%; }} .timeline .wide-{n} {{ width: {n / 2:g}%; }}"
        for n in range(_PLACES + 1)
    )


def _write_scale(scale: _Scale, day: date) -> Html:
    ticks = [
        element("span", str(year), class_=f"tick from-{scale.place(str(year))}")
        for year in scale.ticks()
    ]
    return element(
        "li",
        element("div", element("span", say("文件"), class_="unseen")),
        element("div", *ticks, _write_day(scale, day), class_="track"),
        class_="scale",
    )


def _write_line(document: Document, span: Span, scale: _Scale, day: date) -> Html:
    return element(
        "li",
        element(
            "div",
            element("p", write_title(document), " ", write_badge(document, day), class_="name"),
            element("p", say(say_days(document, span)), class_="days"),
        ),
        element(
            "div",
            *_write_bars(document, span, scale, day),
            _write_day(scale, day),
            class_="track",
        ),
        class_="line",
    )


def _write_day(scale: _Scale, day: date) -> Html:
    return element("span", class_=f"now from-{scale.place(day.isoformat())}")


def _write_bars(document: Document, span: Span, scale: _Scale, day: date) -> Iterable[Html]:
    """Return what stands on the line; the words beside it say the same."""
    if not span.days:
        return (join(()),)
    if document.status == "draft":
        return (_bar(scale, span.days[0], span.days[-1], "draft"),)
    begins = max(span.begins, span.issued) or span.ends
    bars = []
    if span.issued and span.issued < begins:
        bars.append(_bar(scale, span.issued, begins, "waiting"))
    status = validity_on(document, day)
    last = span.ends or f"{scale.last}-12-31"
    is_open = "" if span.ends else " open"
    if span.begins or span.issued:
        bars.append(_bar(scale, begins, max(last, begins), f"force {status}{is_open}"))
    return bars


def _bar(scale: _Scale, first: str, last: str, kind: str) -> Html:
    start = scale.place(first)
    wide = max(scale.place(last) - start, 1)
    return element("span", class_=f"bar {kind} from-{start} wide-{min(wide, _PLACES - start)}")
