"""Which places limit an act, on hand-worked cases."""

import pytest

from ingest.structure.clauses import locate_text
from tests.views.support.made_up import NATIONAL, PROVINCIAL, make_clause, make_corpus
from views.support.city import find_places, judge_city
from views.support.conditions import Condition
from views.support.scope import read_scope

ELSEWHERE = "广东省外"


def _judge(words: str, city: str, *, title: str = PROVINCIAL) -> Condition:
    clause, text = make_clause(words)
    places = find_places(clause.annotations.cities, locate_text(clause, text))
    corpus = make_corpus(text, title=title)
    scope = read_scope(corpus.documents[0], corpus)
    return judge_city(places, city, scope, elsewhere=ELSEWHERE)


@pytest.mark.parametrize(
    ("words", "city", "state", "why", "names"),
    [
        ("改造珠三角工业园区。", "佛山", "met", "region", ("珠三角",)),
        ("改造珠三角工业园区。", "汕头", "unmet", "others", ("珠三角",)),
        ("发挥汕头、湛江作用。", "汕头", "met", "named", ("汕头",)),
        ("鼓励粤东西北山区承接转移。", "湛江", "met", "region", ("粤东西北山区",)),
        ("鼓励粤东西北山区承接转移。", "佛山", "unmet", "others", ("粤东西北山区",)),
        ("打造沿海经济带东西两翼。", "潮州", "met", "region", ("东西两翼",)),
        ("打造沿海经济带东西两翼。", "惠州", "unmet", "others", ("东西两翼",)),
        ("改造珠三角工业园区。", "", "check", "not_given", ("珠三角",)),
        ("支持企业改造。", "佛山", "open", "whole_province", ()),
        ("支持机构落户广东。", "佛山", "open", "whole_province", ()),
    ],
)
def test_a_city_lies_in_its_regions(
    words: str, city: str, state: str, why: str, names: tuple[str, ...]
) -> None:
    assert _judge(words, city) == Condition("city", state, why, names)


def test_an_occasion_is_no_limit() -> None:
    assert _judge("借助粤港澳大湾区建设契机，引导企业创新。", "汕头").state == "open"
    assert _judge("以粤港澳大湾区建设为契机，引导企业创新。", "汕头").state == "open"


def test_a_partner_is_no_limit() -> None:
    words = "促进河南等中部地区加强与沿海地区创新要素对接。"
    assert _judge(words, "佛山", title=NATIONAL) == Condition(
        "city", "unmet", "others", ("河南", "中部地区")
    )


def test_a_national_document_counts_the_province_among_its_regions() -> None:
    words = "推动上海、广东等沿海地区发展。"
    assert _judge(words, "佛山", title=NATIONAL) == Condition(
        "city", "met", "region", ("广东", "沿海地区")
    )
    assert _judge("支持企业改造。", "佛山", title=NATIONAL).why == "none"


def test_a_firm_elsewhere_is_not_meant_by_a_province() -> None:
    assert _judge("支持企业改造。", ELSEWHERE) == Condition(
        "city", "unmet", "other_province", ("广东",)
    )
    assert _judge("支持企业改造。", ELSEWHERE, title=NATIONAL).state == "open"
    assert _judge("引导西部地区承接转移。", ELSEWHERE, title=NATIONAL) == Condition(
        "city", "check", "elsewhere", ("西部地区",)
    )


def test_a_document_of_a_district_is_to_be_checked_by_a_firm_of_its_city() -> None:
    title = "广州市天河区支持企业发展的若干措施"
    assert _judge("支持企业改造。", "广州", title=title) == Condition(
        "city", "check", "district_document", ("天河区",)
    )
    assert _judge("支持企业改造。", "佛山", title=title).why == "other_province"


def test_a_district_that_an_act_names_is_to_be_checked_by_a_firm_of_its_city() -> None:
    words = "支持南海区建设示范园区。"
    assert _judge(words, "佛山") == Condition("city", "check", "district", ("南海区",))
    assert _judge(words, "湛江").why == "others"
