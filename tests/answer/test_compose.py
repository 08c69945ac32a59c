"""From drafts to an answer: numbers, checks, notices."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.compose import Composer, check_drafts, number_citations
from answer.drafts import Draft, Extract, extract_of
from answer.finder import Found
from answer.points import write_line, write_points
from answer.sentences import split_sentences
from index import Hit
from ingest import Corpus
from ingest.structure.clauses import locate_text
from tests.answer.choices import find_clause

TESTING = "guangdong-2023/3.3.3"
AIMS = "guangdong-2023/2.1"
FACTORIES = "miit-2022-draft/1.2/bullet5"
LED = "省市场监管局牵头，省商务厅等有关单位按职责分工负责"
TODAY = date(2024, 3, 1)


def extract(corpus: Corpus, clause_id: str, number: int) -> Extract:
    """Return a sentence of a clause, counted from 0, or from -1 at its end."""
    clause = find_clause(corpus, clause_id)
    return extract_of(split_sentences(clause, corpus.texts[clause.doc_id])[number], clause)


@pytest.fixture
def who(corpus: Corpus) -> Extract:
    return extract(corpus, TESTING, -1)


@pytest.fixture
def trials(corpus: Corpus) -> Extract:
    return extract(corpus, TESTING, 2)


@pytest.fixture
def factories(corpus: Corpus) -> Extract:
    return extract(corpus, FACTORIES, -1)


def composer(corpus: Corpus, intent: str = "content") -> Composer:
    return Composer(corpus, "它呢？", "检验检测怎么安排？", intent, TODAY)


def hits(corpus: Corpus, *clause_ids: str) -> list[Hit]:
    found = [find_clause(corpus, clause_id) for clause_id in clause_ids]
    return [Hit(rank, 1.0, clause, {}) for rank, clause in enumerate(found, start=1)]


def write_lines(drafts: list[Draft], corpus: Corpus) -> list[str]:
    return [write_line(point) for point in write_points(drafts, corpus)]


def test_citations_are_numbered_in_the_order_of_the_lines_and_shared(
    corpus: Corpus, who: Extract, trials: Extract, factories: Extract
) -> None:
    drafts = [
        Draft("甲。", (who, trials)),
        Draft("乙：", (trials, factories), quotes=True),
        Draft("丙", (who,)),
    ]
    assert [(c.n, c.quote) for c in number_citations(drafts)] == [
        (1, who.text),
        (2, trials.text),
        (3, factories.text),
    ]
    assert write_lines(drafts, corpus) == [
        "甲。[1][2]",
        f"乙：{trials.text}……{factories.text}[2][3]",
        "丙[1]",
    ]


def test_two_hits_of_the_same_words_are_one_citation(who: Extract) -> None:
    again = replace(who, why={"words": 2})
    (citation,) = number_citations([Draft("甲", (who,)), Draft("乙", (again,))])
    assert (citation.start, citation.end) == (who.source_start, who.source_end)


def test_a_line_stays_one_line(corpus: Corpus, who: Extract) -> None:
    broken = replace(who, text="（省市场\n\n监管局 牵头）")
    drafts = [Draft("甲\n乙", (broken,)), Draft("", (broken,), quotes=True)]
    assert write_lines(drafts, corpus) == ["甲 乙[1]", "（省市场 监管局 牵头）[1]"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("由省教育厅牵头", "省教育厅牵头"),
        ("每家补贴 100 万元", "100 万元"),
        ("2031年完成", "2031年"),
        ("省市场监管局配合", "省市场监管局配合"),
        ("检验检测机构应当参加", "应当"),
    ],
)
def test_a_statement_with_words_that_its_clause_does_not_hold_is_left_out_and_named(
    corpus: Corpus, who: Extract, text: str, wrong: str
) -> None:
    kept, notices = check_drafts([Draft(LED, (who,)), Draft(text, (who,))], corpus)
    assert kept == [Draft(LED, (who,))]
    (notice,) = notices
    assert f"“{wrong}”" in notice


def test_a_statement_may_say_what_any_of_its_clauses_says(
    corpus: Corpus, who: Extract, factories: Extract
) -> None:
    both = Draft("省市场监管局牵头；建设 50 家左右智能制造示范工厂", (who, factories))
    assert check_drafts([both], corpus) == ([both], [])
    assert check_drafts([replace(both, extracts=(who,))], corpus)[0] == []


def test_a_notice_names_at_most_three_words_and_cuts_long_ones(
    corpus: Corpus, who: Extract
) -> None:
    text = "省教育厅、省民政厅、省公安厅、省财政厅牵头"
    _, (notice,) = check_drafts([Draft(text, (who,))], corpus)
    assert notice.count("“") == 3
    moved = replace(who, text="假" * 50)
    _, (notice,) = check_drafts([Draft("", (moved,), quotes=True)], corpus)
    assert "假" * 20 in notice
    assert "假" * 21 not in notice


@given(data=st.data())
def test_any_words_of_a_clause_are_a_quote_and_the_same_words_moved_are_none(
    corpus: Corpus, data: st.DataObject
) -> None:
    clause = data.draw(st.sampled_from([c for c in corpus.clauses if len(c.text) > 2]))
    source = corpus.texts[clause.doc_id]
    letters = [i for i, letter in enumerate(clause.text) if not letter.isspace()]
    first = data.draw(st.sampled_from(letters))
    last = data.draw(st.sampled_from([i for i in letters if i >= first]))
    span = locate_text(clause, source).span(first, last + 1)
    quote = Draft("", (Extract(clause, clause.text[first : last + 1], *span),), quotes=True)
    assert check_drafts([quote], corpus) == ([quote], [])
    short = Extract(clause, clause.text[first : last + 1], span[0] + 1, span[1])
    assert check_drafts([replace(quote, extracts=(short,))], corpus)[0] == []


def test_an_answer_has_the_notices_in_order_and_the_nearest_clauses_it_does_not_cite(
    corpus: Corpus, who: Extract, factories: Extract
) -> None:
    nearest = hits(corpus, AIMS, TESTING, "guangdong-2023/5.1", FACTORIES, "guangdong-2023/5.2")
    drafts = [Draft(LED, (who,)), Draft("省教育厅牵头", (who,)), Draft("", (factories,), True)]
    found = Found(drafts=drafts, nearest=nearest, strength=2.5)
    answer = composer(corpus).answer(found, drafts, ["问题中的“监测”按“检测”理解。"])
    assert answer.status == "answered"
    assert answer.text == f"{LED}[1]\n{factories.text}[2]"
    corrected, withheld, draft = answer.notices
    assert "监测" in corrected
    assert "省教育厅" in withheld
    assert "征求意见" in draft
    assert [hit.rank for hit in answer.related] == [1, 3, 5]
    assert answer.confidence == 2.5


def test_an_answer_remembers_the_question_as_typed_and_as_understood(
    corpus: Corpus, who: Extract, trials: Extract, factories: Extract
) -> None:
    drafts = [Draft("", (e,), quotes=True) for e in (who, factories, trials)]
    answer = composer(corpus).answer(Found(), drafts, [])
    assert (answer.question, answer.standalone) == ("它呢？", "检验检测怎么安排？")
    assert answer.turn.question == "检验检测怎么安排？"
    assert answer.turn.cited == (TESTING, FACTORIES)


def test_counts_are_not_looked_for_in_the_clauses_they_count(
    corpus: Corpus, who: Extract, trials: Extract
) -> None:
    drafts = [Draft("省市场监管局：牵头 17 项", (who, trials)), Draft(LED, (who,))]
    answer = composer(corpus).answer(Found(counts=1), drafts, [])
    assert answer.text.splitlines() == ["省市场监管局：牵头 17 项[1][2]", f"{LED}[1]"]
    assert answer.notices == ()
    assert composer(corpus).answer(Found(), drafts, []).text == f"{LED}[1]"


def test_an_answer_of_which_nothing_holds_is_not_found(corpus: Corpus, who: Extract) -> None:
    found = Found(nearest=hits(corpus, TESTING))
    answer = composer(corpus).answer(found, [Draft("省教育厅牵头", (who,))], [])
    assert answer.status == "not_found"
    assert "教育厅" not in answer.text
    assert answer.citations == ()
    assert [hit.clause.clause_id for hit in answer.related] == [TESTING]


def test_only_a_question_for_support_is_told_how_binding_the_words_are(
    corpus: Corpus,
) -> None:
    drafts = [Draft("", (extract(corpus, TESTING, 1),), quotes=True)]
    told = composer(corpus, "support").answer(Found(), drafts, []).notices
    assert any("“支持”" in notice for notice in told)
    assert composer(corpus, "content").answer(Found(), drafts, []).notices == ()


def test_a_refusal_names_what_is_absent_and_shows_the_three_nearest_clauses(
    corpus: Corpus,
) -> None:
    nearest = hits(corpus, AIMS, TESTING, FACTORIES, "guangdong-2023/5.1")
    answer = composer(corpus).refuse("not_found", Found(absent=["金额"], nearest=nearest))
    assert "没有说到金额" in answer.text
    assert [hit.rank for hit in answer.related] == [1, 2, 3]
    other = composer(corpus).refuse("out_of_scope", Found(nearest=nearest))
    assert other.status == "out_of_scope"
    assert (other.citations, other.related, other.notices) == ((), (), ())
