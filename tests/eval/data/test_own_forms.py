"""The forms in which an evaluator's questions may come."""

import contextlib
import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.data.own_file import Fault, OwnFileError, OwnQuestion, read_own_file

CLAUSES = {"d/1", "d/2"}
QUERIES = '{"_id": "a", "text": "谁牵头"}\n{"_id": "b", "text": "多少家"}\n'
QRELS = "query-id\tcorpus-id\tscore\na\td/1\t2\na\td/2\t1\n"


def pack(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_j", ".j").replace("_t", ".t"), text)
    return buffer.getvalue()


def fault(data: bytes, name: str) -> Fault:
    with pytest.raises(OwnFileError) as refused:
        read_own_file(data, CLAUSES, name)
    return refused.value.faults[0]


@pytest.mark.parametrize(("name", "separator"), [("a.csv", ","), ("A.TSV", "\t")])
def test_a_table_is_read_by_its_heads(name: str, separator: str) -> None:
    rows = [["id", "query", "relevant"], ["1", '"谁\n牵头"', "d/1;d/2"], ["2", "多少家", ""]]
    text = "\ufeff" + "\r\n".join(separator.join(row) for row in rows)
    file = read_own_file(text.encode(), CLAUSES, name)
    first, second = file.questions
    assert first == OwnQuestion("1", "谁\n牵头", ("d/1", "d/2"))
    assert second == OwnQuestion("2", "多少家")


def test_a_bad_row_is_named_by_its_line() -> None:
    assert fault("id,query\n1,谁\n2,多少,家\n".encode(), "a.csv").line == 3
    assert fault("题号,问题\n1,谁\n".encode(), "a.csv") == Fault(1, "heads", "题号, 问题")
    assert fault("id,query,relevant\n1,谁,d/9\n".encode(), "a.csv") == Fault(2, "clause", "d/9")


def test_a_folder_of_beir_is_read_with_its_qrels() -> None:
    data = pack(set__queries_jsonl=QUERIES, set__qrels__test_tsv=QRELS)
    file = read_own_file(data, CLAUSES, "set.zip")
    assert file.key == "query"
    # The query that is not judged is of another split.
    assert file.questions == (OwnQuestion("a", "谁牵头", ("d/1", "d/2")),)


def test_a_folder_without_qrels_is_asked_without_scores() -> None:
    file = read_own_file(pack(queries_jsonl=QUERIES), CLAUSES, "set.zip")
    assert [question.relevant for question in file.questions] == [(), ()]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK not", "zip"),
        (pack(corpus_jsonl="{}"), "beir"),
        (pack(queries_jsonl="x"), "beir_line"),
        (pack(queries_jsonl=QUERIES, qrels__test_tsv="x"), "qrels"),
        (pack(queries_jsonl=" " * 20_000_001), "zip_large"),
        (pack(**{f"f{n}": "" for n in range(201)}), "zip_many"),
    ],
)
def test_an_unusable_archive_is_told(data: bytes, what: str) -> None:
    assert fault(data, "set.zip").what == what


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.tsv", "a.zip", "a"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    with contextlib.suppress(OwnFileError):
        assert read_own_file(data, CLAUSES, name).questions


def test_numbers_of_queries_stay_as_they_are() -> None:
    line = json.dumps({"_id": 7, "text": "谁"})
    data = pack(queries_jsonl=line, qrels__test_tsv="query-id\tcorpus-id\tscore\n7\td/1\t1\n")
    assert read_own_file(data, CLAUSES, "x.zip").questions == (OwnQuestion("7", "谁", ("d/1",)),)
