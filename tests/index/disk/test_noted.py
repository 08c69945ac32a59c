import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.disk.noted import note, read_noted
from ingest.stamps import Stamp

STAMP = Stamp(3, 10**18, 10**18 + 1)


def test_what_is_noted_is_read_back(tmp_path: Path) -> None:
    stamps = {"docs/甲.txt": STAMP, "new.txt": None, "unread.txt": STAMP, "gone.txt": STAMP}
    note(tmp_path, stamps, {"docs/甲.txt": "a1", "new.txt": "b2", "unread.txt": ""})
    assert read_noted(tmp_path) == {"docs/甲.txt": (STAMP, "a1")}
    assert [path.name for path in tmp_path.iterdir()] == ["noted.json"]


def test_what_is_noted_already_is_not_written_again(tmp_path: Path) -> None:
    for _ in range(2):
        note(tmp_path, {"a": STAMP}, {"a": "a1"})
        before = (tmp_path / "noted.json").stat().st_ino
    note(tmp_path, {"a": STAMP}, {"a": "a1"})
    assert (tmp_path / "noted.json").stat().st_ino == before


def test_a_store_that_cannot_be_written_to_is_left_as_it_is(tmp_path: Path) -> None:
    note(tmp_path / "missing", {"a": STAMP}, {"a": "a1"})
    assert read_noted(tmp_path / "missing") == {}


@pytest.mark.parametrize("rows", ["[]", "{", '{"a": 1}', '{"a": [1, 2]}', '{"a": ["x", 1, 1, ""]}'])
def test_notes_that_are_damaged_are_none(tmp_path: Path, rows: str) -> None:
    (tmp_path / "noted.json").write_text(rows)
    assert read_noted(tmp_path) == {}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60) | st.recursive(st.none() | st.integers() | st.text(), st.lists))
def test_anything_in_their_place_is_read_without_an_error(tmp_path: Path, content: object) -> None:
    data = content if isinstance(content, bytes) else json.dumps({"a": content}).encode()
    (tmp_path / "noted.json").write_bytes(data)
    read_noted(tmp_path)
