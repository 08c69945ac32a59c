import json

import pytest

from eval.reading.annotations import Counts
from eval.reading.coverage import Coverage
from eval.reading.measure import Measured
from eval.reading.report import document_record, documents_table, totals_record, totals_table
from eval.reading.second_engine import Agreement
from eval.reading.shares import Share
from eval.reading.totals import add_up

GOOD = Measured(
    name="a.txt",
    sha256="aa",
    lines=Share(3, 4),
    random=Share(2, 2),
    hard=Share(1, 2),
    annotations={"lead": Counts(1, 2, 1), "support": Counts(), "figures": Counts(3, 4, 6)},
    lost_passages=1,
    facts={"number": True, "status": False, "validity": False},
    coverage=Coverage(characters=90, lost=1, overlaps=2, text=1000, long=250, clauses=7),
    agreement=Agreement(98, 100, 99),
    seconds=1.25,
    warnings=("a page was recognised", "another"),
)
PAGE = Measured(
    name="b.html",
    sha256="bb",
    random=Share(1, 2),
    coverage=Coverage(characters=10, text=1000, clauses=1),
    agreement=Agreement(5, 10, 50),
    is_partial=True,
    seconds=0.5,
)
REFUSED = Measured(
    name="c.pdf",
    sha256="cc",
    lines=Share(0, 4),
    random=Share(0, 4),
    annotations={"lead": Counts(0, 2, 0), "support": Counts(), "figures": Counts()},
    facts={"number": False, "status": False, "validity": False},
    refused="c.pdf: is locked",
)


def test_totals_add_lines_and_characters_not_documents() -> None:
    totals = add_up([GOOD, PAGE, REFUSED])
    # Random lines 2 + 1 + 0 of 2 + 2 + 4; lead 1 found of 1, of 2 + 2 labelled.
    assert totals.shares["boundaries, random"] == Share(3, 8)
    assert totals.shares["boundaries, difficult"] == Share(1, 2)
    assert totals.shares["lead, precision"] == Share(1, 1)
    assert totals.shares["lead, recall"] == Share(1, 4)
    assert totals.shares["figures, precision"] == Share(3, 6)
    assert totals.shares["figures, recall"] == Share(3, 4)
    assert totals.shares["number"] == Share(1, 2)
    assert totals.shares["issued"] == Share(0, 0)
    assert (totals.documents, totals.refused, totals.warned, totals.lost_passages) == (3, 1, 1, 1)
    assert totals.coverage.long_share == pytest.approx(250 / 2000)
    assert totals.seconds == 1.75


def test_web_pages_are_compared_apart() -> None:
    totals = add_up([GOOD, PAGE, REFUSED])
    assert totals.compared == 2
    assert totals.agreement == Agreement(98, 100, 99)
    assert totals.page_agreement == Agreement(5, 10, 50)


def test_the_table_holds_a_line_for_each_document_and_dashes_for_what_is_not_labelled() -> None:
    _, _, *lines = documents_table([GOOD, PAGE, REFUSED]).splitlines()
    good, page, refused = ([cell.strip() for cell in line.split("|")[1:-1]] for line in lines)
    assert good == [
        *("a.txt", "2/2", "1/2", "1.00/0.50", "–", "0.50/0.75", "status validity"),
        *("1", "2", "0.250", "0.9899", "0.0200", "1.2", "2 warned"),
    ]
    assert page[1:7] == ["1/2", "–", "–", "–", "–", "–"]
    assert refused[3] == "–/0.00"
    assert refused[-1] == "refused"


def test_the_totals_hold_each_share_with_its_interval() -> None:
    text = totals_table(add_up([GOOD, PAGE, REFUSED]))
    # Wilson of 3 of 8: (0.1368, 0.6943).
    assert "| boundaries, random | 0.375 | 3/8 | 0.137–0.694 |" in text
    assert "| issued | – | 0/0 | – |" in text
    assert "100 characters: 1 lost, 2 twice, 0.1250 of the text in clauses over 900" in text


def test_records_are_json_and_quote_no_warning_of_test() -> None:
    shown = document_record(GOOD, side="dev")
    hidden = document_record(GOOD, side="test")
    assert shown["warned"] == ["a page was recognised", "another"]
    assert hidden["warnings"] == 2
    assert "recognised" not in json.dumps(hidden)
    assert document_record(REFUSED, side="dev")["reason"] == "c.pdf: is locked"
    assert "locked" not in json.dumps(document_record(REFUSED, side="test"))
    assert shown["random"]["share"] == 1.0
    assert document_record(REFUSED, side="dev")["kept"] is None
    total = totals_record(add_up([GOOD, PAGE]), side="dev")
    assert total["web_pages"] == {"kept": 0.1, "added": 0.5}
    assert json.loads(json.dumps(total)) == total
