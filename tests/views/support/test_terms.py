"""Amounts, times and conditions for applying, on a made-up guide and on official ones."""

import os
from pathlib import Path

import pytest

from ingest import Corpus, load_corpus
from tests.views.support.made_up import make_corpus
from views.support import Profile, find_support, list_choices
from views.support.requirements import list_requirements
from views.support.terms import read_document_terms, terms_of

GUIDE = """一、申请条件
符合以下全部条件的，可以申请：
1.注册地在佛山市范围内。
2.行业分类为家具制造业、陶瓷业。
3.取得农业机械鉴定证书。
二、资助标准
（一）改造。支持企业设备更新，按投资额的10%给予补助，最高50万元。
（二）展会。支持企业参加展会。
三、申请时间
（一）时间。6月13日至7月2日申请，42个工作日内办结。
"""


@pytest.fixture(scope="module")
def guide() -> Corpus:
    return make_corpus(GUIDE)


def test_a_clause_states_its_amounts_and_another_says_where_they_are(guide: Corpus) -> None:
    stated = read_document_terms("plan", guide)
    clauses = {clause.title: clause for clause in guide.clauses}
    paid = terms_of(clauses["改造"], stated)
    assert [one.text for one in paid.amounts] == ["10%", "最高50万元"]
    assert paid.times == ()
    assert paid.times_elsewhere is not None
    assert paid.times_elsewhere.text == "6月13日至7月2日"
    shown = terms_of(clauses["展会"], stated)
    assert shown.amounts == ()
    assert shown.amounts_elsewhere is not None
    assert shown.amounts_elsewhere.clause.title == "改造"


def test_what_a_document_says_elsewhere_is_not_said_to_be_missing(guide: Corpus) -> None:
    support = find_support(guide, Profile(needs=("技改",)))
    assert [card.clause.title for card in support.cards] == ["改造"]
    assert "金额或比例" not in support.open_terms
    assert {"申报条件和程序", "办理期限"} <= {*support.open_terms}
    assert support.terms_elsewhere == ("申报条件和程序", "办理期限")


def test_conditions_for_applying_are_held_against_the_firm(guide: Corpus) -> None:
    (document,) = guide.documents
    firm = list_requirements(document, guide, Profile("家具", "佛山"))
    assert [requirement.state for requirement in firm] == ["met", "met", "check"]
    other = list_requirements(document, guide, Profile("食品", "湛江"))
    assert [requirement.state for requirement in other] == ["unmet", "unmet", "check"]


def test_two_plans_state_no_amount_and_no_condition(corpus: Corpus) -> None:
    for document in corpus.documents:
        stated = read_document_terms(document.doc_id, corpus)
        assert not [one for terms in stated.values() for one in terms.amounts]
        assert list_requirements(document, corpus, Profile("家具", "佛山")) == ()


_POLICIES = Path(os.environ.get("POLICY_QA_POLICIES", "/nonexistent"))


@pytest.mark.parametrize(
    ("name", "profile", "amount"),
    [
        ("nansha-talent-measures-2017.html", Profile(city="广州"), "最高1000万元"),
        ("nansha-trade-award-guide-gb18030.txt", Profile("零售业", "广州"), "3000万元以上"),
    ],
)
def test_official_documents_with_amounts(
    tmp_path: Path, name: str, profile: Profile, amount: str
) -> None:
    if not (_POLICIES / name).exists():
        pytest.skip(f"{name} is not there; set POLICY_QA_POLICIES")
    (tmp_path / name).write_bytes((_POLICIES / name).read_bytes())
    corpus = load_corpus(tmp_path)
    assert list_choices(corpus).cities
    cards = find_support(corpus, profile).cards
    stated = read_document_terms(corpus.documents[0].doc_id, corpus)
    told = [one.text for card in cards for one in terms_of(card.clause, stated).amounts]
    assert amount in told
