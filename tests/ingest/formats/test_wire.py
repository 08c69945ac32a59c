import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.model import Caution, Cell, Extract, Styled, Table
from ingest.formats.wire import pack, unpack

EXTRACT = Extract(
    text="办法\n甲\t乙\n",
    encoding="utf-8",
    is_wrapped=True,
    pages=(0, 3),
    tables=(Table(3, 6, ((Cell(3, 4, 0, 2, 3), Cell(5, 6, 2)),), 1),),
    furniture=((0, 2),),
    styled=(Styled(0, 2, 0),),
    score=0.5,
    cautions=(Caution("hidden", "一"),),
)


def test_an_extract_comes_back_as_it_was() -> None:
    assert unpack(pack(EXTRACT)) == EXTRACT
    assert unpack(pack(Extract(""))) == Extract("")


@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    assert unpack(pack(Extract(text))).text == text


def test_half_a_surrogate_pair_becomes_a_question_mark() -> None:
    assert unpack(pack(Extract("甲\ud800乙"))).text == "甲?乙"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", None),
        ("pages", [9]),
        ("pages", [-1]),
        ("pages", [True]),
        ("pages", 3),
        ("furniture", [[2, 1]]),
        ("furniture", [[1]]),
        ("styled", [{"start": 0, "end": 1, "level": "x"}]),
        ("styled", [{"start": 0}]),
        ("tables", [{"start": 0, "end": 1, "rows": [[{"start": 0, "end": 99, "column": 0}]]}]),
        ("score", "x"),
        ("cautions", [1]),
        ("cautions", [{"kind": "taken", "text": "一"}]),
    ],
)
def test_what_is_no_extract_is_refused(field: str, value: object) -> None:
    fields = json.loads(pack(EXTRACT))
    fields[field] = value
    with pytest.raises(ValueError, match=r"^no extract: |outside"):
        unpack(json.dumps(fields).encode())


@given(st.binary(max_size=100) | st.just(b"[" * 100_000) | st.just(b"[1]"))
def test_any_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"^no extract: "):
        unpack(data)
