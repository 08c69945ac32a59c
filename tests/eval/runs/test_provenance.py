import json
import os
import platform
import re
import socket
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from eval.data.collection import Collection
from eval.runs.provenance import provenance_record
from index import Searcher
from ingest.documents import ROOT
from tests.fakes import make_searcher

DATASET = Collection("small", "test", Path("small"), (), {}, {}, "checksum of the data")


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("provenance"))


@pytest.fixture(scope="module")
def record(searcher: Searcher) -> dict[str, Any]:
    return provenance_record(DATASET, searcher)


def test_a_result_names_its_data_model_and_index(
    record: dict[str, Any], searcher: Searcher
) -> None:
    assert record["data"] == "checksum of the data"
    assert (record["model"], record["model_fingerprint"]) == ("fake", "fingerprint of fake")
    assert record["index"] == searcher.snapshot.checksum


def test_another_index_has_another_checksum(record: dict[str, Any], tmp_path: Path) -> None:
    other = provenance_record(DATASET, make_searcher(tmp_path, plan="一、总体要求\n加快发展。\n"))
    assert other["index"] != record["index"]


def test_a_result_names_the_commit_and_whether_files_differ_from_it(record: dict[str, Any]) -> None:
    in_repository = (ROOT / ".git").exists()
    pattern = r"[0-9a-f]{40}\+?" if in_repository else r"unknown|[0-9a-f]{40}\+?"
    assert re.fullmatch(pattern, record["commit"])


def test_a_machine_without_git_has_an_unknown_commit(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert provenance_record(DATASET, searcher)["commit"] == "unknown"


def test_a_folder_that_is_no_repository_has_an_unknown_commit(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path))
    assert provenance_record(DATASET, searcher)["commit"] == "unknown"


def test_a_result_names_python_and_the_packages_that_make_the_numbers(
    record: dict[str, Any],
) -> None:
    assert record["machine"].endswith(f"Python {platform.python_version()}")
    assert record["packages"]["ir-measures"] == version("ir-measures")
    assert {"torch", "faiss-cpu", "scipy"} <= set(record["packages"])


def test_the_machine_is_told_by_processor_cores_and_memory(record: dict[str, Any]) -> None:
    assert re.fullmatch(
        rf".+, \d+ cores, \d+ GiB, {platform.system()}, Python [\d.]+", record["machine"]
    )
    if sys.platform == "linux":
        assert f" {len(os.sched_getaffinity(0))} cores" in record["machine"]


def test_nothing_names_the_host_or_the_user(record: dict[str, Any]) -> None:
    text = json.dumps(record)
    names = {socket.gethostname(), str(Path.home()), str(ROOT)}
    assert [name for name in names if len(name) > 3 and name in text] == []


def test_a_result_says_when_it_was_made(record: dict[str, Any]) -> None:
    made = datetime.fromisoformat(record["made"])
    assert made.tzinfo == UTC
    assert abs((datetime.now(UTC) - made).total_seconds()) < 600
