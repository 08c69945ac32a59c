from dataclasses import replace
from pathlib import Path

import pytest

from eval.reading.baseline import (
    BaselineError,
    Standing,
    accept_baseline,
    find_falls,
    find_unexplained,
    key_of,
    read_baseline,
    standing_of,
)
from eval.reading.measure import Measured
from eval.reading.second_engine import Agreement
from eval.reading.shares import Share

READ = Measured(
    name="a.pdf",
    sha256="0123456789abcdef",
    lines=Share(45, 50),
    facts={"validity": True},
    agreement=Agreement(1000, 1000, 1000),
)


def test_a_document_stands_under_its_checksum_and_name() -> None:
    assert key_of(READ) == "01234567 a.pdf"
    assert standing_of(READ) == Standing(boundaries=0.9, kept=1.0, added=0.0, validity=True)


def test_what_fell_by_more_than_two_hundredths_is_named() -> None:
    before = standing_of(READ)
    # 44 of 50 is .88, .02 less; 43 of 50 is .04 less.
    assert find_falls(replace(READ, lines=Share(44, 50)), before) == []
    assert find_falls(replace(READ, lines=Share(43, 50)), before) == [
        "a.pdf: boundaries 0.9000 before, 0.8600 now"
    ]
    worse = replace(READ, agreement=Agreement(970, 1000, 1000))
    assert [fall.split()[1] for fall in find_falls(worse, before)] == ["kept", "added"]
    assert find_falls(replace(READ, lines=Share(50, 50)), before) == []


def test_a_validity_that_was_right_may_not_become_wrong() -> None:
    wrong = replace(READ, facts={"validity": False})
    assert find_falls(wrong, standing_of(READ)) == ["a.pdf: validity right before, wrong now"]
    assert find_falls(READ, standing_of(wrong)) == []


def test_what_cannot_be_measured_here_has_not_fallen() -> None:
    assert find_falls(replace(READ, agreement=None, facts={}), standing_of(READ)) == []


def test_a_refusal_is_a_fall() -> None:
    refused = replace(READ, lines=Share(0, 50), agreement=None, refused="a.pdf: is locked")
    assert len(find_falls(refused, standing_of(READ))) == 1


def test_characters_lost_or_added_without_a_warning_are_named() -> None:
    # 6 of 1,000 lost; 6 of 1,006 added.
    lost = replace(READ, agreement=Agreement(994, 994, 1000))
    added = replace(READ, agreement=Agreement(1000, 1006, 1000))
    assert "0.0060 of its characters lost" in find_unexplained(lost, Standing())[0]
    assert "0.0060 of its characters added" in find_unexplained(added, Standing())[0]
    assert find_unexplained(replace(READ, agreement=Agreement(995, 995, 1000)), Standing()) == []


def test_a_warning_or_an_excuse_explains_a_loss() -> None:
    lost = replace(READ, agreement=Agreement(900, 900, 1000))
    assert find_unexplained(replace(lost, warnings=("said",)), Standing()) == []
    assert find_unexplained(lost, Standing(excused="poppler prints it twice")) == []


def test_of_a_web_page_only_what_is_added_counts() -> None:
    page = replace(READ, is_partial=True, agreement=Agreement(500, 500, 1000))
    assert find_unexplained(page, Standing()) == []
    assert find_falls(page, standing_of(READ)) == []
    page = replace(page, agreement=Agreement(490, 500, 1000))
    assert "added" in find_unexplained(page, Standing())[0]


def test_an_accepted_baseline_is_read_back_and_other_documents_stay(tmp_path: Path) -> None:
    path = tmp_path / "reading.json"
    other = replace(READ, name="b.pdf", sha256="f" * 64)
    accept_baseline([READ, other], path)
    accept_baseline([replace(READ, lines=Share(50, 50))], path)
    assert read_baseline(path) == {
        key_of(READ): Standing(1.0, 1.0, 0.0, True),
        key_of(other): standing_of(other),
    }


def test_accepting_keeps_excuses_and_what_could_not_be_measured_again(tmp_path: Path) -> None:
    path = tmp_path / "reading.json"
    excused = '{"01234567 a.pdf": {"kept": 0.9, "added": 0.1, "excused": "printed twice"}}'
    path.write_text(excused, encoding="utf-8")
    accept_baseline([replace(READ, agreement=None)], path)
    assert read_baseline(path)[key_of(READ)] == Standing(0.9, 0.9, 0.1, True, "printed twice")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1}', '{"a": {"unknown": 1}}'])
def test_a_damaged_baseline_says_how_to_make_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "reading.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BaselineError, match="run: python -m eval reading --accept"):
        read_baseline(path)


def test_a_baseline_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match="cannot be written"):
        accept_baseline([READ], tmp_path / "missing" / "reading.json")
