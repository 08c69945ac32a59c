"""Whether a document is in force on a day."""

from datetime import date

import pytest

from ingest.model import Document, Replacement
from ingest.validity import read_status, validity_on, validity_record

PLAN = Document("p", "p.txt", "", status="in_force", period=(2023, 2025), issued="2023-12-29")

OLD = Document(
    "o", "o.txt", "", issued="2015-05-01", replaced=Replacement("n", "新", "2020-01-01", 0)
)
UNDATED = Document("o", "o.txt", "", replaced=Replacement("n", "新", "", 0))
RULES = Document("u", "u.txt", "", effective="2024-01-01", expires="2028-12-31")


@pytest.mark.parametrize(
    ("document", "day", "validity"),
    [
        (PLAN, date(2025, 12, 31), "in_force"),
        (PLAN, date(2026, 1, 1), "period_ended"),
        (Document("d", "d.txt", "", status="draft"), date(2030, 1, 1), "draft"),
        (Document("r", "r.txt", "", status="repealed"), date(2020, 1, 1), "repealed"),
        (Document("f", "f.txt", "", status="in_force"), date(2050, 1, 1), "in_force"),
        (PLAN, date(2023, 12, 28), "not_yet"),
        (OLD, date(2015, 4, 30), "not_yet"),
        (OLD, date(2019, 12, 31), "in_force"),
        (OLD, date(2020, 1, 1), "replaced"),
        (UNDATED, date(2000, 1, 1), "replaced"),
        (RULES, date(2023, 12, 31), "not_yet"),
        (RULES, date(2024, 1, 1), "in_force"),
        (RULES, date(2028, 12, 31), "in_force"),
        (RULES, date(2029, 1, 1), "expired"),
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
        "effective": "",
        "expires": "",
        "period": (2023, 2025),
        "replaced_by": "",
    }


@pytest.mark.parametrize(
    ("title", "notice", "head", "status"),
    [
        ("临江市燃气条例（修订草案）", "", "", "draft"),
        ("临江市燃气条例（征求意见稿）", "", "", "draft"),
        ("临江市燃气条例", "关于征求临江市燃气条例修改意见的函", "", "draft"),
        ("关于公开征求意见办理情况的报告", "", "", "in_force"),
        ("关于废止部分地方性法规的决定", "", "", "in_force"),
        ("关于部分内容不再适用的通知", "", "", "in_force"),
        ("临江市扶持办法（已废止）", "", "", "repealed"),
        ("临江市扶持办法", "", "【已失效】", "repealed"),
        ("临江市扶持办法", "", "文件状态：失效", "repealed"),
        ("临江市扶持办法", "", "原办法同时废止。", "in_force"),
    ],
)
def test_a_status_comes_from_marks_and_not_from_a_word_in_the_title(
    title: str, notice: str, head: str, status: str
) -> None:
    assert read_status(title, notice, head) == status
