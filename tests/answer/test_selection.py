"""Which clauses answer, and which of their sentences."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.selection import Selector
from answer.sentences import split_sentences
from index import Hit, Searcher
from ingest import Corpus
from tests.answer.choices import find_clause, make_choice
from tests.fakes import make_searcher

# Five sentences: the run-in title with the first, three more, and the departments in brackets.
TESTING = "guangdong-2023/3.3.3"
FIRST = "3.推进质量检验检测和认证。加强检验检测认证能力建设。"
SECOND = "支持在洗护用品、化妆品、婴童产品等重点产品产业集聚区建设检验检测公共服务平台。"
THIRD = "组织开展检验检测机构能力验证活动。"
DEPARTMENTS = "（省市场监管局牵头，省商务厅等有关单位按职责分工负责）"
QUESTION = "支持建设检验检测公共服务平台"


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("made_up"))


def hit(searcher: Searcher, clause_id: str, *, rank: int, score: float) -> Hit:
    return Hit(rank, score, find_clause(searcher.snapshot.corpus, clause_id), {})


def squeeze(text: str) -> str:
    return "".join(text.split())


def test_sentences_that_examples_speak_for_are_quoted_in_any_case(corpus: Corpus) -> None:
    scores, expected = [0.8, 0.5, 0.5, 0.5, 0.5], [0.0, 0.0, 0.3, 0.2, 0.0]
    choice = make_choice(corpus, TESTING, scores, expected=expected)
    assert [squeeze(extract.text) for extract in choice.best(1)] == [FIRST, THIRD]
    assert choice.is_expected
    assert not make_choice(corpus, TESTING, scores).is_expected


@pytest.mark.parametrize(
    ("scores", "count", "texts"),
    [
        # What is far worse than the best is left out, however many are wanted.
        ([0.80, 0.50, 0.70, 0.50, 0.69], 5, [FIRST]),
        ([0.80, 0.50, 0.78, 0.50, 0.50], 5, [FIRST, THIRD]),
        # The better ones are kept, and come in the order of the clause.
        ([0.50, 0.77, 0.50, 0.78, 0.80], 1, [DEPARTMENTS]),
        ([0.76, 0.50, 0.78, 0.50, 0.80], 2, [THIRD, DEPARTMENTS]),
        # Sentences that follow on each other are one extract.
        ([0.80, 0.79, 0.50, 0.50, 0.78], 3, [FIRST + SECOND, DEPARTMENTS]),
    ],
)
def test_the_best_sentences_of_a_clause_are_quoted_in_its_order(
    corpus: Corpus, scores: list[float], count: int, texts: list[str]
) -> None:
    extracts = make_choice(corpus, TESTING, scores).best(count)
    assert [squeeze(extract.text) for extract in extracts] == texts


@given(
    scores=st.lists(st.floats(0, 1), min_size=5, max_size=5),
    count=st.integers(min_value=1, max_value=6),
)
def test_any_scores_give_exact_extracts_apart_and_in_order_with_the_best_sentence(
    corpus: Corpus, scores: list[float], count: int
) -> None:
    extracts = make_choice(corpus, TESTING, scores).best(count)
    clause = find_clause(corpus, TESTING)
    source = corpus.texts[clause.doc_id]
    for extract in extracts:
        printed = source[extract.source_start : extract.source_end]
        assert squeeze(printed) == squeeze(extract.text)
    ends = [clause.start, *(extract.source_end for extract in extracts)]
    assert all(end <= extract.source_start for end, extract in zip(ends, extracts, strict=False))
    sentences = split_sentences(clause, source)
    quoted = [s for s in sentences if any(s.text in extract.text for extract in extracts)]
    assert len(quoted) <= count
    assert sentences[scores.index(max(scores))] in quoted


def test_an_extract_remembers_what_found_its_clause(corpus: Corpus) -> None:
    (extract,) = make_choice(corpus, TESTING, rank=7).best(5)
    assert extract.why == {"words": 7}
    assert extract.clause.clause_id == TESTING


def chosen(searcher: Searcher, hits: Sequence[Hit], *, most: int = 4) -> list[str]:
    choices = Selector(searcher).choose(QUESTION, hits, most=most)
    return [choice.hit.clause.clause_id for choice in choices]


def test_a_clause_with_a_sentence_that_answers_goes_before_one_found_first(
    searcher: Searcher,
) -> None:
    hits = [
        hit(searcher, "draft/2.3", rank=1, score=0.8),
        hit(searcher, "plan/2.3", rank=2, score=0.7),
    ]
    assert chosen(searcher, hits)[0] == "plan/2.3"


def test_a_clause_that_fits_far_worse_than_the_best_is_left_out(searcher: Searcher) -> None:
    near = hit(searcher, "plan/2.3", rank=1, score=0.9)
    far = hit(searcher, "draft/2.3", rank=2, score=0.1)
    assert chosen(searcher, [near, far]) == ["plan/2.3"]
    assert chosen(searcher, [far]) == ["draft/2.3"]


def test_no_more_clauses_are_chosen_than_wanted_and_equal_ones_stay_in_their_order(
    searcher: Searcher,
) -> None:
    hits = [hit(searcher, "plan/2.3", rank=rank, score=0.9) for rank in (2, 1, 3)]
    ranks = [c.hit.rank for c in Selector(searcher).choose(QUESTION, hits, most=2)]
    assert ranks == [1, 2]


def test_each_sentence_of_a_choice_has_the_score_of_its_words(tmp_path: Path) -> None:
    plan = "临江省行动计划\n一、任务\n（一）平台。建设检测平台。培训技术工人。\n"
    searcher = make_searcher(tmp_path, plan=plan)
    (found,) = Selector(searcher).choose(
        "培训技术工人", [hit(searcher, "plan/1.1", rank=1, score=1.0)], most=1
    )
    other, same = found.sentences
    assert same.sentence.text == "培训技术工人。"
    # Every character of the question stands in the sentence: a cosine of 1.
    assert same.cosine == pytest.approx(1.0, abs=0.01)
    assert other.cosine < same.cosine
    # The sentence has the question's words too.
    assert same.score - same.cosine > other.score - other.cosine


def test_of_a_list_with_several_items_quoted_no_item_is_left_out(corpus: Corpus) -> None:
    # 一是……；二是……；三是……；四是……
    (extract,) = make_choice(corpus, "guangdong-2023/1.2", [0.8, 0.5, 0.79, 0.5]).best(2)
    assert "二是" in extract.text
    assert "四是" in extract.text
    (only,) = make_choice(corpus, "guangdong-2023/1.2", [0.5, 0.5, 0.8, 0.5]).best(2)
    assert only.text.startswith("三是")


@pytest.mark.model
def test_what_is_asked_for_counts_more_than_what_the_asker_tells(real_searcher: Searcher) -> None:
    question = "我在佛山开家具厂，想让企业挂牌上市，广东有支持吗"
    hits = real_searcher.search(question, k=40)
    choices = Selector(real_searcher).choose(question, hits, most=2)
    texts = "".join(choice.hit.clause.text for choice in choices)
    assert "挂牌上市" in texts


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "is_named"),
    [
        ("推进质量检验检测和认证要花多少钱", True),
        ("检验检测机构能力验证活动", True),
        ("检验检测机构要花多少钱", False),
        ("海外市场", False),
    ],
)
def test_a_clause_is_named_by_its_title_or_by_nearly_all_words_of_a_question(
    real_searcher: Searcher, question: str, is_named: bool
) -> None:
    clause = find_clause(real_searcher.snapshot.corpus, TESTING)
    query = real_searcher.read(question)
    assert Selector(real_searcher).is_named_by(query, clause) is is_named
