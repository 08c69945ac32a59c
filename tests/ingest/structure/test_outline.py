from collections.abc import Callable

import pytest

from ingest.model import Clause

ClausesOf = Callable[[str], dict[str, Clause]]


def body(clauses: dict[str, Clause]) -> dict[str, str]:
    """Return the printed number of each node of the body by its id."""
    kinds = ("front", "back", "toc", "furniture")
    return {i: c.number for i, c in clauses.items() if c.kind not in kinds}


def test_every_level_finds_its_place_below_the_one_above(clauses_of: ClausesOf) -> None:
    text = "一、甲\n（一）乙\n1.丙\n（1）丁\n①戊。\n②己。\n（2）庚。\n2.辛。\n(二) 壬。\n二、癸。\n"
    assert body(clauses_of(text)) == {
        "1": "一、",
        "1.1": "（一）",
        "1.1.1": "1.",
        "1.1.1.1": "（1）",
        "1.1.1.1.1": "①",
        "1.1.1.1.2": "②",
        "1.1.1.2": "（2）",
        "1.1.2": "2.",
        "1.2": "(二)",
        "2": "二、",
    }


def test_numbers_may_run_on_through_the_chapters(clauses_of: ClausesOf) -> None:
    text = "一、甲\n（一）乙。\n（二）丙。\n二、丁\n（三）戊。\n三、己\n（四）庚。\n"
    assert list(body(clauses_of(text))) == ["1", "1.1", "1.2", "2", "2.3", "3", "3.4"]


def test_an_article_that_was_repealed_leaves_a_hole(clauses_of: ClausesOf) -> None:
    text = "第一条 甲。\n第二条 乙。\n第四条 丁。\n第九条 戊。\n"
    assert list(clauses_of(text)) == ["1", "2", "4", "9"]


def test_an_article_put_in_later_stands_between_its_neighbours(clauses_of: ClausesOf) -> None:
    text = (
        "第一章 甲\n第一条 乙。\n第二条 丙。\n第二条之一 丁。\n（一）戊。\n第二条之二 己。\n"
        "第二章 庚\n第三条 依照\n第二条之一的规定。\n第四条 依照\n第二条之一规定。\n"
    )
    clauses = clauses_of(text)
    assert list(clauses) == ["1", "1.1", "1.2", "1.2-1", "1.2-1.1", "1.2-2", "2", "2.3", "2.4"]
    assert clauses["1.2-1"].number == "第二条之一"
    assert clauses["1.2-1.1"].citation.endswith("第一章第二条之一（一）")


def test_an_article_may_begin_with_the_word_of_a_reference(clauses_of: ClausesOf) -> None:
    text = "第一条 甲。\n第二条　中小企业应当。\n第三条 以财政资金支持。\n第四条 所有单位。\n"
    assert list(clauses_of(text)) == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    "wrapped",
    [
        "依照本法第一条、\n第二条的规定",
        "依照\n第二条、第三条的规定",
        "依照\n第二条规定",
        "前款第（一）项、第\n（二）项规定的情形",
        "推动第\n一、二、三产业融合",
        "面向\n二、三线城市",
        "增长\n2.5个百分点",
        "力争到\n2030\n年",
        "有关情况\n详见专栏2的说明，",
        "按照\n专栏1所列",
        "按照\n附件2所列名单和\n附件3的要求",
    ],
)
def test_a_wrapped_line_that_looks_like_a_mark_goes_on_with_its_clause(
    clauses_of: ClausesOf, wrapped: str
) -> None:
    text = f"第一条 有下列情形的，{wrapped}办理。\n第二条 附则。\n"
    clauses = clauses_of(text)
    assert list(clauses) == ["1", "2"]
    assert clauses["1"].text == f"第一条 有下列情形的，{wrapped.replace(chr(10), '')}办理。"


def test_each_further_paragraph_of_an_article_is_a_clause(clauses_of: ClausesOf) -> None:
    text = "第一条 甲：\n（一）乙；\n（二）丙。\n前款规定适用于丁。\n第二条 戊。\n"
    clauses = clauses_of(text)
    assert list(clauses) == ["1", "1.1", "1.2", "1/p2", "2"]
    assert clauses["1/p2"].citation.endswith("第一条第二款")


def test_a_box_is_found_in_a_text_without_line_breaks(clauses_of: ClausesOf) -> None:
    text = "措施 一、甲 1.乙。详见 专栏1 的说明。 专栏1：工程 1.丙； 2.丁。 2.戊。 二、己"
    assert list(body(clauses_of(text)))[:5] == ["1", "1.1", "1/box1", "1/box1.1", "1/box1.2"]


def test_text_after_a_box_belongs_to_the_section_again(clauses_of: ClausesOf) -> None:
    text = "一、甲\n（一）乙。好。\n专栏1 工程\n1.丙；\n2.丁。\n戊继续推进。\n（二）己。好。\n"
    clauses = clauses_of(text)
    assert list(clauses) == ["1", "1.1", "1.1/box1", "1.1/box1.1", "1.1/box1.2", "1.1/p2", "1.2"]
    assert clauses["1.1/p2"].path == ("一、甲", "（一）乙")
    assert clauses["1.1/p2"].kind == "paragraph"


def test_a_box_stands_in_its_section_not_in_the_last_item_of_a_list(
    clauses_of: ClausesOf,
) -> None:
    text = "一、甲\n（一）乙\n1.丙。\n2.丁。\n专栏1 工程\n家电：电机。\n家具：竹藤。\n3.戊。\n"
    clauses = clauses_of(text)
    assert list(clauses)[4:7] == ["1.1/box1", "1.1/box1.1", "1.1/box1.2"]


def test_a_box_title_may_stand_in_the_line_below_the_number(clauses_of: ClausesOf) -> None:
    clauses = clauses_of("一、甲\n专栏1\n重点工程\n1.丙；\n2.丁。\n二、戊\n")
    assert clauses["1/box1"].title == "重点工程"
    assert clauses["1/box1.2"].path == ("一、甲", "专栏1 重点工程")


@pytest.mark.parametrize(
    "listed",
    [
        "附件：1.申报表\n2.汇总表\n3.说明\n",
        "附件：\n1.申报表\n2.汇总表\n3.说明\n",
        "附件：1.申报表 2.汇总表 3.说明\n",
    ],
)
def test_a_list_of_annexes_is_no_annex_and_opens_no_clause(
    clauses_of: ClausesOf, listed: str
) -> None:
    text = (
        f"一、甲\n做好工作。\n\n{listed}\n临江省商务厅\n2024年1月2日\n\n附件1\n申报表\n\n一、乙\n"
    )
    clauses = clauses_of(text)
    assert list(body(clauses)) == ["1", "annex1", "annex1/1"]
    assert "".join(clauses["back/annex"].text.split()) == "".join(listed.split())
    assert clauses["annex1/1"].path == ("附件1 申报表",)


def test_a_list_of_annexes_before_the_body_opens_no_clause(clauses_of: ClausesOf) -> None:
    text = "关于印发方案的通知\n附件：\n1.方案\n2.分工表\n临江省商务厅\n方案\n一、甲\n（一）乙。\n"
    assert list(body(clauses_of(text))) == ["1", "1.1"]


def test_contacts_under_a_section_heading_belong_to_it(clauses_of: ClausesOf) -> None:
    text = "一、申报\n（一）甲处\n联系人：张三\n电话：1\n（二）乙处\n联系人：李四\n二、其他。\n"
    clauses = clauses_of(text)
    assert list(clauses) == ["1", "1.1", "1.2", "2"]
    assert "李四" in clauses["1.2"].text


def test_a_signature_after_the_contacts_of_the_last_section_is_back_matter(
    clauses_of: ClausesOf,
) -> None:
    signature = "临江省商务厅\n2024年4月2日\n"
    text = f"一、时间\n2024年5月1日\n二、联系方式\n联系人：张三\n电话：1\n\n{signature}"
    clauses = clauses_of(text)
    assert list(clauses) == ["1", "2", "back/issuers", "back/date"]
    assert clauses["1"].text == "一、时间\n2024年5月1日"


def test_page_numbers_inside_a_clause_are_in_its_span_but_not_in_its_text(
    clauses_of: ClausesOf,
) -> None:
    text = "一、甲。以重点企\n\n— 4 —\n\n业为骨干。\n第 5 页\n二、乙。\n- 6 -\n"
    clauses = clauses_of(text)
    assert clauses["1"].text == "一、甲。以重点企业为骨干。"
    assert text[clauses["1"].start : clauses["1"].end].endswith("业为骨干。")
    assert clauses["furniture"].text == "第 5 页"
    assert clauses["furniture~2"].text == "- 6 -"


def test_page_numbers_in_the_back_matter_are_kept(clauses_of: ClausesOf) -> None:
    clauses = clauses_of("一、甲。\n公开方式：主动公开\n- 3 -\n抄送：省财政厅。\n")
    assert clauses["furniture"].text == "- 3 -"


def test_a_node_does_not_go_on_across_a_table_of_contents(clauses_of: ClausesOf) -> None:
    clauses = clauses_of("一、甲。\n目录\n一、乙\n丙丁\n一、乙\n戊。\n")
    assert clauses["toc"].text == "目录一、乙"
    assert clauses["1"].text == "一、甲。"


@pytest.mark.parametrize("invisible", ["\ufeff", "\u200b", "\u200b\u3000\ufeff"])
def test_invisible_characters_hide_no_mark(clauses_of: ClausesOf, invisible: str) -> None:
    text = f"{invisible}办法\n{invisible}一、甲。\n{invisible}二、乙。\n"
    assert list(body(clauses_of(text))) == ["1", "2"]


def test_a_text_that_lost_a_number_goes_on_with_the_next(clauses_of: ClausesOf) -> None:
    clauses = clauses_of("措施 1.减税。全年执行。 贴息。全年执行。 3.担保。全年执行。 4.奖补。")
    assert list(body(clauses)) == ["1", "3", "4"]
