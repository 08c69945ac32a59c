"""Kinds of support of an act."""

import pytest

from tests.views.support.made_up import acts_of, make_clause
from views.support.kinds import OTHER, find_kinds, name_kinds


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("支持企业设备更新。", ("技改",)),
        ("支持应用大数据、人工智能柔性化改造生产线。", ("数字化", "技改")),
        # 创新研发 three times, 品牌 once; what the rest describes stands last.
        ("完善技术创新、研发设计、产学研、质量品牌等公共服务平台。", ("创新研发", "平台服务")),
        ("落实用地、融资、人才引进等政策。", ("用地", "资金", "人才")),
        ("鼓励骨干企业布局产业链，建设境外原料基地。", ("企业培育", "出海")),
        ("加强风险评估。", (OTHER,)),
    ],
)
def test_the_main_kinds_of_an_act_are_found(words: str, kinds: tuple[str, ...]) -> None:
    clause, _ = make_clause(words)
    (act,) = acts_of(words)
    spans = [act.head, (act.source_start, act.source_end), act.sentence]
    assert find_kinds(clause, spans) == kinds


def test_an_act_without_a_kind_takes_that_of_its_sentence() -> None:
    words = "培育工业设计研究院，支持家具行业设计创新。"
    clause, _ = make_clause(words)
    act = acts_of(words)[-1]
    spans = [act.head, (act.source_start, act.source_end), act.sentence]
    assert find_kinds(clause, spans) == ("创新研发",)


def test_a_title_names_what_it_begins_with_of_a_list() -> None:
    assert name_kinds("推动企业数字化转型") == ("数字化",)
    assert name_kinds("增加健康化、智能化产品供给") == ()
