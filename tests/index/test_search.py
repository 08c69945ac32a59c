import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from threadpoolctl import threadpool_info  # type: ignore[import-untyped]

from index.channels.fusion import RETRIEVERS
from index.channels.late import LateIndex
from index.search import Hit, Searcher
from index.within import ClauseFields, Within
from question.query import QueryError
from tests.fakes import DRAFT, PLAN, make_searcher

LONG = f"{PLAN}（六）长期任务。{'继续推进各项工作，明确责任单位。' * 40}最后由省财政厅牵头。\n"


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("search"))


@pytest.fixture(scope="module")
def long_searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("long"), window=60, plan=LONG, draft=DRAFT)


def ids(hits: list[Hit]) -> list[str]:
    return [hit.clause.clause_id for hit in hits]


def check_words(hit: Hit) -> None:
    for pair in hit.why["words"]:
        if (pair["start"], pair["end"]) != (-1, -1):
            assert 0 <= pair["start"] < pair["end"] <= len(hit.clause.text)
            assert hit.clause.text[pair["start"] : pair["end"]] == pair["clause"]


def test_the_clause_that_answers_comes_first(searcher: Searcher) -> None:
    hit = searcher.search("谁牵头检验检测")[0]
    assert hit.clause.number == "（三）"
    assert hit.rank == 1
    assert "检" in {pair["clause"] for pair in hit.why["words"]}


@pytest.mark.parametrize(
    ("written", "simplified"),
    [
        ("誰牽頭檢驗檢測", "谁牵头检验检测"),
        ("２０２５年建設幾個產業集群？", "2025年建设几个产业集群?"),
        ("邊個負責", "哪个负责"),
        ("ＢＲＡＮＤ", "BRAND"),
    ],
)
def test_traditional_and_full_width_forms_find_the_same(
    searcher: Searcher, written: str, simplified: str
) -> None:
    assert searcher.search(written) == searcher.search(simplified)


def test_a_typing_error_finds_what_the_word_finds(searcher: Searcher) -> None:
    assert searcher.search("谁牵头检验捡测") == searcher.search("谁牵头检验检测")
    assert searcher.read("谁牵头检验捡测").corrections == (("检验捡测", "检验检测"),)
    assert searcher.with_weights(RETRIEVERS["dense"]).read("检验捡测").text == "检验检测"


def test_ranks_count_from_one_and_scores_fall(searcher: Searcher) -> None:
    hits = searcher.search("培育品牌", k=20)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_fewer_hits_are_the_first_of_more(searcher: Searcher) -> None:
    hits = searcher.search("培育品牌", k=20)
    for k in range(1, 10):
        assert searcher.search("培育品牌", k=k) == hits[:k]


def test_more_hits_than_clauses_gives_every_clause_once(searcher: Searcher) -> None:
    hits = searcher.search("培育品牌", k=10_000)
    assert sorted(ids(hits)) == sorted(c.clause_id for c in searcher.snapshot.searched)


@pytest.mark.parametrize("k", [0, -1])
def test_no_hits_cannot_be_asked_for(searcher: Searcher, k: int) -> None:
    with pytest.raises(ValueError, match=rf"search: k is {k}; ask for at least 1 hit"):
        searcher.search("品牌", k=k)


def test_ties_are_ordered_by_clause_id(tmp_path: Path) -> None:
    text = "一、任务\n（一）加强协调。\n（二）加强协调。\n（三）加强协调。\n二、保障\n加强协调。\n"
    texts = {name: f"{text}三、其他\n{name * 30}管理。\n" for name in "bac"}
    hits = make_searcher(tmp_path, a=texts["a"], b=texts["b"], c=texts["c"]).search("协调", k=20)
    groups: dict[float, list[str]] = {}
    for hit in hits:
        groups.setdefault(hit.score, []).append(hit.clause.clause_id)
    assert any(len(group) > 2 for group in groups.values())
    assert all(group == sorted(group) for group in groups.values())


def test_the_channels_add_up_to_the_score(searcher: Searcher) -> None:
    for hit in searcher.search("省商务厅牵头什么"):
        assert sum(hit.why["channels"].values()) == pytest.approx(hit.score, abs=5e-4)


def test_a_named_department_is_found_and_said(searcher: Searcher) -> None:
    hits = searcher.search("省商务厅牵头什么")
    (hit,) = [hit for hit in hits[:2] if hit.clause.number == "（四）"]
    assert hit.why["names"] == ["商务厅"]


def test_documents_that_are_not_meant_are_set_back(searcher: Searcher) -> None:
    for question, meant in (("征求意见稿里的任务", "draft"), ("行动计划里的任务", "plan")):
        hits = searcher.search(question, k=20)
        set_back = {h.clause.doc_id for h in hits if h.why["channels"]["other_document"] < 0}
        assert set_back == {"draft", "plan"} - {meant}


def test_the_title_is_found_when_asked_for(searcher: Searcher) -> None:
    assert searcher.search("意见稿的全称是什么")[0].clause.clause_id == "draft/front/title"


def test_the_clauses_that_a_question_names_by_number_are_set_before_others(
    searcher: Searcher,
) -> None:
    hits = searcher.search("（四）讲什么", k=20)
    named = {h.clause.number for h in hits if h.why["channels"]["place"] > 0}
    assert named == {"（四）"}
    assert all(h.why["channels"]["place"] == 0 for h in searcher.search("第九十九条", k=20))


def test_a_document_whose_whole_title_is_stated_goes_before_all_others(
    searcher: Searcher,
) -> None:
    title = "关于推动轻工业发展的指导意见（征求意见稿）"
    hits = searcher.search(f"{title}里有什么任务", k=20)
    penalties = {h.clause.doc_id: h.why["channels"]["other_document"] for h in hits}
    assert penalties == {"draft": 0, "plan": pytest.approx(-0.4)}


def test_a_channel_by_itself_ranks_by_its_own_score(searcher: Searcher) -> None:
    query, snapshot = "检验检测平台", searcher.snapshot
    scores = snapshot.lexical.scores(searcher.read(query).text)
    best = snapshot.searched[int(np.argmax(scores))]
    assert searcher.with_weights(RETRIEVERS["lexical"]).search(query)[0].clause == best


def test_a_clause_in_windows_is_found_by_any_of_them(long_searcher: Searcher) -> None:
    hits = long_searcher.search("省财政厅牵头", k=20)
    assert hits[0].clause.number == "（六）"
    assert len(long_searcher.snapshot.passages) > len(long_searcher.snapshot.searched) + 5
    assert len(ids(hits)) == len(set(ids(hits)))
    places = [p["start"] for p in hits[0].why["words"] if p["clause"] == "财"]
    assert places == [hits[0].clause.text.index("财")]


def test_spans_are_scored_wherever_they_stand_in_the_clause(long_searcher: Searcher) -> None:
    clause = next(c for c in long_searcher.snapshot.searched if c.number == "（六）")
    start = clause.text.index("最后由")
    spans = [(0, 7), (start, len(clause.text)), (5, 5)]
    scores = long_searcher.score_spans("最后由省财政厅牵头", clause, spans)
    assert scores[1] == pytest.approx(1, abs=0.02)
    assert scores[1] > scores[0] > scores[2] == 0


def test_a_question_that_fits_is_stronger_than_one_that_does_not(searcher: Searcher) -> None:
    fits, strange = (
        searcher.match_strength(question, searcher.search(question, k=1)[0])
        for question in ("支持建设检验检测公共服务平台", "zebra 咖喱")
    )
    assert fits > strange


@pytest.mark.parametrize("question", ["", " ", "？！", "😀", "a" * 10_000])
def test_what_is_no_question_is_refused(searcher: Searcher, question: str) -> None:
    with pytest.raises(QueryError, match=r"^query: "):
        searcher.search(question)


def test_an_index_of_one_clause_answers_with_it(tmp_path: Path) -> None:
    hits = make_searcher(tmp_path, a="一、任务\n（一）加强协调。\n").search("谁", k=5)
    assert [hit.clause.number for hit in hits] == ["（一）"]


@settings(deadline=None)
@given(
    st.text(max_size=60) | st.text("谁牵头檢驗檢測，２ ai\u3164\u00ad\n省里行动计划", max_size=60)
)
def test_any_text_gives_true_hits_or_a_query_error(long_searcher: Searcher, question: str) -> None:
    try:
        hits = long_searcher.search(question, k=20)
    except QueryError:
        return
    assert hits
    for hit in hits:
        assert np.isfinite(hit.score)
        json.dumps(dict(hit.why), allow_nan=False)
        check_words(hit)


def test_searching_leaves_the_cores_to_the_encoder(searcher: Searcher) -> None:
    searcher.search("品牌")
    assert {p["num_threads"] for p in threadpool_info() if p["user_api"] == "blas"} == {1}


def test_a_reason_is_worked_out_when_it_is_looked_at(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LateIndex, "match", None)
    hit = searcher.search("检验检测平台由谁牵头")[0]
    assert hit.why["channels"]["late"] != 0
    monkeypatch.undo()
    assert hit.why["words"]
    assert set(hit.why) == {"channels", "names", "words", "weakest_quarter"}
    assert len(hit.why) == 4


@pytest.mark.parametrize(
    "question", ["谁牵头检验检测", "《临江省促进纺织产业发展行动计划》第三条", "品牌"]
)
@pytest.mark.parametrize(
    "within",
    [
        Within(doc_ids=frozenset({"draft"})),
        Within(statuses=frozenset({"in_force", "draft"}), kinds=frozenset({"clause"})),
        Within(departments=frozenset({"省商务厅"})),
    ],
)
def test_a_search_held_to_clauses_finds_those_alone(
    searcher: Searcher, question: str, within: Within
) -> None:
    mask = ClauseFields(searcher.snapshot).mask(within)
    meant = [c for c, is_meant in zip(searcher.snapshot.searched, mask, strict=True) if is_meant]
    hits = searcher.search(question, k=50, within=within)
    assert sorted(ids(hits)) == sorted(clause.clause_id for clause in meant)
    assert hits[:1] == searcher.search(question, k=1, within=within)


def test_a_search_held_to_nothing_that_is_held_finds_nothing(searcher: Searcher) -> None:
    within = Within(regions=frozenset({"别的省"}))
    assert searcher.search("谁牵头检验检测", within=within) == []
    with pytest.raises(QueryError):
        searcher.search("？", within=within)
