from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import Clause, Document, load_corpus
from ingest.annotations.vocabulary import default_vocabulary
from ingest.documents import ROOT
from question.lexicon import default_lexicon
from question.named_documents import NamedDocuments, name_documents
from question.query import (
    Query,
    QueryError,
    check_question,
    names_in,
    names_of,
    read_query,
)
from question.spelling import build_speller
from question.thesaurus import default_thesaurus
from question.typed import LONGEST_QUERY

DOCUMENTS = [Document("plan", "a.txt", "", title="广东省纺织产业行动计划（2023-2025年）")]


def read(question: str) -> Query:
    vocabulary = default_vocabulary()
    names = name_documents(DOCUMENTS, vocabulary)
    return read_query(question, names, vocabulary, default_thesaurus())


@pytest.mark.parametrize("question", ["", " \t\n　", "？！……，", "--", "😀🎉", "\u200b\x00", "_"])
def test_a_question_without_a_word_is_refused(question: str) -> None:
    with pytest.raises(QueryError, match=r"^query: holds no word; ask in a few words"):
        read(question)


@pytest.mark.parametrize(
    ("question", "length"), [("谁" * 1001, "1,001"), ("a" * 10_000, "10,000"), ("ﷺ" * 56, "1,008")]
)
def test_a_question_too_long_is_refused_with_its_length(question: str, length: str) -> None:
    expected = rf"^query: has {length} characters; shorten it to 1,000 or less$"
    with pytest.raises(QueryError, match=expected):
        check_question(question)


def test_the_longest_question_allowed_is_read() -> None:
    assert len(read("谁" * LONGEST_QUERY).text) == LONGEST_QUERY


def test_half_a_surrogate_pair_is_refused_with_its_place() -> None:
    with pytest.raises(QueryError, match=r"^query: character 2 is no text .*; pass it in UTF-8$"):
        check_question("谁\udc80")


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("誰牽頭檢驗檢測？", "谁牵头检验检测?"),
        ("２０２５年的目標", "2025年的目标"),
        ("ＡＩ", "AI"),
        ("  谁负责  ", "谁负责"),
        ("邊個負責", "哪个负责"),
    ],
)
def test_forms_of_the_same_question_are_read_alike(written: str, same: str) -> None:
    assert read(written) == read(same)
    assert read(written).text == same.lower()


def test_the_encoder_gets_the_capitals() -> None:
    query = read("Ｗhere is the 图书馆 of Guangzhou")
    assert query.encoded_text == "Where is the 图书馆 of Guangzhou"
    assert query.text == query.encoded_text.lower()
    # The small form of this letter is two characters long.
    assert read("İstanbul").encoded_text == read("İstanbul").text


def test_dialect_is_replaced_whatever_its_letters() -> None:
    assert read("BB仔食咩").text == read("bb仔食咩").text


def test_departments_and_industries_are_names() -> None:
    names = read("工信厅怎么支持家具厂").names
    assert ("industries", "家具") in names
    assert any(kind == "departments" and "工业和信息化" in name for kind, name in names)


def test_a_department_that_only_says_whose_document_is_meant_is_not_asked_about() -> None:
    names = name_documents(
        [
            Document(
                "a",
                "a.txt",
                "",
                title="关于轻工业的指导意见（征求意见稿）",
                status="draft",
                issuers=("工业和信息化部",),
            ),
            Document("b", "b.txt", "", title="广东省行动计划"),
        ],
        default_vocabulary(),
    )
    query = read_query(
        "工信部的征求意见稿里财政厅做什么", names, default_vocabulary(), default_thesaurus()
    )
    assert query.departments == {"财政厅"}


def test_the_documents_words_are_searched_beside_the_askers() -> None:
    query = read("small business loans")
    assert "中小企业" in query.terms
    assert query.lexical_text.startswith("small business loans ")


def test_a_question_of_a_fact_names_the_front_matter() -> None:
    assert read("这份文件的文号是多少").kind == "front_matter"
    assert read("谁牵头检验检测").kind == "responsibility"


def test_a_clause_is_about_the_names_of_its_text_and_last_heading() -> None:
    clause = Clause("d/1", "d", "d", 0, 1, "clause", "", "", ("化妆品", "家具"), "支持陶瓷。", "")
    names = {name for kind, name in names_of(clause, default_vocabulary()) if kind == "industries"}
    assert "家具" in names
    assert any("陶瓷" in name for name in names)
    assert "化妆品" not in names


def test_a_typing_error_is_read_as_the_word_that_was_meant() -> None:
    vocabulary, thesaurus = default_vocabulary(), default_thesaurus()
    speller = build_speller({}, default_lexicon())
    query = read_query(
        "ＡＩ加俱廠，什么时侯", NamedDocuments(()), vocabulary, thesaurus, speller=speller
    )
    assert query.encoded_text == "AI家具厂,什么时候"
    assert query.text == query.encoded_text.lower()
    assert ("industries", "家具") in query.names
    assert query.corrections == (("加俱厂", "家具厂"), ("什么时侯", "什么时候"))
    assert (
        read_query("ＡＩ", NamedDocuments(()), vocabulary, thesaurus, speller=speller).corrections
        == ()
    )


@given(st.text(max_size=80) | st.text("谁負責aｉ１，邊個\ud800\u3164ﷺ", max_size=80))
def test_any_text_is_read_or_refused(question: str) -> None:
    with suppress(QueryError):
        query = read(question)
        assert query.text == query.text.strip() != ""


def test_a_department_asked_for_as_leader_is_found_where_it_leads() -> None:
    corpus = load_corpus(ROOT / "docs_raw")
    vocabulary = default_vocabulary()
    leads = {
        clause.clause_id
        for clause in corpus.clauses
        if ("leads", "商务厅") in names_of(clause, vocabulary)
    }
    assert leads == {"guangdong-2023/3.4"}
    assert ("leads", "商务厅") in names_in("省商务厅牵头哪些工作", vocabulary)
    assert ("leads", "商务厅") not in names_in("省商务厅参与哪些工作", vocabulary)
