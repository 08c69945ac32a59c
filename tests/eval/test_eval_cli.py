"""The command `python -m eval`."""

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from eval.__main__ import main
from eval.data.benchmark_files import BENCHMARK
from eval.runs.provenance import count_cores
from eval.speed.entries import find_version

CORPUS = [
    {"_id": "a", "title": "苹果", "text": "苹果树在春天开花，秋天结果。"},
    {"_id": "b", "title": "", "text": "火车从广州开往北京，全程八小时。"},
    {"_id": "c", "title": "", "text": "The museum is closed on Mondays."},
]
QUERIES = [
    {"_id": "q1", "text": "果树什么时候开花"},
    {"_id": "q2", "text": "When is the museum closed?"},
]
QRELS = "query-id\tcorpus-id\tscore\nq1\ta\t1\nq2\tc\t1\n"


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A collection of three passages in BEIR's form."""
    folder = tmp_path / "small"
    (folder / "qrels").mkdir(parents=True)
    for name, records in (("corpus", CORPUS), ("queries", QUERIES)):
        lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text(QRELS, encoding="utf-8")
    return folder


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """Every twelfth question of the test split, of all kinds: all of them take minutes."""
    folder = tmp_path / "policy"
    folder.mkdir()
    lines = (BENCHMARK / "queries.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    questions = {json.loads(line)["_id"]: line for line in lines if '"split": "test"' in line}
    chosen = list(questions)[::12]
    gold = (BENCHMARK / "gold.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in gold if json.loads(line)["query_id"] in chosen]
    (folder / "queries.jsonl").write_text("".join(questions[i] for i in chosen), encoding="utf-8")
    (folder / "gold.jsonl").write_text("".join(kept), encoding="utf-8")
    return folder


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def records(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.model
def test_any_collection_is_measured_with_every_retriever(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run("run", "--dataset", dataset, "--retriever", "all", "--out", out, "--json") == 0
    found = {record["system"]: record for record in records(capsys)}
    assert {"hybrid", "dense", "lexical", "langchain", "langchain-ensemble"} <= found.keys()
    assert found["hybrid"]["metrics"]["nDCG@10"] == 1.0
    assert found["hybrid"]["queries"] == 2
    for name in ("commit", "data", "model_fingerprint", "index", "machine"):
        assert found["hybrid"]["provenance"][name]
    lines = (out / "small-test" / "hybrid.run").read_text(encoding="utf-8").splitlines()
    assert lines[0].split()[:4] == ["q1", "Q0", "a", "1"]


@pytest.mark.model
def test_runs_are_compared_and_reported(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("--retriever", "hybrid", "--retriever", "lexical")
    assert run("run", "--dataset", dataset, *names, "--out", tmp_path / "out") == 0
    assert "| hybrid | 1.000 |" in capsys.readouterr().out
    folder = tmp_path / "out" / "small-test"
    runs = (folder / "hybrid.run", folder / "lexical.run")
    assert run("compare", *runs, "--dataset", dataset, "--json") == 0
    (compared,) = records(capsys)
    assert (compared["reference"], compared["system"]) == ("hybrid", "lexical")
    assert run("compare", *runs, "--dataset", dataset) == 0
    assert "lexical against hybrid, nDCG@10, 2 queries" in capsys.readouterr().out
    assert run("report", folder) == 0
    assert "report.html" in capsys.readouterr().out


@pytest.mark.model
def test_the_same_command_twice_gives_the_same_numbers(
    real_store: Path,
    sample: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("POLICY_QA_STORE", str(real_store))
    for name in ("first", "second"):
        assert run("run", "--dataset", sample, "--split", "test", "--out", tmp_path / name) == 0
    first, second = (tmp_path / name / "policy-test" for name in ("first", "second"))
    files = sorted(path.name for path in first.iterdir())
    assert files == sorted(path.name for path in second.iterdir())
    for name in files:
        if name.endswith(".json"):
            summaries = [json.loads((f / name).read_bytes()) for f in (first, second)]
            for summary in summaries:
                # Times, and when the result was made, are all that may differ.
                del summary["latency_ms"], summary["provenance"]["made"]
            assert summaries[0] == summaries[1]
        else:
            assert (first / name).read_bytes() == (second / name).read_bytes()
    assert {"hybrid.run", "hybrid.scores.jsonl", "answers.jsonl", "answers.json"} <= set(files)


def test_the_benchmark_is_checked_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check") == 0
    counts = json.loads(capsys.readouterr().out)
    assert counts["split dev"]["answerable"] >= 100


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "--retriever", "nonsense"],
        ["run", "--top-k", "0"],
        ["run", "--top-k", "many"],
        ["nonsense"],
        [],
    ],
)
def test_bad_usage_ends_in_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as usage:
        main(arguments)
    assert usage.value.code == 2


def test_one_run_alone_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", "a.run") == 2
    assert "pass the reference and at least one other" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("qrels/test.tsv", "q1\tz\t1\n", "test.tsv: line 1 judges the document 'z'"),
        ("qrels/test.tsv", "q9\ta\t1\n", "test.tsv: line 1 judges the query 'q9'"),
        ("corpus.jsonl", '{"_id": "a", "text": "x"}\n' * 2, "corpus.jsonl: line 2 has the id 'a'"),
        ("queries.jsonl", '{"_id": "q1", "text": " "}\n', "queries.jsonl: line 1 has a query with"),
        ("queries.jsonl", None, "queries.jsonl: cannot be read"),
        ("qrels/test.tsv", None, "qrels/test.tsv: is not there"),
    ],
)
def test_bad_data_end_in_1_and_one_line_that_names_the_place(
    dataset: Path,
    name: str,
    text: str | None,
    message: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if text is None:
        (dataset / name).unlink()
    else:
        (dataset / name).write_text(text, encoding="utf-8")
    assert run("run", "--dataset", dataset) == 1
    printed = capsys.readouterr()
    assert message in printed.err
    assert len(printed.err.splitlines()) == 1
    assert printed.out == ""


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("q1 Q0 a 1 nan x\n", "line 1 has the score 'nan'"),
        ("q1 Q0 a 1\n", "line 1 has 4 fields"),
        ("q1 Q0 z 1 0.5 x\n", "line 1 names 'z', which is not in small"),
        ("q9 Q0 a 1 0.5 x\n", "holds none of the 2 judged queries"),
        ("", "holds no line"),
    ],
)
def test_a_run_that_cannot_be_judged_is_refused(
    dataset: Path, line: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = dataset / "good.run", dataset / "bad.run"
    good.write_text("q1 Q0 a 1 0.5 good\nq2 Q0 c 1 0.5 good\n", encoding="utf-8")
    bad.write_text(line, encoding="utf-8")
    assert run("compare", good, bad, "--dataset", dataset) == 1
    assert message in capsys.readouterr().err


def test_results_that_cannot_be_written_are_refused_before_the_work(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    out.write_text("a file", encoding="utf-8")
    assert run("run", "--dataset", dataset, "--retriever", "hybrid", "--out", out) == 1
    message = capsys.readouterr().err
    assert f"{out}/small-test: cannot be written to" in message
    assert "choose another folder" in message


@pytest.mark.model
def test_speed_is_measured_beside_what_others_would_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Without examples, which are most of what a build embeds.
    monkeypatch.setenv("POLICY_QA_EXAMPLES", str(tmp_path))
    little = ("--limit", 3, "--starts", 1, "--sizes", 60)
    systems = ("--system", "answers", "--system", "langchain")
    assert run("speed", *little, *systems, "--report", tmp_path / "report", "--json") == 0
    (record,) = records(capsys)
    # Nothing changed, so nothing is embedded: the second build is far faster on any machine.
    assert 0 < record["unchanged_build_s"] < record["build_s"] / 2
    assert record["search_median_ms"] > 0
    assert record["answer_p95_ms"] >= record["answer_median_ms"] > 0
    measured = record["systems"]
    if find_version("langchain-community"):
        assert measured.keys() == {"search", "answers", "langchain"}
        assert measured["langchain"]["build"]["texts"] == measured["search"]["build"]["texts"]
        assert record["ratios"]["langchain"]["p50_ms"] > 0
    else:
        assert record["skipped"].keys() == {"langchain"}
    assert all(len(one["each_ms"]) == 3 for one in measured.values())
    assert all(one["hits"] == 10 for name, one in measured.items() if name != "answers")
    assert measured["search"]["beyond_encoder_ms"]["p50"] < measured["search"]["latency_ms"]["p50"]
    assert record["encoders"].keys() == {"this project", "sentence-transformers"}
    assert all(one["passages_per_s"] > 0 for one in record["encoders"].values())
    (grown,) = record["growth"]
    assert (grown["clauses"], grown["hits"], grown["build"]["composed"]) == (60, 10, 0)
    assert (record["cores"], record["packages"]["torch"]) == (count_cores(), version("torch"))
    assert (tmp_path / "report" / "speed.md").is_file()


@pytest.mark.parametrize("option", [("--limit", "0"), ("--sizes", "10,-1"), ("--system", "none")])
def test_what_cannot_be_measured_is_bad_usage(option: tuple[str, str]) -> None:
    with pytest.raises(SystemExit) as usage:
        run("speed", *option)
    assert usage.value.code == 2
