"""Example questions: what a new question is by its likeness to them."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index import Searcher, Settings
from index.build import BuildSummary, build_index
from index.channels.fusion import RETRIEVERS
from index.disk.snapshot import read_snapshot
from ingest import Corpus, SourceError, load_corpus
from ingest.documents import ROOT
from question.examples import (
    Answering,
    Example,
    ExampleModel,
    checksum_of,
    load_examples,
    read_examples,
    write_examples,
)
from tests.fakes import DRAFT, PLAN, FakeEmbedder, write_documents

POLICY = ROOT / "eval" / "policy"


def unit(*values: float) -> np.ndarray:
    vector = np.array(values, dtype=np.float32)
    return vector / np.linalg.norm(vector)


def near(place: int, turn: float) -> np.ndarray:
    """Return a vector close to the axis of that number; different turns lie beside each other."""
    values = [0.1 * turn] * 4
    values[place] = 1.0
    return unit(*values)


FIGURE, PHONE, WEATHER = 0, 1, 2
GOLD = Answering("plan", 10, 20, 2)
EXAMPLES = (
    [Example(f"目标是多少{i}", "figure", "answered", (GOLD,)) for i in range(4)]
    + [Example(f"补贴电话是多少{i}", "content", "not_found") for i in range(4)]
    + [Example(f"明天会下雨吗{i}", "content", "out_of_scope") for i in range(4)]
)
VECTORS = np.stack([near(place, i) for place in (FIGURE, PHONE, WEATHER) for i in range(4)])
CLAUSES = list(enumerate([("plan", 0, 30), ("plan", 40, 50), ("other", 0, 30)]))
MODEL = ExampleModel.fit(EXAMPLES, VECTORS, CLAUSES)


def judge(vector: np.ndarray) -> Any:
    return MODEL.judge(MODEL.compare(vector))


def test_a_question_is_judged_by_those_it_is_like() -> None:
    figure, phone, weather = (judge(near(place, 1.5)) for place in (FIGURE, PHONE, WEATHER))
    assert figure.unanswered < -0.5 < 0.5 < phone.unanswered
    assert weather.unanswered > 0.5
    assert [x.is_other_field for x in (figure, phone, weather)] == [False, False, True]


def test_a_question_is_close_to_an_example_that_asks_nearly_the_same() -> None:
    assert MODEL.compare(near(PHONE, 1.5)).is_close
    assert not MODEL.compare(unit(1, 1, 0, 0)).is_close
    # An example is compared with the others alone.
    assert MODEL.compare(MODEL.vectors[0]).closest == pytest.approx(1)
    assert MODEL.compare_with_others(0).closest < 0.999


def test_of_a_question_like_none_nothing_is_sure() -> None:
    assert not judge(unit(0, 0, 0, -1)).is_other_field


def expect(model: ExampleModel, vector: np.ndarray) -> dict[int, float]:
    return model.expect(model.compare(vector))


def test_examples_speak_for_the_clauses_that_answered_them() -> None:
    expected = expect(MODEL, near(FIGURE, 1.5))
    assert expected.keys() == {0}
    assert expected[0] > 0.8
    assert abs(expect(MODEL, near(WEATHER, 1.5))[0]) < 0.1


@pytest.mark.parametrize(
    ("start", "end", "answers"),
    [
        (10, 20, True),
        (0, 15, True),
        (15, 40, True),
        (12, 14, True),
        (0, 14, False),
        (17, 40, False),
        (20, 30, False),
    ],
)
def test_a_span_answers_that_shares_half_with_one_that_does(
    start: int, end: int, answers: bool
) -> None:
    model = ExampleModel.fit(EXAMPLES, VECTORS, [(0, ("plan", start, end))])
    assert model.fitted.answering.tolist() == ([0] if answers else [])


def test_a_span_that_helps_tells_less() -> None:
    helping = replace(EXAMPLES[0], gold=(replace(GOLD, grade=1), replace(GOLD, start=12)))
    both = ExampleModel.fit([helping], VECTORS[:1], CLAUSES[:1])
    only = ExampleModel.fit([replace(helping, gold=helping.gold[:1])], VECTORS[:1], CLAUSES[:1])
    # The ridge takes a tenth.
    assert expect(both, VECTORS[0])[0] == pytest.approx(1 / 1.1)
    assert expect(only, VECTORS[0])[0] == pytest.approx(0.3 / 1.1)


def test_what_an_example_would_be_judged_without_it_needs_no_other_fit() -> None:
    for i in (0, 5, 11):
        others = [j for j in range(len(EXAMPLES)) if j != i]
        without = ExampleModel.fit([EXAMPLES[j] for j in others], VECTORS[others], CLAUSES)
        left_out = MODEL.expect(MODEL.compare_with_others(i))
        assert left_out == pytest.approx(expect(without, VECTORS[i]), abs=1e-5)


def test_examples_are_written_and_read(tmp_path: Path) -> None:
    assert read_examples(tmp_path) is None
    write_examples(MODEL, tmp_path)
    read = read_examples(tmp_path)
    assert read is not None
    assert (read.examples, read.checksum) == (MODEL.examples, MODEL.checksum)
    assert read.vectors.tolist() == MODEL.vectors.tolist()
    assert judge(near(PHONE, 1.5)) == read.judge(read.compare(near(PHONE, 1.5)))
    assert expect(read, near(FIGURE, 1.5)) == expect(MODEL, near(FIGURE, 1.5))


def test_the_examples_of_the_two_documents_are_the_development_questions(corpus: Corpus) -> None:
    lines = (POLICY / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    examples = load_examples(POLICY, corpus)
    assert [e.text for e in examples] == [
        r["text"] for r in records if r["metadata"]["split"] == "dev"
    ]
    assert all(bool(e.gold) == (e.expect == "answered") for e in examples)
    assert {g.grade for e in examples for g in e.gold} == {1, 2}


def test_documents_beside_its_own_leave_the_examples_as_they_are(corpus: Corpus) -> None:
    texts = {**corpus.texts, "third": "新的文件"}
    more = replace(corpus, texts=texts)
    assert load_examples(POLICY, more) == load_examples(POLICY, corpus) != []


def test_a_changed_document_has_none_of_the_examples_about_it(
    corpus: Corpus, tmp_path: Path
) -> None:
    first, second = corpus.documents
    changed = replace(corpus, texts={**corpus.texts, first.doc_id: "新"})
    doc_ids = {gold.doc_id for e in load_examples(POLICY, changed) for gold in e.gold}
    assert doc_ids == {second.doc_id}
    assert load_examples(tmp_path, corpus) == []


@pytest.mark.parametrize(
    ("name", "line"),
    [("queries.jsonl", "{"), ("queries.jsonl", '{"_id": 1}'), ("gold.jsonl", "[]")],
)
def test_a_damaged_file_is_named(corpus: Corpus, tmp_path: Path, name: str, line: str) -> None:
    for copied in ("queries.jsonl", "gold.jsonl"):
        shutil.copy(POLICY / copied, tmp_path)
    with (tmp_path / name).open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(SourceError, match=r"cannot be read .*set POLICY_QA_EXAMPLES to another"):
        load_examples(tmp_path, corpus)


def build(
    folder: Path, examples: list[Example], **texts: str
) -> tuple[BuildSummary, FakeEmbedder, Searcher]:
    corpus = load_corpus(write_documents(folder / "docs", **(texts or {"plan": PLAN})))
    embedder = FakeEmbedder()
    summary = build_index(corpus, embedder, folder / "s", model="fake", examples=examples)
    asked = FakeEmbedder()
    return summary, embedder, Searcher(read_snapshot(folder / "s"), asked)


def example_of(text: str, corpus: Corpus, words: str) -> Example:
    """Return an example that the place of `words` answers."""
    ((doc_id, source),) = corpus.texts.items()
    start = source.index(words)
    return Example(text, "content", "answered", (Answering(doc_id, start, start + len(words), 2),))


@pytest.fixture
def brands(tmp_path: Path) -> Example:
    corpus = load_corpus(write_documents(tmp_path / "docs", plan=PLAN))
    return example_of("牌子怎么做响", corpus, "培育知名品牌。支持企业开拓海外市场，参加展会。")


def test_a_build_embeds_new_examples_alone(tmp_path: Path, brands: Example) -> None:
    _, first, _ = build(tmp_path, [brands])
    assert first.asked == ["牌子怎么做响"]
    summary, second, _ = build(tmp_path, [brands])
    assert (summary.changed, second.asked) == (False, [])
    more = Example("今天天气", "content", "out_of_scope")
    summary, third, searcher = build(tmp_path, [brands, more])
    assert (summary.changed, summary.embedded, third.asked) == (True, 0, ["今天天气"])
    assert searcher.snapshot.examples is not None
    assert searcher.snapshot.examples.checksum == checksum_of([brands, more])
    summary, fourth, searcher = build(tmp_path, [])
    assert (summary.changed, fourth.asked, searcher.snapshot.examples) == (True, [], None)


def test_an_index_of_other_examples_has_another_checksum(tmp_path: Path, brands: Example) -> None:
    _, _, without = build(tmp_path, [])
    checksum = without.snapshot.checksum
    _, _, taught = build(tmp_path, [brands])
    assert taught.snapshot.checksum != checksum


def test_the_clause_that_answers_a_like_question_is_found_first(
    tmp_path: Path, brands: Example
) -> None:
    _, _, searcher = build(tmp_path, [brands], plan=PLAN)
    question = "牌子怎么做响呢"
    hit = searcher.search(question)[0]
    assert "知名品牌" in hit.clause.text
    assert hit.why["channels"]["examples"] > 0
    untaught = searcher.with_weights(RETRIEVERS["untaught"]).search(question)
    assert all(other.why["channels"]["examples"] == 0 for other in untaught)
    assert searcher.judge(question) is not None


def test_what_an_example_was_answered_by_is_looked_at_wherever_search_puts_it(
    tmp_path: Path, brands: Example
) -> None:
    asked = replace(brands, text="谁牵头检验检测")
    _, _, searcher = build(tmp_path, [asked], plan=PLAN, draft=DRAFT)
    for examples, is_found in ((5.0, True), (0.0, False)):
        weights = replace(RETRIEVERS["hybrid"], depth=1, examples=examples)
        (hit,) = searcher.with_weights(weights).search(asked.text, k=1)
        assert ("知名品牌" in hit.clause.text) is is_found


def test_to_measure_an_example_tells_nothing_of_itself(tmp_path: Path, brands: Example) -> None:
    _, _, searcher = build(tmp_path, [brands, Example("今天天气", "content", "out_of_scope")])

    def told(by: Searcher) -> float:
        return float(by.search(brands.text)[0].why["channels"]["examples"])

    assert told(searcher) > 0.5
    assert told(searcher.leaving_out()) < 0.1
    assert told(searcher.leaving_out().with_weights(RETRIEVERS["hybrid"])) < 0.1


def test_without_examples_there_is_no_judgement(tmp_path: Path) -> None:
    _, _, searcher = build(tmp_path, [], plan=PLAN, draft=DRAFT)
    assert searcher.judge("谁牵头") is None


def test_the_examples_are_a_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert Settings().examples == POLICY
    monkeypatch.setenv("POLICY_QA_EXAMPLES", str(tmp_path))
    assert Settings().examples == tmp_path
