from pathlib import Path

import pytest

from eval.reading.coverage import Coverage, measure_coverage
from ingest import Clause
from tests.eval.reading.made_up import NOTICE, read_text


def clause(start: int, end: int, text: str = "甲", kind: str = "clause") -> Clause:
    return Clause(f"d/{start}", "d", "d.txt", start, end, kind, "", "", (), text, "")


def test_what_no_clause_holds_is_lost_but_for_white_space() -> None:
    # 甲乙 held, a line feed, 丙 held, 丁戊 not: 2 of 5 lost.
    found = measure_coverage("甲乙\n丙丁戊", [clause(0, 2), clause(3, 4)])
    assert (found.characters, found.lost, found.overlaps) == (5, 2, 0)


def test_what_clauses_hold_twice_or_thrice_overlaps_once() -> None:
    found = measure_coverage("甲乙丙", [clause(0, 3), clause(1, 3), clause(1, 2)])
    assert (found.lost, found.overlaps) == (0, 2)


def test_long_text_counts_unless_it_stands_around_the_clauses() -> None:
    # 901 of 901 + 900 + 901 characters are in a long clause; the front does not count as one.
    clauses = [
        clause(0, 1, "甲" * 901),
        clause(1, 2, "乙" * 900),
        clause(2, 3, "丙" * 901, "front"),
    ]
    found = measure_coverage("甲乙丙", clauses)
    assert found.long == 901
    assert found.long_share == pytest.approx(901 / 2702)
    assert (found + found).long_share == pytest.approx(901 / 2702)


def test_of_nothing_no_share_is_long() -> None:
    assert measure_coverage("", []) == Coverage()
    assert Coverage().long_share == 0.0


def test_a_notice_is_held_whole(tmp_path: Path) -> None:
    parsed = read_text(tmp_path, NOTICE).parsed
    assert parsed is not None
    found = measure_coverage(parsed.extract.text, parsed.clauses)
    assert (found.lost, found.overlaps, found.long) == (0, 0, 0)
    assert found.clauses == len(parsed.clauses)
