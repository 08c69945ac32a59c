"""The command `python -m answer`."""

import json
from pathlib import Path

import pytest

from answer.__main__ import main

pytestmark = pytest.mark.model
KEYS = ["id", "question", "status", "intent", "answer", "citations", "notices", "related"]
CITATION_KEYS = ["n", "clause_id", "doc_id", "source", "start", "end", "citation", "quote"]


@pytest.fixture(autouse=True)
def _use_the_shared_store(real_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_QA_STORE", str(real_store))


def test_an_answer_is_one_json_object_with_the_contracts_keys(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["检验检测由哪个部门牵头？", "--json"]) == 0
    out, err = capsys.readouterr()
    (line,) = out.splitlines()
    record = json.loads(line)
    assert list(record) == KEYS
    assert [list(citation) for citation in record["citations"]] == [
        CITATION_KEYS for _ in record["citations"]
    ]
    source = Path(record["citations"][0]["source"]).read_text(encoding="utf-8")
    citation = record["citations"][0]
    assert source[citation["start"] : citation["end"]] == citation["quote"]
    assert err == ""


def test_questions_of_a_file_are_answered_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(
        '{"id": "a", "question": "传真号码？"}\n{"id": "b", "question": "怎么给手机换屏幕"}\n'
    )
    assert main(["--questions", str(path), "--json"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["id"] for record in records] == ["a", "b"]
    assert "010-66016906" in records[0]["answer"]


def test_a_person_reads_the_answer_its_citations_and_the_notices(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["检验检测由哪个部门牵头？", "--as-of", "2026-02-01"]) == 0
    out = capsys.readouterr().out
    assert "[1] 《广东省发展现代轻工纺织战略性支柱产业集群行动计划（2023-2025年）》" in out
    assert "※" in out


def test_bad_usage_ends_with_2_and_bad_data_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([""]) == 2
    assert main(["问" * 10_000]) == 2
    with pytest.raises(SystemExit) as usage:
        main([])
    assert usage.value.code == 2
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "a"}\n')
    assert main(["--questions", str(bad)]) == 1
    assert "line 1" in capsys.readouterr().err
