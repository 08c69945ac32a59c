"""The benchmark's questions and their gold."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.questions import QUESTIONS_DIR, SPLITS, GoldError, load_questions
from ingest import Corpus

GOOD: dict[str, Any] = {
    "id": "x-1",
    "question": "谁牵头？",
    "user": "official",
    "kind": "responsibility",
    "variety": "simplified",
    "answerable": True,
    "gold": [{"doc": "guangdong-2023", "snippet": "粤工信消费函〔2023〕16号", "grade": 2}],
    "facts": [],
}


def write(tmp_path: Path, *records: dict[str, Any]) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return path


@pytest.mark.parametrize("split", SPLITS)
def test_all_gold_of_the_benchmark_stands_in_the_sources(split: str, corpus: Corpus) -> None:
    questions = load_questions(QUESTIONS_DIR / f"{split}.jsonl", corpus)
    assert sum(bool(question.gold) for question in questions) >= 60
    for question in questions:
        for gold in question.gold:
            assert 0 <= gold.start < gold.end <= len(corpus.texts[gold.doc_id])


def test_the_splits_share_no_question(corpus: Corpus) -> None:
    dev, test = (load_questions(QUESTIONS_DIR / f"{split}.jsonl", corpus) for split in SPLITS)
    assert not {q.text for q in dev} & {q.text for q in test}
    assert not {q.question_id for q in dev} & {q.question_id for q in test}


def test_a_gold_span_spells_its_snippet(tmp_path: Path, corpus: Corpus) -> None:
    (question,) = load_questions(write(tmp_path, GOOD), corpus)
    (gold,) = question.gold
    assert corpus.texts["guangdong-2023"][gold.start : gold.end] == "粤工信消费函〔2023〕16号"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"gold": [GOOD["gold"][0] | {"snippet": "不在文中的话"}]}, "stands 0 times"),
        ({"gold": [GOOD["gold"][0] | {"snippet": "工业和信息化厅"}]}, "stands [0-9]+ times"),
        ({"gold": [GOOD["gold"][0] | {"grade": 3}]}, "grade 3 is not 1"),
        ({"gold": []}, "needs gold of grade 2"),
        ({"facts": None}, "another form"),
    ],
)
def test_bad_gold_is_refused(
    tmp_path: Path, corpus: Corpus, change: dict[str, Any], message: str
) -> None:
    with pytest.raises(GoldError, match=message):
        load_questions(write(tmp_path, GOOD | change), corpus)


def test_an_id_that_occurs_twice_is_refused(tmp_path: Path, corpus: Corpus) -> None:
    with pytest.raises(GoldError, match="x-1 occurs twice"):
        load_questions(write(tmp_path, GOOD, GOOD), corpus)
