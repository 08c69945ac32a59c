import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import Document
from ingest.annotations.vocabulary import default_vocabulary
from question.named_documents import name_documents
from question.references import Reference, find_reference

PLAN = Document(
    "plan",
    "a.txt",
    "",
    title="广东省发展纺织产业行动计划（2023-2025年）",
    issuers=("广东省工业和信息化厅",),
)
DRAFT = Document(
    "draft",
    "b.txt",
    "",
    title="关于推动轻工业高质量发展的指导意见（征求意见稿）",
    issuers=("工业和信息化部消费品工业司",),
    status="draft",
)
NAMES = name_documents([PLAN, DRAFT], default_vocabulary())


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("省里那份行动计划谁牵头", {"plan"}),
        ("广东省的计划有什么目标", {"plan"}),
        ("工信部的征求意见稿说了什么", {"draft"}),
        ("国家的指导意见怎么说", {"draft"}),
        ("谁牵头检验检测", set()),
        ("两份文件有什么异同", set()),
        ("广东省的计划和国家的意见稿各说什么", set()),
        ("compare the two documents", set()),
    ],
)
def test_the_documents_that_a_question_means_are_found(question: str, meant: set[str]) -> None:
    assert find_reference(question, NAMES).doc_ids == meant


def test_the_words_of_a_reference_are_spanned() -> None:
    question = "省里那份行动计划谁牵头"
    spans = find_reference(question, NAMES).spans
    assert [question[start:end] for start, end in spans] == ["省里那份行动计划"]


def test_a_single_document_needs_no_reference() -> None:
    names = name_documents([PLAN], default_vocabulary())
    assert find_reference("省里那份行动计划", names).doc_ids == frozenset()


def test_a_document_without_a_title_is_named_by_nothing_of_its_own() -> None:
    names = name_documents([Document("a", "a.txt", ""), PLAN], default_vocabulary())
    assert find_reference("广东省的行动计划", names).doc_ids == {"plan"}


@pytest.mark.parametrize(
    ("question", "compares"),
    [
        ("两份文件有什么异同", True),
        ("广东省的计划和国家的意见稿说什么", True),
        ("省里的行动计划和部里的稿子各要求什么", True),
        ("compare the two documents", True),
        # One is named by two words, the other by one; what is asked sets them side by side.
        ("省里写的印刷技术跟国家草案写的有什么区别", True),
        ("省方案和国家草案都讲印刷吗", True),
        ("印刷业省里写了多少，国家草案又怎么写", True),
        ("我在广东，国家草案怎么说印刷", False),
        ("跟沿线国家的合作，省里谁牵头", False),
        ("省里哪些产品产量全国第一", False),
        ("广州和深圳各有什么", False),
        ("省里那份行动计划谁牵头", False),
    ],
)
def test_a_question_that_compares_the_documents_is_known(question: str, compares: bool) -> None:
    assert find_reference(question, NAMES).compares == compares


def test_one_document_cannot_be_compared() -> None:
    assert not find_reference(
        "两份文件有什么异同", name_documents([PLAN], default_vocabulary())
    ).compares


def test_a_collection_of_entries_is_referred_to_by_nothing() -> None:
    names = name_documents([Document("collection", "a.jsonl", "")], default_vocabulary())
    assert find_reference("国家的计划和全国的文件", names) == Reference(frozenset(), ())


def test_no_documents_are_meant_where_there_are_none() -> None:
    assert (
        find_reference("行动计划", name_documents([], default_vocabulary())).doc_ids == frozenset()
    )


@given(title=st.text(max_size=40), question=st.text(max_size=60))
def test_any_title_and_question_can_be_read(title: str, question: str) -> None:
    documents = [Document("a", "a.txt", "", title=title), PLAN]
    reference = find_reference(question, name_documents(documents, default_vocabulary()))
    assert reference.doc_ids < {"a", "plan"}
    for start, end in reference.spans:
        assert 0 <= start <= end <= len(question)


def test_a_long_run_of_a_titles_letters_is_read_in_no_time() -> None:
    spans = find_reference("广东省行动" * 200, NAMES).spans
    assert all(re.search("广东|省", "广东省行动" * 200) for _ in spans)


NUMBERED = Document(
    "rules",
    "c.txt",
    "",
    title="临江市公共租赁住房管理办法",
    number="临府办规〔2024〕13号",
    issuers=("临江市人民政府办公室",),
)
DETAILED = Document("details", "d.txt", "", title="临江市公共租赁住房管理办法实施细则")
MANY = name_documents([PLAN, DRAFT, NUMBERED, DETAILED], default_vocabulary())


@pytest.mark.parametrize(
    "number", ["〔2024〕13", "(2024)13", "[2024]13", "（2024） 13", "【2024】13"]
)
def test_a_number_means_its_document_whatever_the_brackets(number: str) -> None:
    reference = find_reference(f"临府办规{number}号附件2有什么", MANY)
    assert reference.doc_ids == {"rules"}
    assert reference.is_exact


def test_another_number_means_no_document_exactly() -> None:
    assert not find_reference("临府办规〔2024〕130号有什么", MANY).is_exact


def test_a_whole_title_means_the_longest_that_is_stated() -> None:
    law = find_reference("临江市公共租赁住房管理办法怎么说租金", MANY)
    rules = find_reference("临江市公共租赁住房管理办法实施细则怎么说租金", MANY)
    assert (law.doc_ids, law.is_exact) == (frozenset({"rules"}), True)
    assert (rules.doc_ids, rules.is_exact) == (frozenset({"details"}), True)


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("公共租赁住房管理办法第八条讲什么", {"rules"}),
        ("《公共租赁住房管理办法实施细则》第3条", {"details"}),
        ("请问公共租赁住房管理办法的第十条", {"rules"}),
    ],
)
def test_the_end_of_a_title_before_the_number_of_a_clause_means_its_document(
    question: str, meant: set[str]
) -> None:
    reference = find_reference(question, MANY)
    assert reference.doc_ids == meant
    assert reference.is_exact


@pytest.mark.parametrize("question", ["物业管理办法第八条", "办法第八条", "公租房第八条"])
def test_an_end_that_many_titles_may_have_means_no_document_exactly(question: str) -> None:
    assert not find_reference(question, MANY).is_exact


def test_of_documents_of_the_same_words_only_the_words_are_spanned_where_there_are_many() -> None:
    few, many = (
        [replace(NUMBERED, doc_id=f"d{i}", title=f"临江市第{i}号管理办法") for i in range(count)]
        for count in (10, 200)
    )
    title = "临江市第7号管理办法"
    for documents, is_few in ((few, True), (many, False)):
        names = name_documents(documents, default_vocabulary())
        assert len(names) == len(documents)
        found = find_reference(f"{title}怎么说", names)
        assert found.is_exact
        assert found.doc_ids == {"d7"}
        told = {title[start:end] for start, end in names.spans_in(title)}
        assert (title in told) == is_few
        assert any(word in told for word in (title, "办法"))
