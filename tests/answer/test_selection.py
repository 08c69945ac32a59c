"""Which clauses answer, and which of their sentences."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.selection import Selector
from answer.sentences import split_sentences
from index import Hit, Searcher
from ingest import Corpus
from reader.hits import HitReader
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


@pytest.mark.parametrize(
    ("scores", "count", "texts"),
    [
        # What is far worse than the best is left out, however many are wanted.
        ([0.80, 0.10, 0.45, 0.10, 0.40], 5, [FIRST]),
        ([0.80, 0.10, 0.55, 0.10, 0.10], 5, [FIRST, THIRD]),
        # The better ones are kept, and come in the order of the clause.
        ([0.50, 0.77, 0.50, 0.78, 0.80], 1, [DEPARTMENTS]),
        ([0.76, 0.50, 0.78, 0.50, 0.80], 2, [THIRD, DEPARTMENTS]),
        # Sentences that follow on each other are one extract.
        ([0.80, 0.79, 0.10, 0.10, 0.78], 3, [FIRST + SECOND, DEPARTMENTS]),
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


def test_the_first_hits_are_chosen_as_far_as_they_come_near_the_best(searcher: Searcher) -> None:
    scores = (0.9, 0.88, 0.7, 0.69)
    hits = [hit(searcher, "plan/2.3", rank=n, score=s) for n, s in enumerate(scores, start=1)]
    selector = Selector(searcher)
    near = selector.rank(QUESTION, hits, {}, margin=0.06, most=4)
    assert [choice.hit.rank for choice in near] == [1, 2]
    assert len(selector.rank(QUESTION, hits, {}, margin=0.5, most=3)) == 3
    assert [c.hit.rank for c in selector.rank(QUESTION, hits[2:], {}, margin=0.0, most=3)] == [3]


def test_a_sentence_of_a_clause_that_was_not_read_is_scored_by_its_words(tmp_path: Path) -> None:
    plan = "临江省行动计划\n一、任务\n（一）平台。建设检测平台。培训技术工人。\n"
    searcher = make_searcher(tmp_path, plan=plan)
    hits = [hit(searcher, "plan/1.1", rank=1, score=1.0)]
    (found,) = Selector(searcher).rank("培训技术工人", hits, {}, margin=0.0, most=1)
    other, same = found.sentences
    assert same.sentence.text == "培训技术工人。"
    # Every character of the question stands in the sentence: a cosine of 1.
    assert same.score == pytest.approx(1.0, abs=0.01)
    assert other.score < same.score


@pytest.mark.model
def test_a_sentence_of_a_clause_that_was_read_is_scored_by_the_reader(
    real_searcher: Searcher,
) -> None:
    question = "哪个部门牵头检验检测"
    hits = real_searcher.search(question, k=8)
    reader = HitReader.of(real_searcher)
    assert reader is not None
    readings = {
        r.hit.clause.clause_id: r for r in reader.read_hits(real_searcher, question, hits).readings
    }
    (found,) = Selector(real_searcher).rank(question, hits, readings, margin=0.0, most=1)
    assert found.hit.clause.clause_id == TESTING
    reading = readings[TESTING]
    assert [s.score for s in found.sentences] == [
        reading.support(s.sentence.start, s.sentence.end) for s in found.sentences
    ]
    assert max(found.sentences, key=lambda s: s.score).sentence.text.startswith(
        "（省市场监管局牵头"
    )


def test_of_a_list_with_several_items_quoted_no_item_is_left_out(corpus: Corpus) -> None:
    # 一是……；二是……；三是……；四是……
    (extract,) = make_choice(corpus, "guangdong-2023/1.2", [0.8, 0.1, 0.79, 0.1]).best(2)
    assert "二是" in extract.text
    assert "四是" in extract.text
    (only,) = make_choice(corpus, "guangdong-2023/1.2", [0.1, 0.1, 0.8, 0.1]).best(2)
    assert only.text.startswith("三是")
