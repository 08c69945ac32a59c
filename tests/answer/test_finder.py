"""What answers a question, found by its kind, or what is absent."""

from datetime import date

import pytest

from answer.finder import Finder, Found
from answer.refusal.absence import Absence
from index import Searcher
from question.examples import Likeness
from question.intent import read_intent
from reader.hits import HitReader

pytestmark = pytest.mark.model
DAY = date(2025, 1, 1)
# Of documents that examples teach, and like none of them.
NEUTRAL = Likeness({}, frozenset(), frozenset())
UNANSWERED = Likeness({"unanswered": 0.9}, frozenset(), frozenset({"unanswered"}))
OTHER_FIELD = Likeness({}, frozenset(), frozenset({"unanswered", "other_field"}))
ANSWERED = Likeness({"unanswered": -0.9}, frozenset({"unanswered"}), frozenset())


@pytest.fixture(scope="module")
def finder(real_searcher: Searcher) -> Finder:
    absence = Absence(real_searcher.snapshot.corpus)
    return Finder(real_searcher, HitReader.of(real_searcher), absence)


def find(
    finder: Finder, searcher: Searcher, question: str, likeness: Likeness | None = NEUTRAL
) -> Found:
    query = searcher.read(question)
    return finder.find(question, query, read_intent(query), likeness, as_of=DAY)


@pytest.mark.parametrize(
    ("question", "clause_id", "words"),
    [
        ("2022年的营业收入是多少", "guangdong-2023/1.1", "27856.50 亿元"),
        ("粤工信消费函那份文件的文号是多少", "guangdong-2023/front/number", "16号"),
        ("征求意见稿的意见截止到哪天", "miit-2022-draft/front/text", "2022年1月20日"),
        ("省商务厅牵头哪些任务", "guangdong-2023/3.4", "牵头 1 项"),
    ],
)
def test_figures_facts_and_lists_come_from_structure(
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


def test_a_comparison_has_drafts_of_both_documents_in_their_order(
    finder: Finder, real_searcher: Searcher
) -> None:
    found = find(finder, real_searcher, "两份文件对绿色制造各有什么要求？")
    doc_ids = [extract.clause.doc_id for extract in found.extracts]
    assert set(doc_ids) == {"guangdong-2023", "miit-2022-draft"}
    assert doc_ids == sorted(doc_ids)


def test_part_of_a_question_may_be_absent_beside_what_was_found(
    finder: Finder, real_searcher: Searcher
) -> None:
    found = find(finder, real_searcher, "征求意见稿的文号和联系电话是多少")
    assert list(found.absent) == ["发文字号"]
    assert "010-68205665" in found.drafts[0].text


def test_what_no_document_says_has_a_name_and_no_draft(
    finder: Finder, real_searcher: Searcher
) -> None:
    found = find(finder, real_searcher, "广东 2031 年的产值目标是多少？")
    assert not found.drafts
    assert any("2031" in name for name in found.absent)
    assert found.nearest


def test_who_leads_is_absent_where_a_clause_only_shares_out_the_work(
    finder: Finder, real_searcher: Searcher
) -> None:
    found = find(finder, real_searcher, "行业组织这一条由哪个厅牵头？")
    assert not found.drafts
    assert found.nearest[0].clause.clause_id == "guangdong-2023/5.4"
    assert "发挥行业组织作用" in found.absent[0]
    shared = find(finder, real_searcher, "行业组织这一条由哪些部门分工负责？")
    assert [clause.clause_id for clause in shared.clauses[:1]] == ["guangdong-2023/5.4"]


@pytest.mark.parametrize(
    "question", ["稿子是谁起草的，执笔的司长贵姓？", "征求意见收到了多少条意见，采纳了几条？"]
)
def test_people_and_comments_are_no_front_matter(
    finder: Finder, real_searcher: Searcher, question: str
) -> None:
    found = find(finder, real_searcher, question)
    assert found.absent
    assert not found.drafts


def test_a_department_without_a_part_in_the_theme_has_no_list(
    finder: Finder, real_searcher: Searcher
) -> None:
    found = find(finder, real_searcher, "民政厅在质量检测里领了什么任务？")
    assert not found.drafts
    assert any("民政厅" in name for name in found.absent)


def test_a_question_of_another_field_finds_nothing_and_misses_nothing(
    finder: Finder, real_searcher: Searcher
) -> None:
    question = "quantum chromodynamics of the early universe"
    found = find(finder, real_searcher, question, OTHER_FIELD)
    assert not found.drafts
    assert not found.absent
    assert found.strength < find(finder, real_searcher, "检验检测由哪个部门牵头？").strength


@pytest.mark.parametrize(
    ("likeness", "refusal"), [(UNANSWERED, "no_answer"), (OTHER_FIELD, "out_of_scope")]
)
def test_what_search_finds_is_doubted_for_a_question_like_those_without_an_answer(
    finder: Finder, real_searcher: Searcher, likeness: Likeness, refusal: str
) -> None:
    question = "检测机构归哪个部门牵头去管？"
    assert find(finder, real_searcher, question).drafts
    found = find(finder, real_searcher, question, likeness)
    assert (found.drafts, found.absent, found.refusal) == ((), (), refusal)
    assert found.nearest[0].clause.clause_id == "guangdong-2023/3.3.3"


@pytest.mark.parametrize(
    "question",
    [
        "2022年的营业收入是多少",
        "征求意见稿的意见截止到哪天",
        "省商务厅牵头哪些任务",
        # By its title, or by all of its words.
        "推进质量检验检测和认证是谁的活",
        "工业设计大赛",
    ],
)
def test_what_is_stated_counted_or_named_stands_whatever_the_question_is_like(
    finder: Finder, real_searcher: Searcher, question: str
) -> None:
    found = find(finder, real_searcher, question, UNANSWERED)
    assert found == find(finder, real_searcher, question)
    assert found.drafts


def test_what_seems_absent_is_looked_for_if_all_like_questions_are_answered(
    finder: Finder, real_searcher: Searcher
) -> None:
    question = "工业设计大赛的奖金是多少"
    refused = find(finder, real_searcher, question)
    assert refused.absent
    assert not refused.drafts
    found = find(finder, real_searcher, question, ANSWERED)
    assert found.drafts
    assert not found.absent


def test_words_of_another_field_are_no_reason_where_the_examples_know_it(
    finder: Finder, real_searcher: Searcher
) -> None:
    question = "zzz qqq xxx"
    assert find(finder, real_searcher, question, OTHER_FIELD).refusal == "out_of_scope"
    assert find(finder, real_searcher, question, NEUTRAL).drafts


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
