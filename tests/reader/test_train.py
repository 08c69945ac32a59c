import json
from pathlib import Path

import numpy as np
import pytest

from reader.figures import auc, sentences_of
from reader.train import Plan, make_batch, thin, train
from reader.train_examples import Candidate, Example, PublicExamples, crop, find_tokens
from reader.train_public import TrainingDataError, check_licences, read_set
from reader.train_vectors import encode_texts
from tests.fakes import FakeEmbedder
from tests.reader.made import SMALL, make_rows

WORDS = "甲乙丙丁戊己庚辛"


def write_set(folder: Path) -> Path:
    """Write a set in which the passage on a letter says its number."""
    passages = [
        {"id": w, "text": f"关于{w}的说明。{w}的编号是{i}号。"} for i, w in enumerate(WORDS)
    ]
    questions = [
        {"question": f"{w}的编号是几？", "passage": w, "answers": [f"{i}号"], "impossible": False}
        for i, w in enumerate(WORDS)
    ]
    for name, rows in (("passages", passages), ("questions", questions)):
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"made.{name}.jsonl").write_text(lines, encoding="utf-8")
    return folder


@pytest.fixture
def public(tmp_path: Path) -> PublicExamples:
    data, embedder = read_set(write_set(tmp_path), "made"), FakeEmbedder()
    asked = encode_texts([q.text for q in data.questions], embedder, tmp_path, as_queries=True)
    return PublicExamples(data, asked, encode_texts(data.passages, embedder, tmp_path))


def test_texts_are_encoded_once(tmp_path: Path) -> None:
    embedder = FakeEmbedder()
    first = encode_texts(["一二", "三"], embedder, tmp_path)
    again = encode_texts(["一二", "三"], embedder, tmp_path)
    assert embedder.embedded == ["一二", "三"]
    assert first.bounds.tolist() == again.bounds.tolist() == [0, 2, 3]
    assert again.spans[again.rows(1)].tolist() == [[0, 1]]


@pytest.mark.parametrize("name", ["cjrc", "robust", "dureader_checklist"])
def test_sets_without_a_free_licence_are_not_learned_from(name: str) -> None:
    with pytest.raises(
        TrainingDataError, match=rf"{name} has no licence .*; use cmrc, drcd, xquad"
    ):
        check_licences(["cmrc", name])


def test_a_set_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError, match=r"cmrc.passages.jsonl: is not at hand"):
        read_set(tmp_path, "cmrc")


def test_a_public_question_comes_with_its_answer_and_a_passage_without(
    public: PublicExamples,
) -> None:
    assert len(public) == len(WORDS)
    rng = np.random.default_rng(0)
    for place in range(len(public)):
        right, wrong = public.draw(place, rng).candidates
        assert right.answers
        assert wrong.answers == ()


def test_the_same_training_gives_the_same_weights(public: PublicExamples) -> None:
    plan = Plan(public=2, both=2)
    own = [public.draw(0, np.random.default_rng(0))]
    one, other = (train([public], own, plan=plan, shape=SMALL) for _ in range(2))
    for name, array in one.items():
        np.testing.assert_allclose(array, other[name], atol=1e-3)
    begun = train([public], (), plan=plan, shape=SMALL)
    assert any(not np.allclose(array, begun[name]) for name, array in one.items())


def test_tokens_of_an_answer_are_those_that_share_its_characters() -> None:
    places = np.array([[0, 2], [2, 4], [4, 7], [7, 8]], dtype=np.int32)
    assert find_tokens(places, [(3, 7)]) == ((1, 3),)
    assert find_tokens(places, [(3, 7)], 4) == ((2, 3),)
    assert find_tokens(places, [(8, 9)]) == ()


@pytest.mark.parametrize("answer", [(70, 75), (200, 230), (495, 500), (80, 480)])
def test_a_long_passage_is_cut_to_its_answer(answer: tuple[int, int]) -> None:
    tokens = np.arange(500, dtype=np.float16)[:, None]
    own = np.arange(500) >= 70
    cut = crop(tokens, own, [answer])
    assert len(cut.tokens) <= 224
    assert cut.own.sum() > 100
    ((first, end),) = cut.answers
    assert cut.tokens[first, 0] == answer[0]
    assert end <= len(cut.tokens)


def test_a_question_keeps_an_answer_when_it_is_thinned() -> None:
    rows = make_rows(3, 0).astype(np.float16)
    right = Candidate(rows, np.ones(3, dtype=bool), ((0, 1),))
    wrong = Candidate(rows, np.ones(3, dtype=bool), ())
    rng = np.random.default_rng(0)
    for _ in range(20):
        kept = thin(Example(rows, (*[right] * 3, *[wrong] * 9)), rng).candidates
        assert [bool(c.answers) for c in kept] == [True, True, False, False]
    assert len(thin(Example(rows, (wrong, wrong)), rng).candidates) == 2


def test_targets_say_where_answers_start_end_and_go_on() -> None:
    rows = make_rows(5, 0).astype(np.float16)
    candidate = Candidate(rows, np.ones(5, dtype=bool), ((1, 4),))
    _, targets = make_batch([Example(rows[:2], (candidate,))], [(0, candidate)])
    assert targets[0].T.tolist() == [[0, 1, 0, 0, 0], [0, 0, 0, 1, 0], [0, 1, 1, 1, 0]]


def test_an_answerable_question_counts_as_higher_half_where_it_is_level() -> None:
    # Of four pairs two are higher and one is level.
    assert auc([3, 1, 2, 1], [True, True, False, False]) == 0.625
    assert auc([1, 2], [True, True]) == 0.5


def test_sentences_cover_the_words_of_a_text() -> None:
    text = "甲。乙；\n“丙！”丁"
    assert [text[a:b] for a, b in sentences_of(text)] == ["甲。", "乙；", "“丙！”", "丁"]
