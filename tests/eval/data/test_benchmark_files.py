"""The files of the project's own benchmark, and what is refused in them."""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.data.benchmark_files import has_spans, load_benchmark
from eval.data.collection import DatasetError
from eval.data.questions import KINDS, SPLITS, Gold
from eval.data.spans import Span
from ingest import Corpus, load_corpus
from tests.fakes import DRAFT, PLAN, without_root, write_documents

SENTENCE = "支持建设检验检测公共服务平台。"


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Two small documents."""
    return load_corpus(write_documents(tmp_path_factory.mktemp("docs"), plan=PLAN, draft=DRAFT))


def make_gold(**changes: Any) -> dict[str, Any]:
    start = PLAN.index(SENTENCE)
    place = {"doc_id": "plan", "start": start, "end": start + len(SENTENCE)}
    return {"query_id": "q1", **place, "score": 2, "text": SENTENCE} | changes


def make_query(about: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    metadata = {
        "split": "dev",
        "user": "official",
        "kind": "support",
        "variety": "simplified",
        "expect": "answered",
        "facts": ["检验检测公共\n服务平台"],
    }
    return {"_id": "q1", "text": "支持建什么？", "metadata": metadata | (about or {})} | changes


def unanswerable(**about: Any) -> dict[str, Any]:
    return make_query({"expect": "not_found", "facts": [], **about}, _id="q2", text="谁补贴？")


def make_folder(folder: Path, gold: list[Any], queries: list[Any]) -> Path:
    for name, records in (("gold", gold), ("queries", queries)):
        lines = (json.dumps(record, ensure_ascii=True) + "\n" for record in records)
        (folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder


def refusal(folder: Path, corpus: Corpus, *, split: str = "dev") -> str:
    """Return the message with which a benchmark is refused, less the folder's name."""
    with pytest.raises(DatasetError) as refused:
        load_benchmark(corpus, split=split, folder=folder)
    message = str(refused.value)
    assert re.fullmatch(rf"{re.escape(str(folder))}/\w+\.jsonl: .+; .+", message)
    return message.removeprefix(f"{folder}/")


def test_a_question_has_the_gold_of_its_lines(tmp_path: Path, documents: Corpus) -> None:
    helps = make_gold(start=0, end=3, text="临江省", score=1)
    folder = make_folder(
        tmp_path, [helps, make_gold()], [make_query(), unanswerable(near=["数字化"])]
    )
    benchmark = load_benchmark(documents, split="dev", folder=folder)
    question, other = benchmark.questions
    start = PLAN.index(SENTENCE)
    answers = Span("plan", start, start + len(SENTENCE))
    assert question.gold == (Gold(Span("plan", 0, 3), 1), Gold(answers, 2))
    assert question.facts == ("检验检测公共\n服务平台",)
    assert (other.gold, other.expect, other.near) == ((), "not_found", ("数字化",))
    assert benchmark.queries == {"q1": "支持建什么？"}


def test_a_fact_may_stand_in_the_headings_of_its_clause(tmp_path: Path, documents: Corpus) -> None:
    folder = make_folder(tmp_path, [make_gold()], [make_query({"facts": ["重点 任务"]})])
    (question,) = load_benchmark(documents, split="dev", folder=folder).questions
    assert question.facts == ("重点 任务",)


def test_a_split_holds_its_own_questions_and_all_holds_every_one(
    tmp_path: Path, documents: Corpus
) -> None:
    gold = [make_gold(), make_gold(query_id="q3")]
    queries = [make_query(), unanswerable(split="test"), make_query({"split": "test"}, _id="q3")]
    folder = make_folder(tmp_path, gold, queries)
    found = {
        split: [
            q.question_id for q in load_benchmark(documents, split=split, folder=folder).questions
        ]
        for split in ("dev", "test", "all")
    }
    assert found == {"dev": ["q1"], "test": ["q2", "q3"], "all": ["q1", "q2", "q3"]}


def test_the_checksum_changes_with_gold_questions_and_documents(
    tmp_path: Path, documents: Corpus
) -> None:
    def checksum(gold: dict[str, Any], query: dict[str, Any], corpus: Corpus = documents) -> str:
        folder = make_folder(tmp_path, [gold], [query])
        return load_benchmark(corpus, split="dev", folder=folder).checksum

    other = load_corpus(write_documents(tmp_path / "docs", plan=PLAN + "\n", draft=DRAFT))
    checksums = {
        checksum(make_gold(), make_query()),
        checksum(make_gold(end=make_gold()["end"] - 1, text=SENTENCE[:-1]), make_query()),
        checksum(make_gold(), make_query(text="支持什么？")),
        checksum(make_gold(), make_query(), other),
    }
    assert len(checksums) == 4
    assert checksum(make_gold(), make_query()) in checksums


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"query_id": "q9"}, "line 2 is gold of 'q9', which is not in queries.jsonl; add it or"),
        ({"query_id": None}, "line 2 has no text 'query_id'; add it"),
        ({"query_id": "q 1"}, "line 2 has the query_id 'q 1'; give it one without white space"),
        ({"doc_id": "other"}, "line 2 names the document 'other'; use draft, plan"),
        ({"doc_id": None}, "line 2 has no text 'doc_id'; add it"),
        ({"start": "3"}, "line 2 has no whole numbers as start and end; add them"),
        ({"start": None}, "line 2 has no whole numbers as start and end; add them"),
        ({"end": 3.0}, "line 2 has no whole numbers as start and end; add them"),
        ({"start": False, "end": 3}, "line 2 has no whole numbers as start and end; add them"),
        ({"text": None}, "line 2 has no text 'text'; add it"),
        ({"text": ""}, "line 2: '' does not stand at plan:"),
        ({"text": "支持建设检验检测\n公共服务平台。"}, "line 2: '支持建设检验检测"),
        ({"start": 0, "end": len(SENTENCE)}, f"line 2: '{SENTENCE}' does not stand at plan:0-15; "),
        ({"start": 9, "end": 5}, f"line 2: '{SENTENCE}' does not stand at plan:9-5; it stands at "),
        # Slices of these ends give the text all the same.
        ({"start": -4, "end": -1, "text": PLAN[-4:-1]}, "line 2: '牵头）' does not stand at plan:"),
        (
            {"start": len(PLAN) - 2, "end": 10**9, "text": PLAN[-2:]},
            "line 2: '）\\n' does not stand",
        ),
        ({"score": 3}, "line 2 has the score 3; use 1 (helps) or 2 (answers)"),
        ({"score": 0}, "line 2 has the score 0; use 1"),
        ({"score": "2"}, "line 2 has the score '2'; use 1"),
        ({"score": True}, "line 2 has the score True; use 1"),
        ({"score": 2.0}, "line 2 has the score 2.0; use 1"),
        ({"score": None}, "line 2 has the score None; use 1"),
        ({}, "line 2 repeats line 1; drop one"),
        ({"score": 1}, "line 2 repeats line 1; drop one"),
    ],
)
def test_bad_gold_is_refused_with_its_line(
    tmp_path: Path, documents: Corpus, change: dict[str, Any], message: str
) -> None:
    folder = make_folder(tmp_path, [make_gold(), make_gold(**change)], [make_query()])
    assert refusal(folder, documents).startswith(f"gold.jsonl: {message}")


def test_gold_elsewhere_in_the_source_is_told_where_it_stands(
    tmp_path: Path, documents: Corpus
) -> None:
    folder = make_folder(tmp_path, [make_gold(start=0, end=2, text="纺织")], [make_query()])
    places = ", ".join(f"{m.start()}-{m.end()}" for m in re.finditer("纺织", PLAN))
    assert refusal(folder, documents).endswith(f"; it stands at {places}")
    folder = make_folder(tmp_path, [make_gold(text="不在文中的话")], [make_query()])
    assert refusal(folder, documents).endswith("; copy it from the source, line breaks included")


def test_gold_in_the_table_of_contents_is_refused(tmp_path: Path, corpus: Corpus) -> None:
    contents = next(clause for clause in corpus.clauses if clause.kind == "toc")
    text = corpus.texts[contents.doc_id][contents.end - 3 : contents.end + 2]
    place = {"doc_id": contents.doc_id, "start": contents.end - 3, "end": contents.end + 2}
    folder = make_folder(tmp_path, [make_gold(**place, text=text)], [make_query()])
    message = refusal(folder, corpus)
    assert message.endswith("lies in the contents; give the clause itself")
    assert message.startswith(f"gold.jsonl: line 1: {contents.doc_id}:{contents.end - 3}-")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (make_query(), "line 2 has the id 'q1' again; rename one"),
        (make_query(_id=""), "line 2 has the _id ''; give it one without white space"),
        (make_query(_id="q 2"), "line 2 has the _id 'q 2'; give it one without white space"),
        (make_query(_id=None), "line 2 has no text '_id'; add it"),
        (make_query(_id="q2", text="？"), "line 2 has a question without a word; write one or"),
        (make_query(text=None), "line 2 has no text 'text'; add it"),
        (make_query(metadata=None), "line 2 has no 'metadata'; add split, user, kind, variety and"),
        (make_query(metadata=[]), "line 2 has no 'metadata'; add split"),
        (make_query({"split": "train"}), "line 2 has the split 'train'; use one of dev, test"),
        (make_query({"user": None}), "line 2 has the user None; use one of enterprise, official,"),
        (make_query({"kind": ["list"]}), "line 2 has the kind ['list']; use one of responsibility"),
        (make_query({"variety": "dutch"}), "line 2 has the variety 'dutch'; use one of simplified"),
        (make_query({"expect": "partial"}), "line 2 has the expect 'partial'; use one of answered"),
        (make_query(_id="q2"), "line 2: q2 expects 'answered' and has 0 gold spans; a question is"),
        (
            make_query({"expect": "not_found"}),
            "line 2: q1 expects 'not_found' and has 1 gold spans; a question is answered where",
        ),
        (make_query({"facts": "16号"}), "line 2 has facts '16号'; write a list of texts"),
        (make_query({"facts": [16]}), "line 2 has facts [16]; write a list of texts"),
        (make_query({"facts": None}), "line 2 has facts None; write a list of texts"),
        (make_query({"facts": [" "]}), "line 2 has facts [' ']; write a list of texts"),
        (
            make_query({"facts": ["没有的事"]}, _id="q3"),
            "line 2: '没有的事' stands in no clause that its gold of score 2 lies in; copy it",
        ),
        (unanswerable(near={}), "line 2 has near {}; write a list of texts"),
        (
            unanswerable(near=["没有的事"]),
            "line 2: '没有的事' stands in no document; copy it there",
        ),
    ],
)
def test_a_bad_question_is_refused_with_its_line(
    tmp_path: Path, documents: Corpus, query: dict[str, Any], message: str
) -> None:
    folder = make_folder(tmp_path, [make_gold(), make_gold(query_id="q3")], [make_query(), query])
    assert refusal(folder, documents).startswith(f"queries.jsonl: {message}")


@pytest.mark.parametrize("expect", ["answered", "not_found", "out_of_scope"])
def test_gold_that_only_helps_answers_no_question(
    tmp_path: Path, documents: Corpus, expect: str
) -> None:
    folder = make_folder(tmp_path, [make_gold(score=1)], [make_query({"expect": expect})])
    message = f"queries.jsonl: line 1: q1 expects '{expect}' and has 1 gold spans; a question is"
    assert refusal(folder, documents).startswith(message)


def test_a_split_without_answerable_questions_is_refused(tmp_path: Path, documents: Corpus) -> None:
    folder = make_folder(tmp_path, [make_gold()], [make_query(), unanswerable(split="test")])
    for split in ("test", "train"):
        assert refusal(folder, documents, split=split) == (
            f"queries.jsonl: holds no answerable question of the split '{split}'; "
            "choose one of dev, test, all"
        )


@pytest.mark.parametrize("name", ["gold.jsonl", "queries.jsonl"])
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe{\0}\0", "is not UTF-8 (byte 0); save it as UTF-8"),
        (b"{}\n\n[]", "line 1 "),
        (b"\n\n[]", "line 3 is no JSON object; write {"),
        (b'\n{"_id": ', "line 2 is no JSON (Expecting value at character 9); mend it"),
        (b'{"_id": "\\ud800", "query_id": "\\ud800", "metadata": {}}', "line 1"),
        (b'{"start": ' + b"9" * 5000, "line 1 is no JSON (Exceeds the limit"),
    ],
)
def test_a_damaged_file_is_refused(
    tmp_path: Path, documents: Corpus, name: str, content: bytes, message: str
) -> None:
    folder = make_folder(tmp_path, [make_gold()], [make_query()])
    (folder / name).write_bytes(content)
    assert refusal(folder, documents).startswith(f"{name}: {message}")


@pytest.mark.parametrize("name", ["gold.jsonl", "queries.jsonl"])
def test_a_missing_file_and_a_folder_in_its_place_are_refused(
    tmp_path: Path, documents: Corpus, name: str
) -> None:
    folder = make_folder(tmp_path, [make_gold()], [make_query()])
    (folder / name).unlink()
    assert refusal(folder, documents).startswith(f"{name}: cannot be read (No such file or")
    (folder / name).mkdir()
    assert refusal(folder, documents).startswith(f"{name}: cannot be read (Is a directory); check")


def test_a_folder_tells_whether_it_holds_gold_spans(tmp_path: Path) -> None:
    assert not has_spans(tmp_path)
    assert not has_spans(tmp_path / "none")
    assert has_spans(make_folder(tmp_path, [], []))
    tmp_path.chmod(0)
    with without_root(), pytest.raises(DatasetError, match=r"cannot be read \(Perm.*; check the p"):
        has_spans(tmp_path)
    tmp_path.chmod(0o700)


@given(
    changes=st.dictionaries(
        st.sampled_from(["query_id", "doc_id", "start", "end", "score", "text", "_id", "metadata"]),
        st.none() | st.booleans() | st.integers(-5, 300) | st.text(max_size=3) | st.just([{}]),
        max_size=3,
    )
)
def test_any_record_gives_a_benchmark_or_a_message(
    tmp_path_factory: pytest.TempPathFactory, documents: Corpus, changes: dict[str, Any]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    make_folder(
        folder, [make_gold(), make_gold() | changes], [make_query(), unanswerable() | changes]
    )
    with suppress(DatasetError):
        assert load_benchmark(documents, split="all", folder=folder).queries


# Of the project's own questions only counts are asserted, so that no failure shows one of them.
@pytest.fixture(scope="module")
def count(corpus: Corpus) -> Callable[..., int]:
    """Return a function that counts the questions that have the given fields."""
    questions = load_benchmark(corpus, split="all").questions

    def count(*, gold: bool | None = None, **fields: str) -> int:
        return sum(
            gold in (None, bool(q.gold)) and all(getattr(q, f) == v for f, v in fields.items())
            for q in questions
        )

    return count


def test_the_benchmark_is_large_enough_and_asks_for_what_is_missing(
    count: Callable[..., int],
) -> None:
    assert count() >= 240
    assert count(gold=False) >= 60
    assert count(gold=False, expect="not_found") > count(gold=False) / 2
    assert count(gold=True, expect="answered") == count(gold=True)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_question_is_asked_often_enough(count: Callable[..., int], kind: str) -> None:
    assert count(kind=kind, gold=True) >= 8


def test_the_splits_share_no_question(corpus: Corpus) -> None:
    dev, test = (load_benchmark(corpus, split=split).questions for split in SPLITS)
    shared = [
        len({getattr(q, name) for q in dev} & {getattr(q, name) for q in test})
        for name in ("text", "question_id")
    ]
    assert shared == [0, 0]


def test_the_gold_of_a_question_stands_in_clauses_that_are_shown(corpus: Corpus) -> None:
    benchmark = load_benchmark(corpus, split="all")
    clauses = [Span(c.doc_id, c.start, c.end) for c in corpus.clauses if c.kind != "toc"]
    missing = [
        question.question_id
        for question in benchmark.questions
        for gold in question.gold
        if not any(clause.covers(gold.span) for clause in clauses)
    ]
    assert missing == []
