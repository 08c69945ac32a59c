"""What a profile can hold."""

from ingest import Corpus
from views.support import Profile, list_choices
from views.support.profile import ELSEWHERE, OTHER_INDUSTRY


def test_there_are_the_21_cities_of_the_province_and_elsewhere(corpus: Corpus) -> None:
    cities = list_choices(corpus).cities
    assert len(cities) == 22
    assert {"佛山", "湛江", "云浮", ELSEWHERE} <= {*cities}
    assert "珠三角" not in cities


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
