"""The command `python -m eval reading`."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.reading.policies import find_policies, policies_of

QUICK = ("beijing-repeal-decision-2021.md", "most-new-rd-institutes-2019.txt")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Look for the documents in a folder of the test's own, and forget it afterwards."""
    known = policies_of("dev")
    for name in QUICK:
        if name in known:
            shutil.copyfile(known[name], tmp_path / name)
    monkeypatch.setenv("POLICY_QA_POLICIES", str(tmp_path))
    find_policies.cache_clear()
    yield tmp_path
    find_policies.cache_clear()


@pytest.mark.parametrize("arguments", [["--side", "test"], ["--accept"]])
def test_misses_of_the_test_side_are_refused(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["reading", "--misses", *arguments]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err == (
        "reading: what is wrong on test stays unseen; pass --misses with --side dev alone\n"
    )


def test_without_a_document_it_is_said_where_they_are_looked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in QUICK:
        (folder / name).unlink(missing_ok=True)
    assert main(["reading", "--side", "test"]) == 1
    assert "name their folder in POLICY_QA_POLICIES" in capsys.readouterr().err


def test_help_shows_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["reading", "--help"])
    assert stopped.value.code == 0
    assert "example: python -m eval reading --side dev" in capsys.readouterr().out


@pytest.mark.policies
def test_documents_are_measured_as_a_table_with_totals(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if len(policies_of("dev")) < len(QUICK):
        pytest.skip("the official documents are not at hand; set POLICY_QA_POLICIES")
    assert main(["reading"]) == 0
    output = capsys.readouterr().out
    assert all(f"| {name} |" in output for name in QUICK)
    assert "documents: 2, refused 0" in output


@pytest.mark.policies
def test_records_are_one_json_object_a_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if len(policies_of("dev")) < len(QUICK):
        pytest.skip("the official documents are not at hand; set POLICY_QA_POLICIES")
    assert main(["reading", "--json", "--misses"]) == 0
    *documents, totals, misses = map(json.loads, capsys.readouterr().out.splitlines())
    assert [record["document"] for record in documents] == sorted(QUICK)
    assert (totals["documents"], totals["refused"]) == (2, 0)
    assert isinstance(misses["misses"], list)
