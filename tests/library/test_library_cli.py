"""The command line of the library, with the real model."""

import json
import shutil
from pathlib import Path

import pytest

from ingest.documents import ROOT
from library.__main__ import main

pytestmark = pytest.mark.model
_NOTICE = """关于开展质量提升行动的通知

一、总体要求
（一）提升产品质量，到2026年建设8个检测平台。（省市场监管局牵头）
（二）加强组织领导。各地要结合实际制定方案。
"""


@pytest.fixture
def docs(real_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    docs, store, none = tmp_path / "docs", tmp_path / "store", tmp_path / "none"
    shutil.copytree(ROOT / "docs_raw", docs)
    shutil.copytree(real_store, store)
    for name, path in (("DOCS", docs), ("STORE", store), ("EXAMPLES", none)):
        monkeypatch.setenv(f"POLICY_QA_{name}", str(path))
    return docs


def _run(
    capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, list[dict[str, object]]]:
    code = main([*arguments, "--json"])
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def _listed(capsys: pytest.CaptureFixture[str]) -> list[object]:
    return [record["doc_id"] for record in _run(capsys, "list")[1]]


def test_documents_come_and_go(
    docs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notice, newer, bad = (tmp_path / name for name in ("notice.txt", "newer.txt", "bad.pdf"))
    notice.write_text(_NOTICE, encoding="utf-8")
    newer.write_text(_NOTICE.replace("8个", "9个"), encoding="utf-8")
    bad.write_bytes(b"%PDF-1.7 broken")
    code, said = _run(capsys, "add", str(notice), str(bad))
    assert code == 1, "one of the two was not added"
    assert [bool(record["error"]) for record in said if "error" in record] == [False, True]
    assert (said[-1]["kind"], said[-1]["titles"]) == ("add", ["关于开展质量提升行动的通知"])
    assert "notice" in _listed(capsys)
    code, said = _run(capsys, "replace", "notice", str(newer))
    assert code == 0
    changed = [(r["difference"], r["clause_id"]) for r in said if "difference" in r]
    assert changed == [("changed", "notice/1.1")]
    assert _run(capsys, "remove", "notice")[0] == 0
    assert "notice" not in _listed(capsys)
    assert _run(capsys, "undo")[0] == 0
    assert "notice" in _listed(capsys)
    assert (docs / "newer.txt").is_file()
    assert notice.is_file(), "the user's own file stays"
    assert _run(capsys, "remove", "no-such") == (1, [])
