"""What answers a question, found by its kind, or what is absent."""

from datetime import date

import pytest

from answer.finder import Finder, Found
from answer.refusal.absence import Absence
from index import Searcher
from question.examples import Likeness
from reader.hits import HitReader

pytestmark = pytest.mark.model
DAY = date(2025, 1, 1)
# Of documents that examples teach, and like none of them.
NEUTRAL = Likeness(-0.4)
UNANSWERED = Likeness(0.9)
OTHER_FIELD = Likeness(0.9, is_other_field=True)


@pytest.fixture(scope="module")
def finder(real_searcher: Searcher) -> Finder:
    absence = Absence(real_searcher.snapshot.corpus)
    return Finder(real_searcher, HitReader.of(real_searcher), absence)


def find(
    finder: Finder, searcher: Searcher, question: str, likeness: Likeness | None = NEUTRAL
) -> Found:
    query = searcher.read(question)
    return finder.find(question, query, likeness, as_of=DAY)


@pytest.mark.parametrize(
    ("question", "clause_id", "words"),
    [
        ("粤工信消费函那份文件的文号是多少", "guangdong-2023/front/number", "16号"),
        ("征求意见稿的意见截止到哪天", "miit-2022-draft/front/text", "2022年1月20日"),
        ("省商务厅牵头哪些任务", "guangdong-2023/3.4", "牵头 1 项"),
    ],
)
def test_facts_and_lists_come_from_structure(
    finder: Finder, real_searcher: Searcher, question: str, clause_id: str, words: str
) -> None:
    found = find(finder, real_searcher, question)
    assert found.from_structure
    assert not found.absent
    assert clause_id in [clause.clause_id for clause in found.clauses]
    assert words in found.drafts[0].text


@pytest.mark.parametrize(
    ("question", "clause_id"),
    [
        ("检验检测由哪个部门牵头？", "guangdong-2023/3.3.3"),
        ("佛山家具厂想上智能生产线，政策支持吗？", "guangdong-2023/4.1.2"),
        ("四流合一是什么", "guangdong-2023/3.1.3"),
    ],
)
def test_what_is_searched_is_not_complete_as_it_is(
    finder: Finder, real_searcher: Searcher, question: str, clause_id: str
) -> None:
    found = find(finder, real_searcher, question)
    assert not found.from_structure
    assert found.clauses[0].clause_id == clause_id
    assert found.clauses[0] in [hit.clause for hit in found.nearest]


def test_only_the_drafts_of_a_list_that_count_are_marked_as_counts(
    finder: Finder, real_searcher: Searcher
) -> None:
    found = find(finder, real_searcher, "财政厅和民政厅各有哪些任务")
    assert found.counts == 2
    assert [draft.text[:4] for draft in found.drafts[:2]] == ["省财政厅", "省民政厅"]
    assert find(finder, real_searcher, "检验检测由哪个部门牵头？").counts == 0


def test_the_clauses_of_what_was_found_are_each_there_once(
    finder: Finder, real_searcher: Searcher
) -> None:
    found = find(finder, real_searcher, "印染废水回用谁负责推进")
    cited = [extract.clause for extract in found.extracts]
    assert len(cited) > len(found.clauses) == len(set(cited))


def test_who_is_responsible_is_said_before_the_clause(
    finder: Finder, real_searcher: Searcher
) -> None:
    found = find(finder, real_searcher, "行业组织这一条由哪个厅牵头？")
    said, quoted = found.drafts[:2]
    assert said.text.startswith("发挥行业组织作用：省工业和信息化厅、商务厅、民政厅、市场监管局")
    assert {e.clause.clause_id for d in (said, quoted) for e in d.extracts} == {
        "guangdong-2023/5.4"
    }


def test_what_is_asked_for_by_its_number_alone_is_quoted_whole_and_in_order(
    finder: Finder, real_searcher: Searcher
) -> None:
    found = find(finder, real_searcher, "专栏3讲什么")
    ids = [clause.clause_id for clause in found.clauses]
    box = "miit-2022-draft/4.12/box3."
    assert ids == [f"{box}{number}" for number in range(1, len(ids) + 1)]
    held = [c for c in real_searcher.snapshot.searched if c.clause_id.startswith(box)]
    assert len(ids) == len(held)
    # What asks for more than the place is not answered by all of it.
    some = find(finder, real_searcher, "专栏3里家具行业要做什么")
    assert len(some.clauses) < len(ids)


def test_a_comparison_has_drafts_of_both_documents_in_their_order(
    finder: Finder, real_searcher: Searcher
) -> None:
    found = find(finder, real_searcher, "两份文件对绿色制造各有什么要求？")
    doc_ids = [extract.clause.doc_id for extract in found.extracts]
    assert set(doc_ids) == {"guangdong-2023", "miit-2022-draft"}
    assert doc_ids == sorted(doc_ids)


def test_what_structure_does_not_state_is_said_beside_what_it_does(
    finder: Finder, real_searcher: Searcher
) -> None:
    found = find(finder, real_searcher, "征求意见稿的文号和联系电话是多少")
    assert list(found.notices) == ["没有读到：发文字号。"]
    assert "010-68205665" in found.drafts[0].text
    assert not found.absent


def test_what_no_document_says_has_a_name_and_no_draft(
    finder: Finder, real_searcher: Searcher
) -> None:
    found = find(finder, real_searcher, "广东 2031 年的产值目标是多少？")
    assert not found.drafts
    assert any("2031" in name for name in found.absent)
    assert found.nearest


def test_a_question_of_another_field_finds_nothing_and_misses_nothing(
    finder: Finder, real_searcher: Searcher
) -> None:
    question = "quantum chromodynamics of the early universe"
    found = find(finder, real_searcher, question, OTHER_FIELD)
    assert not found.drafts
    assert not found.absent
    assert found.strength < find(finder, real_searcher, "检验检测由哪个部门牵头？").strength


def test_what_search_finds_is_doubted_for_a_question_like_those_without_an_answer(
    finder: Finder, real_searcher: Searcher
) -> None:
    question = "企业数字化转型每家补贴几万元"
    found = find(finder, real_searcher, question, UNANSWERED)
    assert (found.drafts, found.absent, found.refusal) == ((), (), "no_answer")
    assert found.nearest


def test_what_is_counted_stands_whatever_the_question_is_like(
    finder: Finder, real_searcher: Searcher
) -> None:
    question = "省商务厅牵头哪些任务"
    found = find(finder, real_searcher, question, UNANSWERED)
    assert found == find(finder, real_searcher, question)
    assert found.drafts


def test_a_fact_of_a_document_stands_unless_the_question_is_surely_unanswered(
    finder: Finder, real_searcher: Searcher
) -> None:
    question = "征求意见稿的意见截止到哪天"
    doubted = Likeness(0.2)
    assert find(finder, real_searcher, question, doubted).from_structure
    assert not find(finder, real_searcher, question, UNANSWERED).from_structure


def test_likeness_and_reading_tell_together_how_surely_a_question_is_answered(
    finder: Finder, real_searcher: Searcher
) -> None:
    question = "检验检测由哪个部门牵头？"
    alone = find(finder, real_searcher, question, None)
    unlike = Likeness(0.2)
    assert (bool(alone.drafts), alone.is_near) == (True, False)
    assert find(finder, real_searcher, question, NEUTRAL).drafts == alone.drafts
    doubted = find(finder, real_searcher, question, unlike)
    assert doubted.is_near or not doubted.drafts


def test_documents_without_examples_lack_only_what_is_proven(
    finder: Finder, real_searcher: Searcher
) -> None:
    read = find(finder, real_searcher, "检验检测由哪个部门牵头？", None)
    assert read.clauses[0].clause_id == "guangdong-2023/3.3.3"
    proven = find(finder, real_searcher, "2031年的产值目标是多少", None)
    assert (proven.absent, proven.drafts) == (["2031 年的内容"], ())
    doubted = find(finder, real_searcher, "食堂的红烧肉怎么做", None)
    assert not doubted.absent
    assert doubted.is_doubted
