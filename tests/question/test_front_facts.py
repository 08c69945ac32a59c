"""Which facts of a document itself a question asks for."""

from dataclasses import replace

import pytest

from ingest.annotations.vocabulary import default_vocabulary
from question.front_facts import asked_facts
from question.named_documents import NamedDocuments
from question.query import Query, read_query
from question.references import Reference
from question.thesaurus import default_thesaurus


def read(question: str, kind: str) -> Query:
    query = read_query(question, NamedDocuments(()), default_vocabulary(), default_thesaurus())
    return replace(query, kind=kind)


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("办法的文号是多少", ("number",)),
        ("通知是哪个单位发的，哪天印发的", ("issuers", "date")),
        ("廣東嗰份文件落款係邊日", ("date",)),
        ("条例是哪次会议通过的", ("adoption",)),
        ("规定征求意见截止到哪天", ("deadline",)),
        ("规定的联系地址和邮箱", ("email", "address")),
        ("规定的邮箱地址", ("email",)),
        ("编制时依据哪份文件，文号多少", ("basis",)),
        ("这份办法的全称", ("title",)),
        ("办法主要内容", ("summary",)),
        ("who issued the plan", ("issuers",)),
        ("when was the plan published", ("date",)),
        ("对外公布的那份写得怎么样", ()),
        # Of another version than the one that is held nothing is stated.
        ("正式稿的文号", ()),
        ("之前那版是哪天印发的", ()),
    ],
)
def test_a_few_words_tell_which_fact_is_asked_for(question: str, facts: tuple[str, ...]) -> None:
    assert asked_facts(read(question, "front_matter")) == facts


def test_whether_and_from_when_a_document_holds_are_two_facts() -> None:
    assert asked_facts(read("这份计划过咗期未", "validity")) == ("force",)
    assert asked_facts(read("条例何时施行", "validity")) == ("effective",)
    assert asked_facts(read("计划包不包括橡胶这一行", "validity")) == ()


def test_a_question_of_another_kind_or_of_a_clause_asks_for_none() -> None:
    assert asked_facts(read("这份办法的文号", "content")) == ()
    assert asked_facts(read("附件2是哪天印发的", "front_matter")) == ()


def test_a_document_named_exactly_and_nothing_else_is_asked_what_it_is() -> None:
    text = "临府规〔2019〕4号"
    query = read(text, "content")
    named = Reference(frozenset({"rules"}), ((0, len(query.text)),), is_exact=True)
    assert asked_facts(replace(query, reference=named)) == ("summary",)
    longer = replace(read(f"{text}里怎么收费", "content"), reference=named)
    assert asked_facts(longer) == ()
