"""Conditions and exclusions with their polarity, hand-worked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.annotations.conditions import find_conditions
from ingest.text.joined import JoinedText


def whole(text: str) -> JoinedText:
    return JoinedText(text, tuple(range(len(text))))


def conditions(text: str, lead_in: str = "") -> list[tuple[str, str]]:
    return [(c.polarity, c.printed) for c in find_conditions(whole(text), lead_in=lead_in)]


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("申请人应当具备法人资格。", "requires"),
        ("申报企业须在本市登记注册。", "requires"),
        ("同时符合下列条件的企业可以申报。", "requires"),
        ("验收合格的，方可投入使用。", "requires"),
        ("有重大违法记录的，不得申报。", "excludes"),
        ("申请材料不齐全的，登记机关不予受理。", "excludes"),
        ("法律另有规定的除外。", "excludes"),
        ("非经营性用房不适用本办法。", "excludes"),
        ("有特殊困难的，可以延期缴纳。", "permits"),
        ("情形复杂的，经主管部门批准，可以延长十日。", "permits"),
    ],
)
def test_a_sentence_has_one_polarity(sentence: str, polarity: str) -> None:
    assert conditions(sentence) == [(polarity, sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "市财政局负责拨付资金。",
        "各部门应当予以配合。",
        "取得许可证书的，应当自取得之日起十日内公示。",
        "造成损失的，由建设单位给予赔偿。",
        "不但要扩大规模，还要提高质量。",
        "除国家标准外，还应当执行地方标准。",
        "",
    ],
)
def test_other_sentences_are_no_conditions(sentence: str) -> None:
    assert conditions(sentence) == []


def test_a_proviso_is_parted_from_its_sentence() -> None:
    assert conditions("申请人应当具有本市户籍，但引进人才除外。") == [
        ("requires", "申请人应当具有本市户籍，"),
        ("excludes", "但引进人才除外。"),
    ]


def test_what_stands_between_except_and_outside_is_shut_out() -> None:
    assert conditions("除涉及国家秘密的外，结果应当公开。") == [("excludes", "除涉及国家秘密的外")]


def test_the_items_of_a_list_have_the_polarity_of_their_lead_in() -> None:
    text = "有下列情形之一的，不予登记：\n（一）材料虚假的；\n（二）未缴清税款的。\n申请人可补正。"
    assert conditions(text) == [
        ("excludes", "有下列情形之一的，不予登记："),
        ("excludes", "（一）材料虚假的；"),
        ("excludes", "（二）未缴清税款的。"),
    ]


def test_an_inner_list_has_its_own_lead_in() -> None:
    text = (
        "申请人应当符合下列条件：（一）有本市户籍，但下列情形除外：1.引进人才；2.驻外人员。"
        "（二）年满十八周岁。"
    )
    assert conditions(text) == [
        ("requires", "申请人应当符合下列条件："),
        ("requires", "（一）有本市户籍，但下列情形除外："),
        ("excludes", "但下列情形除外："),
        ("excludes", "1.引进人才；"),
        ("excludes", "2.驻外人员。"),
        ("requires", "（二）年满十八周岁。"),
    ]


def test_an_item_by_itself_is_governed_by_the_lead_in_above() -> None:
    lead_in = "申请人应当具备下列条件："
    assert conditions("（一）有健全的财务制度；", lead_in) == [
        ("requires", "（一）有健全的财务制度；")
    ]
    assert conditions("（一）有健全的财务制度；") == []
    assert conditions("有健全的财务制度；", "工作任务：") == []


PIECES = st.sampled_from(
    [
        "下列条件",
        "应当符合",
        "：",
        "；",
        "。",
        "（一）",
        "1.",
        "\n",
        "的，",
        "不得",
        "但",
        "除外",
        "除",
        "外，",
    ]
)


@given(
    st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60),
    st.sampled_from(["", "应当具备："]),
)
def test_any_text_gives_conditions_that_stand_in_it(text: str, lead_in: str) -> None:
    for found in find_conditions(whole(text), lead_in=lead_in):
        assert text[found.start : found.end] == found.printed
        assert found.printed.strip()
        assert found.polarity in ("requires", "excludes", "permits")
