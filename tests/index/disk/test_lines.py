"""Records that are read when they are asked for."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.disk.lines import Lines, Picked, write_lines
from index.disk.store import StoreError


def record(row: dict[str, Any]) -> str:
    return str(row["text"])


def rows(texts: list[str]) -> list[dict[str, Any]]:
    return [{"text": text} for text in texts]


@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=12))
def test_any_texts_come_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    path = tmp_path_factory.mktemp("lines") / "a.jsonl"
    assert write_lines(path, rows(texts)) == len(texts)
    lines = Lines(path, record)
    assert list(lines) == texts
    assert lines == texts
    assert lines[1:3] == tuple(texts[1:3])
    assert [lines[-i] for i in range(1, len(texts) + 1)] == texts[::-1]


def test_more_records_than_are_kept_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.disk.lines._KEPT", 3)
    monkeypatch.setattr("index.disk.lines._BLOCK", 4)
    texts = [f"第{i}条" for i in range(50)]
    write_lines(tmp_path / "a.jsonl", rows(texts))
    lines = Lines(tmp_path / "a.jsonl", record)
    assert list(lines) == list(lines) == texts
    assert Picked(lines, np.array([3, 40], np.int32)) == ["第3条", "第40条"]
    assert Picked(lines, np.array([3, 40, 7], np.int32))[1:] == ("第40条", "第7条")
    for number in (50, -51):
        with pytest.raises(IndexError, match=f"record {number}: there are 50"):
            lines[number]


def test_a_record_is_read_once_while_it_is_kept(tmp_path: Path) -> None:
    read: list[str] = []

    def noted(row: dict[str, Any]) -> str:
        read.append(record(row))
        return read[-1]

    write_lines(tmp_path / "a.jsonl", rows(["甲", "乙"]))
    lines = Lines(tmp_path / "a.jsonl", noted)
    assert [lines[1], lines[1]] == ["乙", "乙"]
    assert read == ["乙"]


def test_a_file_of_another_size_is_refused(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", rows(["甲"]))
    with (tmp_path / "a.jsonl").open("ab") as file:
        file.write(b"\n")
    with pytest.raises(ValueError, match=r"a\.jsonl: has 17 bytes, not 16"):
        Lines(tmp_path / "a.jsonl", record)


def test_a_damaged_record_is_named_and_what_mends_it(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    write_lines(path, rows(["甲", "乙"]))
    path.write_bytes(path.read_bytes()[:-3] + b"~}\n")
    lines = Lines(path, record)
    assert lines[0] == "甲"
    with pytest.raises(StoreError, match=r"record 1 is damaged; run: python -m index build"):
        lines[1]
