import json
import logging
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.__main__ import main
from index.disk.noted import note, read_noted
from index.disk.store import current_version
from index.settings import Settings
from ingest.documents import ROOT, source_checksums, stamp_sources
from ingest.stamps import stamp_of
from tests.fakes import DRAFT, PLAN, without_root, write_documents

HIT_KEYS = [
    *("rank", "score", "clause_id", "doc_id", "source"),
    *("start", "end", "citation", "text", "why"),
]
Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def store(tmp_path: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the index of two small documents, with a small model; not built yet."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"POLICY_QA_{name.upper()}", raising=False)
    documents = write_documents(tmp_path / "docs", plan=PLAN, draft=DRAFT)
    monkeypatch.setenv("POLICY_QA_DOCS", str(documents))
    monkeypatch.setenv("POLICY_QA_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("POLICY_QA_MODEL", str(tiny_model))
    # The tiny package stands before the real one, whose unpacked model must stay as it is.
    monkeypatch.setenv("POLICY_QA_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "store"


def run(*arguments: str, stdin: int = subprocess.DEVNULL) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "index", *arguments]
    return subprocess.run(command, cwd=ROOT, stdin=stdin, capture_output=True, check=False)


def test_build_prints_one_summary_object(capsys: Output) -> None:
    assert main(["build"]) == 0
    out, err = capsys.readouterr()
    summary = json.loads(out)
    assert list(summary) == (
        ["documents", "clauses", "passages", "embedded", "changed", "model", "fingerprint"]
    )
    assert (summary["documents"], summary["clauses"], summary["changed"]) == (2, 10, True)
    assert err == ""
    assert main(["build", "--json"]) == 0
    again = json.loads(capsys.readouterr().out)
    assert again == summary | {"embedded": 0, "changed": False}


def test_search_prints_one_object_a_query(capsys: Output) -> None:
    main(["build"])
    capsys.readouterr()
    assert main(["search", "谁牵头检验检测", "--json", "--top-k", "3"]) == 0
    out, err = capsys.readouterr()
    (line,) = out.splitlines()
    record = json.loads(line)
    assert err == ""
    assert list(record) == ["id", "query", "hits"]
    assert record["query"] == "谁牵头检验检测"
    assert [hit["rank"] for hit in record["hits"]] == [1, 2, 3]
    assert all(list(hit) == HIT_KEYS for hit in record["hits"])
    texts = {"plan": PLAN, "draft": DRAFT}
    for hit in record["hits"]:
        assert texts[hit["doc_id"]][hit["start"] : hit["end"]].strip() == hit["text"]


def test_a_search_is_held_to_what_is_asked_for(capsys: Output) -> None:
    held_to = ["--document", "plan", "--department", "省商务厅", "--department", "省财政厅"]
    assert main(["search", "谁牵头检验检测", "--json", *held_to]) == 0
    hits = json.loads(capsys.readouterr().out)["hits"]
    assert 0 < len(hits) < 5
    assert all("省商务厅" in hit["text"] for hit in hits)
    assert main(["search", "品牌", "--json", "--status", "repealed"]) == 0
    assert json.loads(capsys.readouterr().out)["hits"] == []


def test_a_document_that_is_not_held_is_bad_usage(capsys: Output) -> None:
    assert main(["search", "品牌", "--document", "nobody"]) == 2
    assert "--document: nobody is not held; use " in capsys.readouterr().err


def test_search_without_json_prints_citations_and_texts(capsys: Output) -> None:
    assert main(["search", "品牌", "--top-k", "1"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("1\t")
    assert "《" in out


def test_a_file_of_queries_is_answered_line_by_line(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": "a", "query": "品牌"}\n{"id": "b", "query": "誰牽頭"}\n')
    assert main(["search", "--queries", str(path), "--json"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(r["id"], r["query"]) for r in records] == [("a", "品牌"), ("b", "誰牽頭")]
    assert all(len(r["hits"]) == 10 for r in records)


def test_a_missing_index_is_made_on_the_way_and_said(
    capsys: Output, caplog: pytest.LogCaptureFixture, store: Path
) -> None:
    assert main(["search", "品牌", "--json"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert f"{store}: holds no index of this version; building it" in caplog.messages


def test_changed_documents_are_said(
    tmp_path: Path, capsys: Output, caplog: pytest.LogCaptureFixture
) -> None:
    main(["build"])
    write_documents(tmp_path / "docs", plan=PLAN.replace("品牌", "名牌"))
    assert main(["search", "品牌"]) == 0
    assert "changed since the index was built; run: python -m index build" in caplog.text
    caplog.clear()
    write_documents(tmp_path / "docs", plan=PLAN, draft=DRAFT)
    assert main(["search", "品牌"]) == 0
    assert caplog.text == ""
    shutil.rmtree(tmp_path / "docs")
    assert main(["search", "品牌"]) == 0
    assert "searching the index as it was built" in caplog.text


def test_documents_that_look_as_they_did_are_not_read_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, store: Path
) -> None:
    main(["build"])
    path = tmp_path / "docs" / "plan.txt"
    stamp = stamp_of(path, now=time.time_ns() + 10**15)
    # Notes that are not so: whoever reads the file finds out.
    (source,) = (name for name in stamp_sources(tmp_path / "docs") if name.endswith("plan.txt"))
    checksums = source_checksums(tmp_path / "docs", {}, {})
    note(store, {source: stamp}, checksums | {source: "another"})
    noted = read_noted(store)
    assert source_checksums(tmp_path / "docs", {source: stamp}, noted)[source] == "another"
    path.write_text(PLAN.replace("品牌", "名牌"), encoding="utf-8")
    changed = stamp_of(path, now=time.time_ns() + 10**15)
    found = source_checksums(tmp_path / "docs", {source: changed}, noted)[source]
    assert found not in ("another", checksums[source])


def test_a_file_that_was_left_out_is_said_by_the_build_and_is_no_change(
    tmp_path: Path, capsys: Output, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "docs" / "scan.pdf").write_bytes(b"%PDF")
    assert main(["build"]) == 0
    assert "scan.pdf" in caplog.text
    caplog.clear()
    assert main(["search", "品牌"]) == 0
    assert caplog.text == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["search"], "search: takes a QUERY or --queries FILE; give one of them"),
        (["search", "谁", "--queries", "f"], "search: takes a QUERY or --queries FILE; give one"),
        (["search", "谁", "--top-k", "0"], "--top-k: is 0; ask for at least 1 hit"),
        (["search", "谁", "--top-k", "-3"], "--top-k: is -3; ask for at least 1 hit"),
        (["search", ""], "query: holds no word; ask in a few words"),
        (["search", " 　\n"], "query: holds no word; ask in a few words"),
        (["search", "？！"], "query: holds no word; ask in a few words"),
        (["search", "😀"], "query: holds no word; ask in a few words"),
        (["search", "谁" * 10_000], "query: has 10,000 characters; shorten it to 1,000 or less"),
        (["search", "谁\udcff"], "query: character 2 is no text"),
    ],
)
def test_bad_usage_is_one_message_on_stderr_and_exit_2(
    capsys: Output, store: Path, arguments: list[str], message: str
) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(message)
    assert len(err.splitlines()) == 1
    assert not store.exists(), "the index was built for nothing"


@pytest.mark.parametrize(
    "arguments", [[], ["find"], ["search", "谁", "--top-k", "x"], ["build", "--by", "page"]]
)
def test_words_that_are_no_command_exit_2(capsys: Output, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(arguments)
    assert leaving.value.code == 2
    assert capsys.readouterr().out == ""


def test_every_help_has_an_example(capsys: Output) -> None:
    for command in ([], ["build"], ["search"], ["check"], ["model"]):
        with pytest.raises(SystemExit) as leaving:
            main([*command, "--help"])
        assert leaving.value.code == 0
        assert "example: python -m index" in capsys.readouterr().out


def test_an_unknown_setting_exits_2(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_QA_INDEX", "x")
    for arguments in (["build"], ["search", "谁"], ["model"]):
        assert main(arguments) == 2
        assert "POLICY_QA_INDEX is no setting; use" in capsys.readouterr().err


def test_a_bad_line_of_queries_exits_1_before_any_answer(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": "a", "query": "品牌"}\n{"id": "b", "query": "！"}\n')
    assert main(["search", "--queries", str(path), "--json"]) == 1
    out, err = capsys.readouterr()
    assert (out, err.startswith(f"{path}: line 2: query: holds no word;")) == ("", True)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("DOCS", "absent", "is no folder; pass the folder that holds the documents"),
        ("DOCS", "plain.txt", "is no folder; pass the folder that holds the documents"),
        ("DOCS", "empty", "holds no document; put the documents' files"),
        ("STORE", "plain.txt", "cannot be written to (File exists); make room there or set"),
        ("STORE", "plain.txt/store", "cannot be written to (Not a directory); make room"),
        ("STORE", "docs", "holds other files and no index; set POLICY_QA_STORE to a folder"),
        ("MODEL", "empty", "holds neither modules.json nor config.json; give the folder"),
    ],
)
def test_bad_data_is_one_message_on_stderr_and_exit_1(
    tmp_path: Path,
    capsys: Output,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
    message: str,
) -> None:
    (tmp_path / "plain.txt").write_text("no folder")
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv(f"POLICY_QA_{name}", str(tmp_path / value))
    assert main(["build"]) == 1
    out, err = capsys.readouterr()
    assert (out, err.splitlines()[1:]) == ("", [])
    assert err.startswith(f"{tmp_path / value}: ")
    assert message in err


def test_documents_that_may_not_be_read_exit_1(tmp_path: Path, capsys: Output) -> None:
    main(["build"])
    capsys.readouterr()
    (tmp_path / "docs").chmod(0)
    with without_root():
        assert main(["build"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert (
        err == f"{tmp_path / 'docs'}: cannot be read (Permission denied); check who may read it\n"
    )


def test_a_damaged_file_exits_1_names_the_mend_and_build_mends_it(
    store: Path, capsys: Output
) -> None:
    main(["build"])
    # Locks hold nothing.
    names = [p for p in store.rglob("*") if p.is_file() and p.stat().st_size]
    assert len(names) > 10
    for path in names:
        whole = path.read_bytes()
        path.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
        capsys.readouterr()
        assert main(["search", "品牌"]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith(f"{store}: ")
        assert err.endswith("damaged; run: python -m index build\n")
        path.write_bytes(whole)
    (store / "CURRENT").write_text("damaged")
    assert main(["build"]) == 0
    assert main(["search", "品牌"]) == 0


def test_check_says_that_the_index_is_whole_or_which_file_is_not(
    store: Path, capsys: Output
) -> None:
    assert main(["check"]) == 1
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"{store}: holds no index; run: python -m index build\n")
    main(["build"])
    capsys.readouterr()
    assert main(["check"]) == 0
    out, err = capsys.readouterr()
    assert re.fullmatch(
        rf"{re.escape(str(store))}: \d+ files, [\d,]+ bytes, all as they were written\n", out
    )
    assert main(["check", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert list(record) == ["store", "version", "files", "bytes"]
    folder = store / record["version"]
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    # The manifest counts no more than the pointer to it.
    assert (record["files"], record["bytes"]) == (
        len(sizes) - 1,
        sum(sizes) - (folder / "manifest.json").stat().st_size,
    )
    (folder / "lexical" / "size.json").write_text("{}")
    for arguments in (["check"], ["check", "--json"]):
        assert main(arguments) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert err == (
            f"{store}: lexical/size.json is missing or damaged; run: python -m index build\n"
        )


def test_the_vectors_of_another_model_are_refused(
    store: Path, tiny_model: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["build"])
    other = tiny_model.with_name("other")
    other.mkdir()
    for path in tiny_model.rglob("*"):
        if path.is_file() and not path.name.startswith("check"):
            target = other / path.relative_to(tiny_model)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(path.read_bytes())
    (other / "note.txt").write_text("of another kind")
    monkeypatch.setenv("POLICY_QA_MODEL", str(other))
    capsys.readouterr()
    assert main(["search", "品牌"]) == 1
    err = capsys.readouterr().err
    assert err.startswith(f"{store}: built with the model {tiny_model} (")
    assert err.endswith("run: python -m index build\n")
    assert main(["build"]) == 0
    assert json.loads(capsys.readouterr().out)["embedded"] == 10
    assert main(["search", "品牌"]) == 0


def test_model_prints_the_fingerprint(capsys: Output) -> None:
    main(["build"])
    fingerprint = json.loads(capsys.readouterr().out)["fingerprint"]
    assert main(["model"]) == 0
    assert capsys.readouterr().out == f"{fingerprint}\n"


def test_a_process_writes_utf8_whatever_the_locale(
    monkeypatch: pytest.MonkeyPatch, store: Path
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    found = run("search", "？！")
    assert (found.returncode, found.stdout) == (2, b"")
    assert "谁牵头检验检测" in found.stderr.decode("utf-8")


def test_a_first_build_that_is_unchanged_loads_no_model(store: Path) -> None:
    main(["build"])
    script = (
        "import sys; from index.__main__ import main; assert main(['build']) == 0; "
        "heavy = {'torch', 'sentence_transformers', 'transformers'} & set(sys.modules); "
        "assert not heavy, heavy"
    )
    found = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=False
    )
    assert (found.returncode, found.stderr) == (0, b"")
    assert json.loads(found.stdout)["changed"] is False


@pytest.mark.model
def test_the_real_model_finds_the_clause_and_a_killed_build_does_no_harm(
    store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, bundled_model_dir: Path
) -> None:
    monkeypatch.setenv("POLICY_QA_MODEL", str(bundled_model_dir))
    found = run("build")
    assert found.returncode == 0, found.stderr
    # The model is converted where no test has done so before.
    assert found.stderr in (b"", b"converting the embedding model, once\n")
    version = current_version(store)
    write_documents(tmp_path / "docs", plan=PLAN.replace("品牌", "名牌"))
    process = subprocess.Popen(
        [sys.executable, "-m", "index", "build"], cwd=ROOT, stdout=subprocess.PIPE
    )
    while process.poll() is None and len(list(store.glob("v-*"))) < 2:
        time.sleep(0.0005)
    process.kill()
    process.communicate()
    assert process.returncode in (-signal.SIGKILL, 0)
    if process.returncode:
        assert current_version(store) == version
    found = run("search", "哪个部门管检测", "--json", "--top-k", "1")
    assert found.returncode == 0
    (line,) = found.stdout.decode().splitlines()
    assert "检验检测" in json.loads(line)["hits"][0]["text"]
    summary = json.loads(run("build").stdout)
    assert summary["documents"] == 1
    assert len(list(store.glob("v-*"))) == 1


@pytest.mark.model
def test_the_real_model_finds_meaning_in_other_words(
    capsys: Output, monkeypatch: pytest.MonkeyPatch, bundled_model_dir: Path
) -> None:
    monkeypatch.setenv("POLICY_QA_MODEL", str(bundled_model_dir))
    main(["build"])
    answers = {
        "how do we sell our goods abroad": "海外市场",
        "怎樣減少工廠用電": "节能降耗",
        "年輕人學手藝有咩支持": "人才培养",
    }
    for question, words in answers.items():
        capsys.readouterr()
        assert main(["search", question, "--json", "--top-k", "2"]) == 0
        hits = json.loads(capsys.readouterr().out)["hits"]
        assert any(words in hit["text"] for hit in hits)


def test_a_reader_that_stops_early_is_no_error() -> None:
    script = (
        "import sys; from ingest.console import run_command; "
        "sys.exit(run_command(lambda: [print('谁' * 9999) for _ in range(99)] and 1))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_library_messages_do_not_reach_stdout(capsys: Output) -> None:
    logging.getLogger("index").warning("said")
    assert capsys.readouterr().out == ""
