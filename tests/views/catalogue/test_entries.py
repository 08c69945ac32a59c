"""What documents are among others, what is chosen of them, and when they hold."""

from datetime import date

import pytest

from ingest.model import Document, Replacement
from tests.views.catalogue.shelf import make_shelf
from views.catalogue import Choice, Span, count_choices, list_entries, select_entries, span_of
from views.catalogue.entries import kind_of, places_of

DAY = date(2024, 6, 1)
ENTRIES = list_entries(make_shelf().documents)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("临江市燃气管理条例实施细则", "细则"),
        ("临江市公租房管理办法（试行）", "办法"),
        ("全民健身计划（2026—2030年）", "计划"),
        ("临江市住房租赁管理若干规定", "规定"),
        ("机關辦理案件作業要點修正對照表", "对照表"),
        ("关于办法的一些话", ""),
    ],
)
def test_the_kind_is_the_noun_that_a_title_ends_in(title: str, kind: str) -> None:
    assert kind_of(title) == kind


@pytest.mark.parametrize(
    ("region", "places"),
    [
        ("", ()),
        ("北京市", ("北京市",)),
        ("广东省广州市天河区", ("广东省", "广东省广州市", "广东省广州市天河区")),
    ],
)
def test_a_region_lies_in_those_around_it(region: str, places: tuple[str, ...]) -> None:
    assert places_of(region) == places


def test_the_latest_document_is_first_and_those_without_a_date_last() -> None:
    issued = [entry.document.issued for entry in ENTRIES]
    assert issued == sorted(issued, reverse=True)
    assert issued[-1] == ""


@pytest.mark.parametrize(
    ("choice", "doc_ids"),
    [
        (Choice(status="draft"), {"draft"}),
        (Choice(status="not_yet"), {"new"}),
        (Choice(kind="办法"), {"old", "new", "alike"}),
        (Choice(kind="办法", year="2016"), {"old"}),
        (Choice(issuer="临江市人民政府"), {"old", "new"}),
        (Choice(kind="通知"), {"forward"}),
        (Choice(words="燃气 细则"), {"rules"}),
        (Choice(words="燃氣"), {"law", "rules", "draft"}),
        (Choice(words="临府〔2016〕9号"), {"old"}),
        (Choice(words="没有的字"), set()),
    ],
)
def test_a_choice_leaves_the_documents_that_are_all_of_it(
    choice: Choice, doc_ids: set[str]
) -> None:
    assert {entry.doc_id for entry in select_entries(ENTRIES, choice, DAY)} == doc_ids


def test_each_filter_counts_what_the_others_leave() -> None:
    counts = count_choices(ENTRIES, Choice(kind="办法", status="draft"), DAY)
    assert counts["kind"]["条例"] == 1
    assert counts["kind"]["办法"] == 0
    assert counts["status"]["not_yet"] == 1
    # The status follows the day.
    later = count_choices(ENTRIES, Choice(kind="办法"), date(2024, 7, 1))
    assert later["status"]["replaced"] == 1


def _document(**fields: object) -> Document:
    return Document("d", "d.txt", "", **{"issued": "2016-03-01", **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("document", "span"),
    [
        (_document(effective="2016-04-01"), Span("2016-03-01", "2016-04-01", "", "")),
        (_document(expires="2021-03-31"), Span("2016-03-01", "", "2021-03-31", "expires")),
        (
            _document(period=(2016, 2020), expires="2020-12-31"),
            Span("2016-03-01", "", "2020-12-31", "period"),
        ),
        (_document(period=(2016, 2020)), Span("2016-03-01", "", "2020-12-31", "period")),
        (
            _document(expires="2021-03-31", replaced=Replacement("n", "新", "2019-01-01", 0)),
            Span("2016-03-01", "", "2019-01-01", "replaced"),
        ),
        (
            _document(status="draft", deadline="2016-03-30", effective="2016-05-01"),
            Span("2016-03-01", "", "2016-03-30", "deadline"),
        ),
        (_document(status="repealed"), Span("2016-03-01", "", "", "repealed")),
        (_document(issued=""), Span("", "", "", "")),
    ],
)
def test_a_span_holds_what_is_stated_and_of_several_ends_the_first(
    document: Document, span: Span
) -> None:
    assert span_of(document) == span
