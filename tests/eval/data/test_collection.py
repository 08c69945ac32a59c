import json
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.data.collection import Collection, DatasetError, load_collection, read_field, read_lines
from eval.data.trec import TrecError
from ingest.entries import Entry
from tests.fakes import without_root

DOCUMENTS: list[dict[str, Any]] = [
    {"_id": "d1", "title": "质量", "text": "加强质量检验检测。"},
    {"_id": "d2", "title": "", "text": "培育知名品牌。"},
    {"_id": 3, "title": None, "text": ""},
]
QUERIES: list[dict[str, Any]] = [
    {"_id": "q1", "text": "谁检验质量？"},
    {"_id": 2, "text": "品牌？"},
    {"_id": "q3", "text": "x"},
]
QRELS = "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\t3\t1\n2\td2\t1\nq3\td2\t0\n"

Edit = Callable[[Path], Any]


def make_folder(
    folder: Path, *, corpus: Any = None, queries: Any = None, qrels: Any = None
) -> Path:
    """Write a benchmark; each part is its records, its text, or the bytes of its file."""
    (folder / "qrels").mkdir(parents=True, exist_ok=True)
    parts = {
        "corpus.jsonl": DOCUMENTS if corpus is None else corpus,
        "queries.jsonl": QUERIES if queries is None else queries,
        "qrels/test.tsv": QRELS if qrels is None else qrels,
    }
    for name, content in parts.items():
        if isinstance(content, list):
            content = "".join(f"{json.dumps(record)}\n" for record in content)
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name).write_bytes(data)
    return folder


def refusal(folder: Path, **arguments: Any) -> str:
    """Return the message with which a benchmark is refused, less the folder's name."""
    with pytest.raises((DatasetError, TrecError)) as refused:
        load_collection(folder, **arguments)
    message = str(refused.value)
    assert re.fullmatch(rf"{re.escape(str(folder))}.*: .+; .+", message)
    return message.removeprefix(str(folder)).lstrip("/")


def test_a_benchmark_holds_its_documents_and_judged_queries(tmp_path: Path) -> None:
    collection = load_collection(make_folder(tmp_path / "small"))
    assert (collection.name, collection.split, collection.answering) == ("small", "test", 1)
    assert collection.entries[0] == Entry("d1", "质量", "加强质量检验检测。")
    assert collection.entries[2] == Entry("3", "", "")
    # q3 has nothing relevant, so it is not judged.
    assert collection.queries == {"q1": "谁检验质量？", "2": "品牌？"}
    assert collection.qrels == {"q1": {"d1": 2, "3": 1}, "2": {"d2": 1}}


def test_a_ranking_is_judged_as_it_is(tmp_path: Path) -> None:
    collection = load_collection(make_folder(tmp_path))
    assert collection.judged("q1", ["d2", "d1"]) == ["d2", "d1"]
    assert collection.span_scores("q1", ["d2"]) == {}
    assert collection.groups == {}
    assert collection.knows("3")
    assert not collection.knows("d4")
    assert collection.describe("d1") == "d1 质量 加强质量检验检测。"


def test_the_checksum_tells_what_was_judged(tmp_path: Path) -> None:
    def checksum(**parts: Any) -> str:
        return load_collection(make_folder(tmp_path, **parts)).checksum

    checksums = [
        checksum(),
        checksum(corpus=DOCUMENTS[::-1]),
        checksum(queries=QUERIES[::-1]),
        checksum(qrels=f"{QRELS}q3\td1\t1\n"),
    ]
    assert len({*checksums}) == 4
    assert checksum() == checksums[0]


@pytest.mark.parametrize("suffix", [".tsv", ".txt", ".qrels", ".trec"])
def test_qrels_of_another_split_and_form_are_found(tmp_path: Path, suffix: str) -> None:
    make_folder(tmp_path)
    (tmp_path / "qrels" / f"dev{suffix}").write_text("q1 0 d2 1\n")
    assert load_collection(tmp_path, split="dev").qrels == {"q1": {"d2": 1}}


def test_other_qrels_may_be_given(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("2 0 d1 1\n")
    assert load_collection(make_folder(tmp_path), qrels=other).qrels == {"2": {"d1": 1}}


@pytest.mark.parametrize("change", [b"\xef\xbb\xbf%s", b"\r\n%s\r\n", b"\n \n%s\n\t\n"])
def test_a_mark_other_line_ends_and_blank_lines_change_nothing(
    tmp_path: Path, change: bytes
) -> None:
    plain = load_collection(make_folder(tmp_path / "small"))
    lines = [json.dumps(record).encode() for record in DOCUMENTS]
    odd = make_folder(tmp_path / "odd" / "small", corpus=change % b"\r\n".join(lines))
    assert load_collection(odd).entries == plain.entries


def test_rarer_line_separators_stay_in_their_text(tmp_path: Path) -> None:
    text = "一\u2028二\x85三\x0b四"
    line = json.dumps({"_id": "d1", "text": text}, ensure_ascii=False) + "\n"
    folder = make_folder(tmp_path, corpus=line, qrels="q1 d1 1\n")
    assert load_collection(folder).entries[0].text == text


def document(**fields: Any) -> list[dict[str, Any]]:
    return [*DOCUMENTS, {"_id": "d4", "text": "x"} | fields]


def query(**fields: Any) -> list[dict[str, Any]]:
    return [*QUERIES, {"_id": "q4", "text": "x"} | fields]


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"corpus": document(_id="d1")}, "corpus.jsonl: line 4 has the id 'd1' again; give each"),
        ({"corpus": document(_id="3")}, "corpus.jsonl: line 4 has the id '3' again"),
        ({"corpus": document(_id="")}, "corpus.jsonl: line 4 has the _id ''; give it one without"),
        ({"corpus": document(_id="a b")}, "corpus.jsonl: line 4 has the _id 'a b'; give it one"),
        ({"corpus": document(_id="a\u00a0b")}, r"corpus.jsonl: line 4 has the _id 'a\xa0b'; give"),
        # With these in an id, trec_eval misjudges or crashes.
        ({"corpus": document(_id="a\0b")}, r"corpus.jsonl: line 4 has the _id 'a\x00b'; give it"),
        ({"corpus": document(_id="a\ud800")}, "corpus.jsonl: line 4: character 2 of '_id' is half"),
        ({"corpus": document(_id=None)}, "corpus.jsonl: line 4 has no text '_id'; add it"),
        ({"corpus": document(_id=1.5)}, "corpus.jsonl: line 4 has no text '_id'; add it"),
        ({"corpus": document(_id=True)}, "corpus.jsonl: line 4 has no text '_id'; add it"),
        ({"corpus": document(text=None)}, "corpus.jsonl: line 4 has no text 'text'; add it"),
        ({"corpus": document(text=["x"])}, "corpus.jsonl: line 4 has no text 'text'; add it"),
        ({"corpus": document(title={})}, "corpus.jsonl: line 4 has no text 'title'; add it"),
        (
            {"corpus": document(text="好\udc00")},
            "corpus.jsonl: line 4: character 2 of 'text' is ha",
        ),
        ({"corpus": document(title="\ud83d")}, "corpus.jsonl: line 4: character 1 of 'title' is h"),
        ({"corpus": ""}, "corpus.jsonl: holds no document with a text; write one JSON object"),
        ({"corpus": [{"_id": "d1", "text": " \n"}]}, "corpus.jsonl: holds no document with a text"),
        ({"corpus": "\n[1]\n"}, "corpus.jsonl: line 2 is no JSON object; write {…}"),
        ({"corpus": '"text"'}, "corpus.jsonl: line 1 is no JSON object; write {…}"),
        ({"corpus": "\n{'a': 1}"}, "corpus.jsonl: line 2 is no JSON (Expecting property name "),
        ({"corpus": '{"_id": "d1", "te'}, "corpus.jsonl: line 1 is no JSON (Unterminated string"),
        ({"corpus": "{}{}"}, "corpus.jsonl: line 1 is no JSON (Extra data at character 3); mend"),
        ({"corpus": '{"_id": %s}' % ("9" * 5000)}, "corpus.jsonl: line 1 is no JSON (Exceeds the"),
        ({"corpus": '{"_id": %s}' % ("[" * 99999)}, "corpus.jsonl: line 1 is no JSON (maximum rec"),
        ({"corpus": b'{"_id": "\0", "text": ""}'}, "corpus.jsonl: line 1 is no JSON (Invalid cont"),
        ({"corpus": "{}".encode("utf-16")}, "corpus.jsonl: is not UTF-8 (byte 0); save it as UTF"),
        ({"corpus": "{}".encode("utf-16-le")}, "corpus.jsonl: line 1 is no JSON (Expecting prope"),
        ({"corpus": '{"text": "\xe9"}'.encode("latin-1")}, "corpus.jsonl: is not UTF-8 (byte 10)"),
        ({"queries": query(_id="q1")}, "queries.jsonl: line 4 has the id 'q1' again; give each it"),
        ({"queries": query(_id="\t")}, r"queries.jsonl: line 4 has the _id '\t'; give it one with"),
        ({"queries": query(text="")}, "queries.jsonl: line 4 has a query without a word; write on"),
        ({"queries": query(text=" ？！")}, "queries.jsonl: line 4 has a query without a word; wri"),
        ({"queries": query(text=None)}, "queries.jsonl: line 4 has no text 'text'; add it"),
        (
            {"queries": query(text="好\ud800吗")},
            "queries.jsonl: line 4: character 2 of 'text' is h",
        ),
        ({"queries": "\n"}, "queries.jsonl: holds no query; write one JSON object a line"),
        ({"qrels": f"{QRELS}q4\td1\t1\n"}, "qrels/test.tsv: line 6 judges the query 'q4', which"),
        ({"qrels": f"{QRELS}q3\td4\t0\n"}, "qrels/test.tsv: line 6 judges the document 'd4', whic"),
        ({"qrels": "q1 d1 0\n"}, "qrels/test.tsv: judges nothing relevant; add lines with"),
        ({"qrels": "q1 d1\n"}, "qrels/test.tsv: line 1 has another form; write: query document"),
    ],
)
def test_a_bad_benchmark_is_refused_with_file_and_line(
    tmp_path: Path, parts: dict[str, Any], message: str
) -> None:
    assert refusal(make_folder(tmp_path, **parts)).startswith(message)


def remove(name: str) -> Edit:
    return lambda folder: (folder / name).unlink()


def make_directory(name: str) -> Edit:
    def edit(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name).mkdir()

    return edit


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (remove("corpus.jsonl"), "corpus.jsonl: cannot be read (No such file or directory); check"),
        (remove("queries.jsonl"), "queries.jsonl: cannot be read (No such file or directory); che"),
        (remove("qrels/test.tsv"), "qrels/test.tsv: is not there; add the file"),
        (make_directory("corpus.jsonl"), "corpus.jsonl: cannot be read (Is a directory); check th"),
        (make_directory("queries.jsonl"), "queries.jsonl: cannot be read (Is a directory); check"),
        (make_directory("qrels/test.tsv"), "qrels/test.tsv: is not there; choose a split of test"),
    ],
)
def test_a_file_that_is_not_there_is_named(tmp_path: Path, edit: Edit, message: str) -> None:
    edit(make_folder(tmp_path))
    assert refusal(tmp_path).startswith(message)


def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    make_folder(tmp_path)
    tmp_path.chmod(0)
    with without_root():
        assert refusal(tmp_path).startswith(": cannot be read (Permission denied); check the path")
        message = refusal(tmp_path, qrels=tmp_path / "qrels" / "test.tsv")
    tmp_path.chmod(0o700)
    assert message.startswith("corpus.jsonl: cannot be read (Permission denied); check the path")


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    message = refusal(make_folder(tmp_path), split="s" * 300)
    assert message.startswith(": cannot be read (File name too long); check the path and --split")


def test_a_split_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    message = refusal(make_folder(tmp_path), split="dev")
    assert message == "qrels/dev.tsv: is not there; choose a split of test"


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none").startswith(": is no folder; pass one with corpus.jsonl and")
    file = tmp_path / "file"
    file.touch()
    assert refusal(file).startswith(": is no folder")


def test_a_message_stays_short_where_an_id_is_long(tmp_path: Path) -> None:
    long = "d" * 100_000
    bad: list[dict[str, Any]] = [
        {"corpus": [{"_id": long, "text": "x"}] * 2},
        {"corpus": document(_id=f"{long} {long}")},
        {"queries": [{"_id": long, "text": "x"}] * 2},
        {"qrels": f"q1 {long} 1\n"},
        {"qrels": f"{long} d1 1\n"},
    ]
    for parts in bad:
        assert len(refusal(make_folder(tmp_path, **parts))) < 300


def test_a_very_long_text_is_read_whole(tmp_path: Path) -> None:
    text = "长" * 1_000_000
    folder = make_folder(tmp_path, corpus=[{"_id": "d1", "text": text}], qrels="q1 d1 1\n")
    assert load_collection(folder).entries == (Entry("d1", "", text),)


@given(
    data=st.binary(max_size=200)
    | st.lists(
        st.sampled_from([*'{}[]":,0-.eE\\/ \t\r\n', '"_id"', '"text"', "\\ud800", "NaN", "\ufeff"]),
        max_size=40,
    ).map(lambda parts: "".join(parts).encode())
)
def test_any_bytes_give_records_or_a_message(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "file"
    path.write_bytes(data)
    with suppress(DatasetError):
        for number, record in read_lines(path):
            assert number >= 1
            with suppress(DatasetError):
                assert isinstance(read_field(record, "_id", "place"), str)


@given(
    records=st.lists(
        st.dictionaries(
            st.sampled_from(["_id", "title", "text", "metadata"]),
            st.recursive(
                st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
                lambda values: st.lists(values, max_size=2),
                max_leaves=3,
            ),
        ),
        max_size=4,
    )
)
def test_any_records_give_a_benchmark_or_a_message(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, Any]]
) -> None:
    folder = make_folder(
        tmp_path_factory.mktemp("any"), corpus=[*DOCUMENTS, *records], queries=[*QUERIES, *records]
    )
    with suppress(DatasetError):
        collection = load_collection(folder)
        assert isinstance(collection, Collection)
        assert all(entry.entry_id.isprintable() for entry in collection.entries)
