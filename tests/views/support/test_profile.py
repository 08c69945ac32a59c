"""What a profile can hold."""

from ingest import Corpus
from tests.views.support.made_up import NATIONAL, join_corpora, make_corpus
from views.support import Profile, list_choices
from views.support.profile import OTHER_INDUSTRY


def test_there_are_the_21_cities_of_the_province_and_elsewhere(corpus: Corpus) -> None:
    cities = list_choices(corpus).cities
    assert len(cities) == 22
    assert {"佛山", "湛江", "云浮"} <= {*cities}
    assert cities[-1] == list_choices(corpus).elsewhere == "广东省外"
    assert "珠三角" not in cities


def test_cities_are_those_of_the_provinces_that_documents_come_from() -> None:
    text = "一、任务\n（一）支持。支持企业发展。\n"
    beijing = make_corpus(text, title="北京市支持企业发展的若干措施", doc_id="beijing")
    hainan = make_corpus(text, title="海南省支持企业发展的若干措施", doc_id="hainan")
    assert list_choices(beijing).cities == ("北京", "北京市外")
    both = list_choices(join_corpora(beijing, hainan))
    # Counties of Hainan lie in no prefecture.
    assert {"北京", "三亚", "琼海市"} <= {*both.cities}
    assert both.elsewhere == "其他省份"
    national = list_choices(make_corpus(text, title=NATIONAL))
    assert {"广东", "湖南", "北京"} <= {*national.cities}
    assert national.elsewhere == ""


def test_industries_are_those_that_documents_name_but_not_what_they_are_about(
    corpus: Corpus,
) -> None:
    choices = list_choices(corpus)
    named = {m.name for c in corpus.clauses for m in c.annotations.industries}
    assert {*choices.industries} == named - {"轻工业", "轻工纺织"} | {OTHER_INDUSTRY}
    assert "化妆品" in choices.examples["日用化学品"]


def test_needs_are_the_kinds_that_documents_name(corpus: Corpus) -> None:
    needs = list_choices(corpus).needs
    assert {*needs} == {m.name for c in corpus.clauses for m in c.annotations.supports}
    assert needs[0] == "资金"


def test_a_profile_without_anything_is_empty() -> None:
    assert Profile().is_empty
    assert not Profile(needs=("资金",)).is_empty
