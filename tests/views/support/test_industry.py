"""Which industries an act is about, on hand-worked cases."""

import pytest

from ingest import Corpus
from tests.views.support.made_up import NATIONAL, PROVINCIAL, acts_of, make_clause, make_corpus
from views.support.conditions import Condition
from views.support.industry import find_industries, is_general, judge_industry
from views.support.scope import read_scope


def _judge(words: str, industry: str, *, title: str = PROVINCIAL) -> Condition:
    clause, text = make_clause(words)
    act = acts_of(words)[-1]
    inside = [
        mention
        for mention in clause.annotations.industries
        if act.source_start <= mention.start < act.source_end
    ]
    named, described = find_industries(inside, act.head, text)
    corpus = make_corpus(text, title=title)
    return judge_industry(named, described, industry, read_scope(corpus.documents[0], corpus))


@pytest.mark.parametrize(
    ("words", "industry", "state", "why", "names"),
    [
        ("支持家具行业改造。", "家具", "met", "named", ("家具",)),
        ("支持日化等行业改造。", "日用化学品", "met", "named", ("日化",)),
        ("支持轻工纺织企业转型。", "家具", "met", "wider", ("轻工纺织",)),
        ("支持家居企业开发产品。", "家具", "check", "part", ("家居",)),
        ("支持纺织行业升级。", "纺织服装", "met", "named", ("纺织",)),
        ("支持化妆品行业升级。", "日用化学品", "check", "part", ("化妆品",)),
        ("支持玩具行业升级。", "文教体育用品", "check", "part", ("玩具",)),
        ("支持皮革、陶瓷等行业改造。", "家具", "unmet", "others", ("皮革", "陶瓷")),
        ("支持企业改造。", "家具", "open", "none", ()),
        ("支持家具、陶瓷行业改造。", "", "check", "not_given", ("家具", "陶瓷")),
        ("支持企业改造。", "", "open", "none", ()),
    ],
)
def test_an_act_is_about_the_industry_that_it_names(
    words: str, industry: str, state: str, why: str, names: tuple[str, ...]
) -> None:
    assert _judge(words, industry) == Condition("industry", state, why, names)


def test_the_wider_industry_in_a_later_part_does_not_widen_a_list() -> None:
    words = "在家具、皮革等行业推进数字化，培育一批轻工纺织标杆。"
    assert _judge(words, "陶瓷").why == "others"
    assert _judge(words, "家具").why == "named"


def test_examples_of_a_wider_industry_are_to_be_checked() -> None:
    words = "促进家具、陶瓷等轻工纺织产品消费。"
    assert _judge(words, "皮革") == Condition(
        "industry", "check", "example", ("家具", "陶瓷", "轻工纺织")
    )


def test_a_wider_industry_that_describes_the_next_word_is_not_meant() -> None:
    assert _judge("支持轻工特种纸研发。", "家具", title=NATIONAL).why == "others"


def test_a_document_on_other_industries_that_never_names_this_one_is_not_about_it() -> None:
    out = _judge("支持企业改造。", "电池")
    assert out == Condition("industry", "unmet", "document_out", ("现代轻工纺织",))
    assert _judge("支持企业改造。", "电池", title=NATIONAL).state == "open"
    assert _judge("支持企业改造。", "纺织服装", title=NATIONAL).why == "document_out"


def test_an_industry_that_only_some_clauses_name_is_to_be_checked() -> None:
    words = "支持家电行业升级。支持企业改造。"
    assert _judge(words, "家用电器") == Condition(
        "industry", "check", "document_partly", ("现代轻工纺织",)
    )
    assert _judge("支持家电行业升级。", "家用电器").why == "named"


def test_the_plan_is_about_the_industries_that_its_background_lists(corpus: Corpus) -> None:
    plan = read_scope(corpus.documents[0], corpus)
    draft = read_scope(corpus.documents[1], corpus)
    assert (plan.region, draft.region) == ("广东", "")
    # 仪器仪表制造业 is one of the 17 groups of 一（一）; 家电 stands in 四（二）2 alone.
    assert [plan.cover(i) for i in ("家具", "仪器仪表", "家用电器", "电池", "食品")] == [
        *("in", "in", "partly", "out", "out")
    ]
    assert [draft.cover(i) for i in ("家具", "电池", "纺织服装")] == ["in", "in", "out"]


@pytest.mark.parametrize(
    ("name", "printed", "general"),
    [
        ("造纸", "造纸及纸制品", True),
        ("造纸", "造纸和纸制品业", True),
        ("造纸", "特种纸", False),
        ("轻工业", "轻工", True),
        ("食品", "食品行业", True),
        ("食品", "功能性食品", False),
        ("食品", "食品添加剂", False),
        ("皮革", "皮革、毛皮、羽毛及其制品和制鞋业", True),
        ("家具", "家具五金", False),
    ],
)
def test_a_name_of_a_part_is_not_the_whole(name: str, printed: str, *, general: bool) -> None:
    assert is_general(name, printed) is general
