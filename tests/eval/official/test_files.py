"""The questions on official documents, and what is refused in their files."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.data.collection import DatasetError
from eval.official.files import FOLDER, KINDS, MISSING, load_official
from eval.official.gold import mark_place, place_record
from eval.reading.fingerprints import Stream
from eval.reading.measure import Reading
from eval.reading.policies import SIDES, read_split
from ingest import Corpus
from ingest.model import Document

NAME = next(iter(read_split()["dev"]))
TEXT = (
    "第一条　本办法适用于在本市就业的毕业生。\n第二条　每人补贴三千元，由市人力资源部门负责发放。\n"
)


def make_corpus() -> Corpus:
    """Return a corpus whose one document passes for one of the split."""
    document = Document(doc_id="d", source="d.txt", sha256=read_split()["dev"][NAME])
    return Corpus((document,), {"d": TEXT}, ())


def make_query(**about: Any) -> dict[str, Any]:
    metadata = {
        "split": "dev",
        "document": NAME,
        "user": "enterprise",
        "kind": "amount",
        "variety": "simplified",
        "expect": "answered",
        "facts": ["三千元"],
    }
    return {"_id": "q1", "text": "补多少？", "metadata": metadata | about}


def make_gold(words: str, score: int = 2) -> dict[str, Any]:
    stream = Stream(TEXT)
    place = mark_place(NAME, stream, stream.text.index(words), len(words))
    return {"query_id": "q1", **place_record(place), "score": score}


def make_folder(folder: Path, gold: list[Any], queries: list[Any]) -> Path:
    for name, records in (("gold", gold), ("queries", queries)):
        lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        (folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder


def test_gold_of_each_grade_is_placed_in_the_document(tmp_path: Path) -> None:
    gold = [make_gold("每人补贴三千元"), make_gold("适用于在本市就业", 1), make_gold("发放", 0)]
    folder = make_folder(tmp_path, gold, [make_query()])
    [question] = load_official(make_corpus(), side="dev", folder=folder).questions
    placed = [(TEXT[g.span.start : g.span.end], g.grade) for g in question.gold]
    assert placed == [("每人补贴三千元", 2), ("适用于在本市就业", 1)]
    assert question.near == ("发放",)


@pytest.mark.parametrize(
    ("gold", "query", "said"),
    [
        ({"score": 3}, {}, "score 3"),
        ({"place": 1}, {}, "holds no place"),
        ({"digest": "0"}, {}, f"not found in {NAME}"),
        ({}, {"kind": "weather"}, "kind 'weather'"),
        ({}, {"missing": "luck"}, "missing 'luck'"),
        ({}, {"split": "other"}, "split 'other'"),
    ],
)
def test_a_line_of_another_form_is_named(
    tmp_path: Path, gold: dict[str, Any], query: dict[str, Any], said: str
) -> None:
    folder = make_folder(tmp_path, [make_gold("每人补贴三千元") | gold], [make_query(**query)])
    with pytest.raises(DatasetError, match=said):
        load_official(make_corpus(), side="dev", folder=folder)


def test_questions_on_documents_that_are_not_at_hand_are_left_out(tmp_path: Path) -> None:
    folder = make_folder(tmp_path, [make_gold("每人补贴三千元")], [make_query()])
    nothing = Corpus((), {}, ())
    with pytest.raises(DatasetError, match="POLICY_QA_POLICIES"):
        load_official(nothing, side="dev", folder=folder)


def _records(name: str) -> list[dict[str, Any]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_there_are_enough_questions_of_every_kind_on_enough_documents() -> None:
    questions = [record["metadata"] for record in _records("queries.jsonl")]
    unanswerable = [about for about in questions if about["expect"] != "answered"]
    assert len(questions) >= 700
    assert len(unanswerable) >= 200
    for side, least in (("dev", 20), ("test", 16)):
        listed = {about["document"] for about in questions if about["split"] == side}
        assert len(listed) >= least
        assert listed <= read_split()[side].keys()
        kinds = Counter(about["kind"] for about in questions if about["split"] == side)
        assert set(kinds) == set(KINDS)
    assert {about.get("missing", "") for about in questions} == set(MISSING)


def test_no_gold_leads_from_one_side_to_the_other() -> None:
    split = {name: side for side in SIDES for name in read_split()[side]}
    sides = {record["_id"]: record["metadata"]["split"] for record in _records("queries.jsonl")}
    assert all(split[g["document"]] == sides[g["query_id"]] for g in _records("gold.jsonl"))


@pytest.mark.policies
@pytest.mark.parametrize("side", SIDES)
def test_all_gold_is_found_and_holds_the_facts(
    side: str, read_policy: Callable[[str], Reading]
) -> None:
    asked = {record["metadata"]["document"] for record in _records("queries.jsonl")}
    parsed = [read_policy(name).parsed for name in read_split()[side] if name in asked]
    held = [document for document in parsed if document is not None]
    corpus = Corpus(
        tuple(document.document for document in held),
        {document.document.doc_id: document.extract.text for document in held},
        tuple(clause for document in held for clause in document.clauses),
    )
    benchmark = load_official(corpus, side=side)
    texts = {doc_id: Stream(text).text for doc_id, text in corpus.texts.items()}
    for question in benchmark.questions:
        assert any(gold.grade == 2 for gold in question.gold) == (question.expect == "answered")
        told = "".join(texts[gold.span.doc_id] for gold in question.gold)
        # What pytest shows of a failed comparison would be the text.
        is_held = all(Stream(fact).text in told for fact in question.facts)
        assert is_held, question.question_id
