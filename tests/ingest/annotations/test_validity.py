"""Whether a document is in force on a day."""

from datetime import date

import pytest

from ingest.annotations.validity import validity_on, validity_record
from ingest.model import Document

PLAN = Document("p", "p.txt", "", status="in_force", period=(2023, 2025), issued="2023-12-29")


@pytest.mark.parametrize(
    ("document", "day", "validity"),
    [
        (PLAN, date(2025, 12, 31), "in_force"),
        (PLAN, date(2026, 1, 1), "period_ended"),
        (Document("d", "d.txt", "", status="draft"), date(2030, 1, 1), "draft"),
        (Document("r", "r.txt", "", status="repealed"), date(2020, 1, 1), "repealed"),
        (Document("f", "f.txt", "", status="in_force"), date(2050, 1, 1), "in_force"),
    ],
)
def test_validity_follows_from_status_period_and_day(
    document: Document, day: date, validity: str
) -> None:
    assert validity_on(document, day) == validity


def test_the_record_states_the_day_it_speaks_of() -> None:
    assert validity_record(PLAN, date(2026, 3, 1)) == {
        "status": "period_ended",
        "as_of": "2026-03-01",
        "issued": "2023-12-29",
        "period": (2023, 2025),
    }
