from pathlib import Path

import pytest

from index.records import hit_record, read_questions
from ingest import SourceError
from tests.fakes import make_searcher

KEYS = "rank score clause_id doc_id source start end citation text why"


def test_a_hit_is_written_with_all_its_keys_in_order(tmp_path: Path) -> None:
    searcher = make_searcher(tmp_path)
    (hit,) = searcher.search("谁牵头检验检测", k=1)
    record = hit_record(hit)
    assert list(record) == KEYS.split()
    text = searcher.snapshot.corpus.texts[record["doc_id"]]
    assert text[record["start"] : record["end"]].strip() == record["text"]


def test_questions_are_read_with_their_ids(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_bytes(
        '\ufeff{"id": "a", "query": "谁"}\r\n\n{"id": 7, "query": "品\u2028牌", "note": 1}'.encode()
    )
    assert read_questions(path, key="query") == [("a", "谁"), ("7", "品\u2028牌")]


def test_a_file_of_blank_lines_holds_no_question(tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_text("\n \n")
    assert read_questions(tmp_path / "q.jsonl", key="query") == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("谁负责", r"is not \{\"id\": …, \"query\": …\}; mend that line"),
        ("[]", r"is not \{\"id\""),
        ("null", r"is not \{\"id\""),
        ('"text"', r"is not \{\"id\""),
        ('{"id": "b"}', r"is not \{\"id\""),
        ('{"query": "谁"}', r"is not \{\"id\""),
        ("[" * 100_000, r"is not \{\"id\""),
        ('{"id": "b", "query": 3}', "has a query that is no text; quote it"),
        ('{"id": "b", "query": null}', "has a query that is no text; quote it"),
        ('{"id": null, "query": "谁"}', "has the id None; use a text or a number"),
        ('{"id": ["b"], "query": "谁"}', r"has the id \['b'\]; use a text or a number"),
        ('{"id": "b", "query": " "}', "query: holds no word; ask in a few words"),
        ('{"id": "b", "query": "\\ud800谁"}', "query: character 1 is no text"),
        ('{"id": "\\ud800", "query": "谁"}', r"is not \{\"id\""),
        (f'{{"id": "b", "query": "{"长" * 10_000}"}}', "query: has 10,000 characters; shorten"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": "a", "query": "谁"}\n\n' + line)
    with pytest.raises(SourceError, match=f"{path}: line 3:? {message}"):
        read_questions(path, key="query")


def test_a_file_that_is_missing_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"q.jsonl: cannot be read as UTF-8 \(.*No such file"):
        read_questions(tmp_path / "q.jsonl", key="query")
    with pytest.raises(SourceError, match="cannot be read as UTF-8"):
        read_questions(tmp_path, key="query")
    (tmp_path / "q.jsonl").write_bytes('{"id": "a", "query": "发展"}'.encode("gb18030"))
    with pytest.raises(SourceError, match="cannot be read as UTF-8"):
        read_questions(tmp_path / "q.jsonl", key="query")
