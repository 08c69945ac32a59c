"""Answers about a document itself, looked up in its front and back matter."""

from datetime import date

import pytest

from answer.forms.front_matter import FACTS, FrontMatterAnswer, answer_front_matter
from answer.forms.front_pages import read_pages
from index import Searcher
from ingest import Corpus
from question.document_names import find_named
from question.front_facts import ASKED

pytestmark = pytest.mark.model


DAY = date(2025, 1, 1)


def ask(searcher: Searcher, question: str) -> FrontMatterAnswer:
    """Ask of the documents that the question means, or of both."""
    query = searcher.read(question)
    documents = searcher.snapshot.corpus.documents
    meant = [d for d in documents if d.doc_id in query.reference.doc_ids]
    meant = meant or find_named(query.text, documents) or list(documents)
    return answer_front_matter(searcher, query, meant, as_of=DAY)


def lines(searcher: Searcher, question: str) -> list[str]:
    return [draft.text for draft in ask(searcher, question).drafts]


def not_read(searcher: Searcher, question: str) -> tuple[str, ...]:
    return ask(searcher, question).not_read


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("写请示要引用省里的轻纺行动计划，发文号怎么写？", ["发文字号：粤工信消费函〔2023〕16号"]),
        ("廣東計劃嘅紅頭編號係咩", ["发文字号：粤工信消费函〔2023〕16号"]),
        ("广东行动计划啥时候公布的", ["成文日期：2023年12月29日"]),
        ("廣東嗰份文件落款係邊日", ["成文日期：2023年12月29日"]),
        ("轻工草案征求意见的截止日期", ["征求意见截止：2022年1月20日前"]),
        ("Fax number of the MIIT division collecting opinions?", ["传真：010-66016906"]),
        (
            "编制广东行动计划所依据的省委省政府文件叫啥、文号多少？",
            ["依据：省委、省政府《关于高质量建设制造强省的意见》（粤发〔2023〕7号）"],
        ),
        ("广东轻纺计划是几年的计划，从哪年到哪年", ["规划期：2023-2025年"]),
    ],
)
def test_a_fact_is_stated_in_a_line_of_its_own(
    real_searcher: Searcher, question: str, expected: list[str]
) -> None:
    assert lines(real_searcher, question) == expected
    assert not_read(real_searcher, question) == ()


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("部里的轻工草案有没有文号", ("发文字号",)),
        ("广东计划的联系电话是什么", ("联系电话",)),
        ("给部里寄纸质意见，收件地址是哪里？", ("通讯地址",)),
    ],
)
def test_what_the_documents_do_not_print_is_named(
    real_searcher: Searcher, question: str, names: tuple[str, ...]
) -> None:
    assert lines(real_searcher, question) == []
    assert not_read(real_searcher, question) == names


def test_of_two_facts_one_can_be_missing(real_searcher: Searcher) -> None:
    question = "广东行动计划的文号和联系电话是什么？"
    assert lines(real_searcher, question) == ["发文字号：粤工信消费函〔2023〕16号"]
    assert not_read(real_searcher, question) == ("联系电话",)


def test_documents_compared_have_lines_of_their_own(
    real_searcher: Searcher, corpus: Corpus
) -> None:
    plan, draft = (document.title for document in corpus.documents)
    assert lines(real_searcher, "两份文件各是哪天印发的") == [
        f"《{plan}》：成文日期：2023年12月29日",
        f"《{draft}》：成文日期：2022年1月10日",
    ]
    question = "两份文件的文号各是什么"
    assert lines(real_searcher, question) == [f"《{plan}》：发文字号：粤工信消费函〔2023〕16号"]
    assert not_read(real_searcher, question) == ()


def test_the_names_of_issuers_tell_whose_notice_is_meant(real_searcher: Searcher) -> None:
    question = "这份通知除了工信厅和发改委，另外四家落款单位是谁？"
    said = "\n".join(lines(real_searcher, question))
    assert "发文机关：广东省工业和信息化厅、广东省发展和改革委员会、" in said


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("广东计划的发文机关", ["issuers", "issuers~2", "issuers~3"]),
        ("广东计划的规划期", ["title~2", "title", "text"]),
        ("工信部意见稿的全称", ["title~2", "annex", "title"]),
    ],
)
def test_a_fact_that_is_printed_twice_rests_on_all_its_places(
    real_searcher: Searcher, question: str, places: list[str]
) -> None:
    answer = ask(real_searcher, question)
    extracts = [extract for draft in answer.drafts for extract in draft.extracts]
    assert [extract.clause.clause_id.split("front/")[1] for extract in extracts] == places


def test_every_fact_that_can_be_asked_for_is_read_in_the_documents_words(
    real_searcher: Searcher, corpus: Corpus
) -> None:
    assert set(FACTS) == set(ASKED)
    for document in corpus.documents:
        pages = read_pages(real_searcher, document, DAY)
        for fact in FACTS.values():
            for extract in (e for draft in fact.read(pages) for e in draft.extracts):
                printed = corpus.texts[document.doc_id][extract.source_start : extract.source_end]
                assert "".join(extract.text.split()) == "".join(printed.split())
