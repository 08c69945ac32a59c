"""Reading an evaluator's own questions."""

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.data.own_file import MOST_QUESTIONS, Fault, OwnFileError, OwnQuestion, read_own_file

CLAUSES = {"d/1", "d/2"}


def lines(*records: Any) -> bytes:
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records).encode()


def faults(data: bytes) -> list[tuple[int, str]]:
    with pytest.raises(OwnFileError) as refused:
        read_own_file(data, CLAUSES)
    return [(fault.line, fault.what) for fault in refused.value.faults]


def test_lines_to_search_are_read_with_their_gold() -> None:
    data = lines({"id": 7, "query": "谁牵头"}, {"id": "b", "query": "谁", "relevant": ["d/2"]})
    file = read_own_file(b"\xef\xbb\xbf" + data + b"\r\n\n", CLAUSES)
    assert file.key == "query"
    assert file.questions == (OwnQuestion("7", "谁牵头"), OwnQuestion("b", "谁", ("d/2",)))


def test_lines_to_answer_may_follow_others() -> None:
    file = read_own_file(lines({"id": "a", "question": "它呢？", "earlier": ["谁牵头？"]}), CLAUSES)
    assert file.key == "question"
    assert file.questions[0].earlier == ("谁牵头？",)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("xx", "json"),
        ("[1]", "json"),
        ("[" * 99999, "json"),
        ('{"id": 1%s}' % ("0" * 5000), "json"),
        ('{"id": "a"}', "form"),
        ('{"id": "a", "query": "谁", "question": "谁"}', "form"),
        ('{"id": "a", "question": "谁"}', "mixed"),
        ('{"query": "谁"}', "id"),
        ('{"id": "a b", "query": "谁"}', "id"),
        ('{"id": true, "query": "谁"}', "id"),
        ('{"id": "\\ud800", "query": "谁"}', "id"),
        ('{"id": "ok", "query": "谁"}', "repeated"),
        ('{"id": "a", "query": 7}', "text"),
        ('{"id": "a", "query": "谁\\ud800"}', "text"),
        ('{"id": "a", "query": "？？"}', "blank"),
        ('{"id": "a", "query": "%s"}' % ("谁" * 1001), "long"),
        ('{"id": "a", "query": "谁", "relevant": "d/1"}', "list"),
        ('{"id": "a", "query": "谁", "relevant": [1]}', "list"),
        ('{"id": "a", "query": "谁", "relevant": ["d/9"]}', "clause"),
        ('{"id": "a", "query": "谁", "earlier": [" "]}', "blank"),
    ],
)
def test_a_line_of_another_form_is_named_by_its_number(line: str, what: str) -> None:
    first = '{"id": "ok", "query": "谁"}\n\n'
    assert faults((first + line).encode()) == [(3, what)]


def test_all_bad_lines_are_named() -> None:
    assert faults(b'x\n{"id": "a", "query": "1"}\ny') == [(1, "json"), (3, "json")]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"\xff\xfe{", "encoding"),
        (b"{}\n" * (MOST_QUESTIONS + 1), "many"),
        (b" " * 1_000_001, "large"),
    ],
)
def test_a_file_that_is_unusable_as_a_whole_is_told(data: bytes, what: str) -> None:
    assert faults(data) == [(0, what)]


def test_as_many_questions_as_there_may_be_are_read() -> None:
    data = lines(*({"id": n, "query": "谁"} for n in range(MOST_QUESTIONS)))
    assert len(read_own_file(data, CLAUSES).questions) == MOST_QUESTIONS


def test_what_is_shown_of_a_fault_is_short() -> None:
    with pytest.raises(OwnFileError) as refused:
        read_own_file(lines({"id": "a", "query": "谁", "relevant": ["x" * 999]}), CLAUSES)
    assert refused.value.faults == (Fault(1, "clause", "x" * 60),)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(OwnFileError):
        assert read_own_file(data, CLAUSES).questions
