"""The command `python -m answer`."""

import json
from pathlib import Path

import pytest

from answer.__main__ import main
from tests.answer.generation.model_server import saying, serve_model

pytestmark = pytest.mark.model
KEYS = [
    *("id", "question", "status", "support", "intent", "answer", "citations", "notices", "related"),
    *("points", "suggestions", "asks_back", "advice"),
]
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


def test_a_follow_up_is_understood_after_the_question_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["那谁负责？", "--after", "检验检测有什么安排", "--json"]) == 0
    path = tmp_path / "questions.jsonl"
    path.write_text('{"id": "a", "question": "那谁负责？", "earlier": ["检验检测有什么安排"]}\n')
    assert main(["--questions", str(path), "--json"]) == 0
    answers = [json.loads(line)["answer"] for line in capsys.readouterr().out.splitlines()]
    assert "省市场监管局牵头" in answers[0]
    assert answers[0] == answers[1]


def test_a_text_that_cannot_be_searched_keeps_no_other_from_its_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = ["", "？！", "😀", "问" * 10_000, "\ud800", "检验检测由谁牵头"]
    lines = [json.dumps({"id": i, "question": text}) for i, text in enumerate(texts)]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(lines))
    assert main(["--questions", str(path), "--json"]) == 0
    statuses = [json.loads(line)["status"] for line in capsys.readouterr().out.splitlines()]
    assert statuses == ["out_of_scope"] * 5 + ["answered"]


def test_a_model_that_is_not_set_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LLM_BASE_URL", raising=False)
    assert main(["检验检测由谁牵头", "--model", "llm"]) in (1, 2)
    assert "LLM_BASE_URL" in capsys.readouterr().err


def test_the_lines_of_a_model_are_printed_as_they_are_checked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    statement = "推进质量检验检测和认证。[1]\n每家补贴 300 万元。[1]"
    with serve_model(saying(statement)) as server:
        settings = server.settings()
        monkeypatch.setenv("LLM_BASE_URL", settings.base_url)
        monkeypatch.setenv("LLM_MODEL", settings.model)
        assert main(["检验检测有什么安排", "--model", "llm", "--stream"]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[0] == "推进质量检验检测和认证。[1]"
    assert out.count("推进质量检验检测和认证。[1]") == 1
    assert "补贴 300" not in out.split("※")[0]


def test_the_documents_named_alone_are_asked_and_the_answer_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    question = ["检验检测由哪个部门牵头？", "--json", "--as-of", "2026-02-01"]
    assert main([*question, "--document", "miit-2022-draft"]) == 0
    record = json.loads(capsys.readouterr().out)
    shown = [*record["citations"], *record["related"]]
    assert {place["doc_id"] for place in shown} == {"miit-2022-draft"}
    assert record["notices"][0].startswith("只在所选的 1 份文件中查找：《")


def test_a_document_that_is_not_held_is_refused_with_those_that_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["谁牵头？", "--document", "gone"]) == 2
    assert "--document: gone is not held; use guangdong-2023" in capsys.readouterr().err
