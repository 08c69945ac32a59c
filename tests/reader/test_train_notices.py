import json
from pathlib import Path

import pytest

from reader.train_notices import QUESTIONS, load_notices
from reader.train_public import TrainingDataError
from tests.fakes import FakeEmbedder

TEXT = "一" * 140 + "补贴三千元。" + "二" * 300


def write_sets(folder: Path) -> Path:
    (folder / "ncp_policy").mkdir()
    names = {json.loads(line)["passage"] for line in QUESTIONS.read_text("utf-8").splitlines()}
    rows = [json.dumps({"_id": name, "text": TEXT}, ensure_ascii=False) for name in names]
    (folder / "ncp_policy" / "corpus.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return folder


def test_a_question_comes_with_the_window_that_answers_and_the_others(tmp_path: Path) -> None:
    sets = write_sets(tmp_path)
    passage = json.loads(QUESTIONS.read_text("utf-8").splitlines()[0])["passage"]
    rows = [
        {"passage": passage, "question": "补多少", "answered": True, "spans": [[140, 146]]},
        {"passage": passage, "question": "谁来发", "answered": False, "spans": [[140, 146]]},
    ]
    path = tmp_path / "notices.jsonl"
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    path.write_text("".join(lines), encoding="utf-8")
    cache = tmp_path / "cache"
    answered, unanswered = load_notices(sets, FakeEmbedder(), cache, questions=path)
    right, *wrong = answered.candidates
    assert [len(right.tokens), len(right.answers)] == [128, 1]
    assert all(not candidate.answers for candidate in [*wrong, *unanswered.candidates])
    assert len(unanswered.candidates) == len(answered.candidates) > 2


def test_the_notices_must_be_at_hand(tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError, match=r"corpus.jsonl: is not at hand"):
        load_notices(tmp_path, FakeEmbedder(), tmp_path)


def test_no_question_states_the_words_of_its_notice() -> None:
    rows = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    assert {frozenset(row) for row in rows} == {
        frozenset({"passage", "question", "answered", "spans"})
    }
    assert 0.4 < sum(row["answered"] for row in rows) / len(rows) < 0.7
