"""Tables as files."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from eval.data.benchmark_files import load_benchmark
from eval.report.bundle import bundle
from eval.report.formats import Mean, TextTable, csv_text, latex_text, markdown_text
from eval.report.stored import read_set
from tests.ui.evaluation.fakes import make_folders
from tests.ui.fakes import make_desk

TABLE = TextTable(
    "p_1 & co, 50%",
    ["system", "nDCG@10", "n"],
    [["a_b", Mean(0.5, 0.25, 0.75), "3"], ["=1+1|x", None, "4"]],
)


def test_csv_has_each_number_in_a_cell_and_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(csv_text(TABLE).removeprefix("\ufeff"))))
    assert rows == [
        ["system", "nDCG@10", "nDCG@10 95% low", "nDCG@10 95% high", "n"],
        ["a_b", "0.5", "0.25", "0.75", "3"],
        ["'=1+1|x", "", "", "", "4"],
    ]


def test_markdown_shows_what_is_there() -> None:
    text = markdown_text(TABLE)
    assert r"| a\_b | 0.500 (0.250–0.750) | 3 |" in text
    assert r"| =1+1\|x | – | 4 |" in text


def test_latex_is_escaped_and_set_in_booktabs() -> None:
    text = latex_text(TABLE)
    assert r"\caption{p\_1 \& co, 50\%}" in text
    assert r"a\_b & 0.500 (0.250--0.750) & 3 \\" in text
    assert text.count(r"\toprule") == text.count(r"\midrule") == text.count(r"\bottomrule") == 1


def test_an_archive_holds_runs_qrels_and_scores_in_the_same_bytes(tmp_path: Path) -> None:
    folders = make_folders(tmp_path)
    gold = load_benchmark(make_desk().corpus, split="test", folder=folders.benchmark)
    archives = []
    for folder in (folders.results / "policy-test", folders.baseline / "policy-test"):
        stored = read_set(folder.name, folder)
        archives.append(bundle(folder, sorted(stored.scores), stored.scores, gold))
    assert archives[0] == archives[1]
    with zipfile.ZipFile(io.BytesIO(archives[0])) as archive:
        names = set(archive.namelist())
        assert {"README.txt", "judged.qrels", "hybrid.run", "hybrid.judged.run"} <= names
        assert "answers.scores.csv" in names
        assert archive.read("hybrid.run").decode().startswith("q1 Q0 hostile/1.2 1 ")


@pytest.mark.parametrize("write", [csv_text, markdown_text, latex_text])
def test_a_table_of_nothing_has_its_heads(write: Callable[[TextTable], str]) -> None:
    assert "system" in write(TextTable("", ["system"], []))
