"""Which words of a question name a document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import Document
from ingest.model import Repeal
from question.document_names import (
    find_named,
    find_repealed,
    is_same_number,
)

RULES = Document(
    "rules",
    "rules.txt",
    "",
    title="临江市住房租赁管理若干规定",
    number="临府规〔2024〕13号",
    issuers=("临江市住房和城乡建设局",),
    region="临江市",
    repeals=(Repeal("临江市出租房屋管理办法", "临府〔2009〕2号", "", 0, 1),),
)
LAW = Document("law", "law.txt", "", title="中华人民共和国河道保护法")
DETAILS = Document("details", "details.txt", "", title="中华人民共和国河道保护法实施细则")
PLAN = Document(
    "plan",
    "plan.txt",
    "",
    title="关于促进茶叶产业发展的指导意见",
    notice="农林厅印发《关于促进茶叶产业发展的指导意见》的通知",
)
HELD = (RULES, LAW, DETAILS, PLAN)


@pytest.mark.parametrize(
    "number",
    ["临府规〔2024〕13号", "临府规(2024)13号", "临府规[2024] 13号", "临府规2024年第13号"],
)
def test_a_number_names_its_document_whatever_its_brackets(number: str) -> None:
    assert find_named(f"{number} 讲什么", HELD) == [RULES]


def test_an_order_is_named_without_the_name_of_the_state() -> None:
    assert is_same_number("国务院令第746号", "中华人民共和国国务院令第746号")
    assert not is_same_number("国务院令第746号", "国务院令第46号")
    assert not is_same_number("46号", "国务院令第746号")
    assert not is_same_number("", "")


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("临江租房规定什么时候施行", [RULES]),
        ("河道保护法哪天施行", [LAW]),
        ("河道保护法实施细则哪天施行", [DETAILS]),
        ("茶叶产业那份意见是谁发的", [PLAN]),
        ("以前的出租房屋管理办法还有效吗", [RULES]),
        ("临府〔2009〕2号还管用吗", [RULES]),
        ("劳动合同还有效吗", []),
    ],
)
def test_a_question_means_the_document_whose_name_has_its_rare_words(
    question: str, meant: list[Document]
) -> None:
    assert find_named(question, HELD) == meant


def test_a_document_that_another_one_repeals_is_told_from_it() -> None:
    question = "出租房屋管理办法现在还有效吗"
    assert find_repealed(question, RULES) == RULES.repeals
    assert find_repealed("临江租房规定有效吗", RULES) == ()


@given(st.text(alphabet="临江市住房租赁管理规定的文件0123〔〕号,。 ab", max_size=40))
def test_any_text_names_documents_that_are_held(text: str) -> None:
    assert all(document in HELD for document in find_named(text, HELD))
