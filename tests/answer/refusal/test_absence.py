"""What documents provably do not hold."""

from dataclasses import replace
from pathlib import Path

import pytest

from answer.refusal.absence import Absence, fits_region, is_outside, places_of
from ingest import Corpus, load_corpus
from ingest.annotations.vocabulary import default_vocabulary
from ingest.text.places import default_places
from question.named_documents import NamedDocuments
from question.query import Query, read_query
from question.thesaurus import default_thesaurus
from tests.fakes import write_documents

CITY = """某项补贴办法

南宁市财政局
南财〔2024〕13号

第一条 自2024年1月1日起，对在本市就业的毕业生每人补贴三千元，由市人力资源和社会保障局发放。
第二条 本办法自二〇二四年三月一日起施行，到二○二七年止。依据《广西壮族自治区就业促进办法》制定。

2024年2月1日
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return load_corpus(write_documents(tmp_path_factory.mktemp("docs"), city=CITY))


def read(question: str) -> Query:
    return read_query(question, NamedDocuments(()), default_vocabulary(), default_thesaurus())


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("2031年的补贴是多少", ["2031 年的内容"]),
        ("2027年还能申请吗", []),
        ("1956年生的人能申请吗", []),
        ("2024年补多少", []),
        ("南财〔2024〕15号讲什么", ["南财〔2024〕15号"]),
        ("南财(2024)13号讲什么", []),
        ("《广西壮族自治区就业促进办法》怎么说", []),
        ("《某某省就业创业若干规定》怎么说", ["《某某省就业创业若干规定》"]),
        ("第二条怎么规定", []),
        ("第九条怎么规定", ["第九条"]),
        ("人社局要做什么", []),
        ("林业局要做什么", ["林业局"]),
        # What people say of themselves before they ask is not asked for.
        ("都2031年了，毕业生还能领多少", []),
        ("林业局要写材料：毕业生补贴由谁发放", []),
        ("毕业生补贴，2031年发多少", ["2031 年的内容"]),
        ("2031年毕业生补贴标准", ["2031 年的内容"]),
    ],
)
def test_only_what_stands_nowhere_is_absent(
    corpus: Corpus, question: str, absent: list[str]
) -> None:
    assert Absence(corpus).find(read(question)) == absent


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("2021年版补多少", ["2021"]),
        ("2021—2023年补多少", ["2021", "2023"]),
        ("How much did the 2021 rules grant?", ["2021"]),
        ("2024年补多少", []),
        ("2027年补多少", []),
        # In force from 2024 to 2027, which holds the years between.
        ("2026年补多少", []),
        ("2000元怎么补", []),
        ("补多少", []),
    ],
)
def test_years_that_a_document_does_not_state_are_told(
    corpus: Corpus, question: str, years: list[str]
) -> None:
    (document,) = corpus.documents
    document = replace(document, effective="2024-03-01", expires="2027-02-28")
    assert Absence(corpus).unstated_years(read(question), document) == years


def test_a_document_of_another_place_does_not_answer_for_one(corpus: Corpus) -> None:
    (document,) = corpus.documents
    assert document.region.endswith("南宁市")
    for question, outside in (
        ("柳州的补贴是多少", True),
        ("南宁的补贴是多少", False),
        ("广西的补贴是多少", False),
        ("补贴是多少", False),
    ):
        places = places_of(read(question))
        assert is_outside(document, places, corpus.texts) == outside, question


def test_a_place_without_a_document_is_said(corpus: Corpus) -> None:
    absence = Absence(corpus)
    assert absence.places_without_document(places_of(read("柳州补多少"))) == ["柳州的规定"]
    assert absence.places_without_document(places_of(read("南宁补多少"))) == []


def test_a_place_fits_the_regions_around_and_in_it() -> None:
    (place,) = default_places().find("广州市")
    assert fits_region(place, "广东省")
    assert fits_region(place, "广东省广州市天河区")
    assert not fits_region(place, "广东省深圳市")


def test_a_national_document_holds_for_every_place(tmp_path: Path) -> None:
    national = CITY.replace("南宁市财政局", "财政部").replace("南财", "财税")
    corpus = load_corpus(write_documents(tmp_path, national=national))
    assert not is_outside(corpus.documents[0], places_of(read("柳州补多少")), corpus.texts)
