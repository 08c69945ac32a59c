"""Results kept with the program."""

from pathlib import Path

import pytest

from eval.data.packed import where_stored
from eval.data.trec import read_run
from eval.report.gate import BASELINE, check_folder
from eval.report.keep import keep
from eval.report.misses import read_answers
from eval.report.stored import read_set
from eval.runs.results import ResultsError, answers_path, run_path
from eval.runs.retrievers import NAMES
from tests.ui.evaluation.fakes import make_folders


def test_kept_results_are_those_that_were_measured_and_pass_the_gate(tmp_path: Path) -> None:
    folders = make_folders(tmp_path)
    made, kept = folders.results / "policy-test", folders.baseline / "policy-test"
    assert check_folder(made, kept) == []
    before, after = read_set("policy-test", made), read_set("baseline/policy-test", kept)
    assert after.summaries == before.summaries
    assert after.scores == before.scores
    assert after.faults == ()
    run = read_run(where_stored(run_path(kept, "dense")))
    assert run.found == read_run(run_path(made, "dense")).found
    assert read_answers(where_stored(answers_path(kept))) == read_answers(answers_path(made))


def test_the_same_results_are_kept_in_the_same_bytes_and_what_was_there_is_gone(
    tmp_path: Path,
) -> None:
    folders = make_folders(tmp_path)
    kept = folders.baseline / "policy-test"
    before = {path.name: path.read_bytes() for path in kept.iterdir()}
    (kept / "old.scores.jsonl").write_text("{}")
    assert sorted(keep(folders.results / "policy-test", kept)) == sorted(kept.iterdir())
    assert {path.name: path.read_bytes() for path in kept.iterdir()} == before


def test_without_what_the_gate_looks_at_nothing_is_kept(tmp_path: Path) -> None:
    folders = make_folders(tmp_path)
    made, kept = folders.results / "policy-test", folders.baseline / "policy-test"
    (made / "answers.scores.jsonl").unlink()
    with pytest.raises(ResultsError, match=r"answers\.scores\.jsonl"):
        keep(made, kept)
    assert (kept / "answers.json").is_file()


def test_damaged_packed_scores_are_a_fault(tmp_path: Path) -> None:
    folders = make_folders(tmp_path)
    kept = folders.baseline / "policy-test"
    path = kept / "dense.scores.jsonl.gz"
    path.write_bytes(path.read_bytes()[:-9])
    stored = read_set("baseline/policy-test", kept)
    assert "dense" not in stored.scores
    assert len(stored.faults) == 1


def test_a_fresh_copy_holds_every_retriever_with_scores_and_run() -> None:
    folder = BASELINE / "policy-test"
    stored = read_set("baseline/policy-test", folder)
    assert {s["system"] for s in stored.summaries} == {*NAMES, "answers"} == set(stored.scores)
    for name in NAMES:
        assert read_run(where_stored(run_path(folder, name))).found
    size = sum(path.stat().st_size for path in folder.iterdir())
    assert size < 1_000_000
