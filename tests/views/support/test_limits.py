"""Sizes, limits without a measure and addressees, on hand-worked cases."""

import pytest

from tests.views.support.made_up import acts_of, make_clause
from views.support.conditions import Condition
from views.support.limits import (
    find_addressee,
    find_limits,
    find_sizes,
    judge_limits,
    judge_size,
)


@pytest.mark.parametrize(
    ("words", "size", "state", "why", "names"),
    [
        ("鼓励中小企业培育品牌。", "small", "met", "named", ("中小企业",)),
        ("鼓励中小企业培育品牌。", "leading", "unmet", "others", ("中小企业",)),
        ("支持龙头企业建平台。", "small", "unmet", "others", ("龙头企业",)),
        ("支持龙头企业建平台。", "special", "check", "may_be", ("龙头企业",)),
        ("培育一批小巨人企业。", "small", "check", "may_be", ("小巨人",)),
        ("培育一批单项冠军企业。", "special", "met", "named", ("单项冠军",)),
        ("推动大中小企业合作。", "leading", "met", "named", ("大中小企业",)),
        ("推动大中小企业合作。", "small", "met", "named", ("大中小企业",)),
        ("支持龙头企业建平台。", "", "check", "not_given", ("龙头企业",)),
        ("支持企业改造。", "small", "open", "none", ()),
    ],
)
def test_a_size_is_met_where_it_is_named(
    words: str, size: str, state: str, why: str, names: tuple[str, ...]
) -> None:
    assert judge_size(find_sizes(words), size) == Condition("size", state, why, names)


def test_the_name_of_a_fund_or_policy_limits_no_size() -> None:
    assert find_sizes("发挥中小企业发展基金作用，支持重点领域。") == ()
    assert find_sizes("落实促进中小企业发展的财政政策。") == ()


@pytest.mark.parametrize(
    ("words", "limits"),
    [
        ("鼓励有条件的企业上市。", ("有条件的企业",)),
        ("引导优势企业整合资源。", ("优势企业",)),
        ("支持重点项目建设。", ("重点项目",)),
        ("与国际品牌企业合作。", ()),
        ("鼓励有条件的地方发展。", ()),
    ],
)
def test_limits_without_a_measure_are_found(words: str, limits: tuple[str, ...]) -> None:
    assert find_limits(words) == limits


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("鼓励地方政府编制目录。", "地方政府"),
        ("鼓励有条件的城市举办活动。", "有条件的城市"),
        ("支持行业协会联合企业组建智库。", "行业协会"),
        ("引导金融机构创新产品。", "金融机构"),
        ("指导地方、行业协会建设平台。", "地方、行业协会"),
        ("鼓励高等院校、科研机构和企业联合培养。", ""),
        ("鼓励社会组织、行业龙头企业建立平台。", ""),
        ("推动投资平台支持企业发展。", ""),
        ("支持建设服务平台。", ""),
        ("支持在重点产业集群建立机构。", ""),
        ("推动“地方小吃”工业化。", ""),
        ("鼓励企业上市。", ""),
        ("加强集群服务。", ""),
    ],
)
def test_an_act_that_addresses_no_firm_says_whom(words: str, who: str) -> None:
    _, text = make_clause(words)
    (act,) = acts_of(words)
    assert find_addressee(text[slice(*act.head)], act.words[0]) == who


def test_whom_it_addresses_matters_more_than_a_limit() -> None:
    assert judge_limits(("重点项目",), "地方政府").names == ("地方政府",)
    assert judge_limits(("重点项目",), "").why == "vague"
    assert judge_limits((), "").state == "open"
