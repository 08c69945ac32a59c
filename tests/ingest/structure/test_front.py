import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import Document
from ingest.structure.front import (
    Block,
    describe,
    group_blocks,
    label_line,
    mark_preamble,
    read_facts,
    read_region,
)
from ingest.structure.lines import split_lines


def blocks_of(text: str) -> list[Block]:
    return mark_preamble(group_blocks(text, split_lines(text)))


def labelled(text: str) -> list[tuple[str, str]]:
    return [(b.label, text[b.lines[0].start : b.lines[-1].end]) for b in blocks_of(text)]


def facts_of(text: str) -> dict[str, str]:
    facts = read_facts(text, blocks_of(text))
    assert all(text[fact.start : fact.end].strip() for fact in facts)
    return {fact.name: fact.value for fact in facts}


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("临工信〔2024〕18号", "number"),
        ("临政办发 [2024] 第 3 号", "number"),
        ("临江省工业和信息化厅 临江省财政厅", "issuers"),
        ("2024年4月8日", "date"),
        ("二〇二四年四月八日", "date"),
        ("各市人民政府，省有关单位：", "recipients"),
        ("咨询电话：0712-5550136", "contact"),
        ("（联系人：张三，电话：0712-5550136）", "contact"),
        ("截止日期：2024年5月31日", "contact"),
        ("附件：1.申报书", "annex"),
        ("附件1所列企业优先支持。", "text"),
        ("此件公开发布", "disclosure"),
        ("来源：临江省政府网站", "source"),
        ("关于促进消费的若干措施（试行）", "title"),
        ("现印发给你们，请认真贯彻执行。", "text"),
        ("为加快发展，依据国家有关规定，制定本行动计划", ""),
        ("国务院令第746号", "number"),
        ("财政部 税务总局公告2019年第35号", "number"),
        ("台财法字第11213913980号", "number"),
        ("索引号：11440106718120458W/2024-00008", "metadata"),
        ("（2021年3月1日临江市人民代表大会常务委员会第三次会议通过）", "adoption"),
        ("2022年3月1日 国家市场监督管理总局令第52号公布", "adoption"),
        ("2018年7月30日签发", "date"),
        ("临江市商务局 2024年4月8日", "date"),
        ("现将有关事项通知如下：", "text"),
        ("临江省内各地", ""),
    ],
)
def test_a_line_is_labelled_by_what_it_states(line: str, label: str) -> None:
    assert label_line(line) == label


def test_a_title_over_several_lines_is_one_block_with_the_note_under_it() -> None:
    text = "关于加快发展\n现代食品产业的意见\n（征求意见稿）\n\n为加快发展，制定本意见。\n"
    assert labelled(text) == [
        ("title", "关于加快发展\n现代食品产业的意见\n（征求意见稿）"),
        ("preamble", "为加快发展，制定本意见。"),
    ]


def test_the_entries_of_an_annex_list_stay_together() -> None:
    text = "附件：1.实施方案\n2.分工表\n\n临江省商务厅\n"
    assert labelled(text) == [("annex", "附件：1.实施方案\n2.分工表"), ("issuers", "临江省商务厅")]


def test_one_line_of_contacts_states_each_of_them() -> None:
    facts = facts_of("（联系人：张三，电话：0712-5550136；电子邮箱：a@example.org）\n")
    assert facts == {
        "联系人": "张三",
        "电话": "0712-5550136",
        "电子邮箱": "a@example.org",
    }


@pytest.mark.parametrize(
    ("sentence", "deadline"),
    [
        ("请于2024年5月31日前报送。", "2024-05-31"),
        ("请于 2022 年 1 月 20 日之前反馈。", "2022-01-20"),
        ("申报至3月15日止。", "03-15"),
        ("请于2024年3月15日（星期五）下班前报送。", "2024-03-15"),
        ("请于3月15日17:00前报送。", "03-15"),
    ],
)
def test_a_deadline_is_read_from_the_sentence_that_sets_it(sentence: str, deadline: str) -> None:
    assert facts_of(sentence)["deadline"] == deadline


def test_a_deadline_in_a_line_of_its_own_is_read() -> None:
    assert facts_of("截止日期：2024年5月31日\n")["deadline"] == "2024-05-31"


def test_a_page_break_does_not_part_a_title_from_its_note() -> None:
    text = "关于促进消费的意见\n- 1 -\n（征求意见稿）\n"
    lines = split_lines(text)
    blocks = group_blocks(text, [lines[0], lines[2]])
    document = describe(Document(doc_id="d", source="d.txt", sha256=""), text, blocks, [])
    assert document.title == "关于促进消费的意见（征求意见稿）"
    assert document.status == "draft"


def test_a_document_is_described_by_its_front_and_back_matter() -> None:
    front = "临商发〔2024〕7号\n\n关于促进消费的意见（征求意见稿）\n\n各市商务局：\n"
    back = "\n临江省商务厅\n2024年6月1日\n"
    text = front + back
    lines = split_lines(text)
    document = describe(
        Document(doc_id="d", source="d.txt", sha256=""),
        text,
        group_blocks(text, lines[:3]),
        group_blocks(text, lines[3:]),
    )
    assert document.title == "关于促进消费的意见（征求意见稿）"
    assert (document.number, document.issued) == ("临商发〔2024〕7号", "2024-06-01")
    assert (document.issuers, document.status) == (("临江省商务厅",), "draft")
    assert read_region(document) == "临江省"


def described(text: str, lines: int | None = None) -> Document:
    """Describe a text whose first `lines` are front matter, or all of it."""
    found = split_lines(text)
    front, back = found[:lines], found[lines:] if lines else []
    document = Document(doc_id="d", source="d.txt", sha256="")
    return describe(document, text, group_blocks(text, front), group_blocks(text, back))


def test_a_notice_and_what_it_issues_have_a_title_each() -> None:
    text = (
        "临江市人民政府关于印发《临江市扶持办法》的通知\n临府〔2024〕3号\n各区人民政府，市各部门：\n"
        "现将办法印发给你们，请遵照执行。\n临江市人民政府\n2024年6月1日\n临江市扶持办法\n"
        "第一条 本办法自印发之日起施行，有效期五年。\n"
    )
    document = described(text)
    assert document.title == "临江市扶持办法"
    assert document.notice == "临江市人民政府关于印发《临江市扶持办法》的通知"
    assert (document.number, document.recipients) == ("临府〔2024〕3号", "各区人民政府，市各部门")
    assert (document.issuers, document.issued) == (("临江市人民政府",), "2024-06-01")


def test_the_title_of_what_is_forwarded_may_stand_below_the_numbered_text() -> None:
    text = (
        "临江省政府办公厅转发省商务厅\n关于促进消费意见报告的通知\n现转发给你们。\n"
        "关于促进消费意见的报告\n一、总体要求\n"
    )
    document = described(text, 3)
    assert document.title == "关于促进消费意见的报告"
    assert document.notice == "临江省政府办公厅转发省商务厅关于促进消费意见报告的通知"


def test_a_notice_that_issues_an_annex_keeps_its_own_title() -> None:
    text = (
        "财政部 税务总局\n关于公布优惠目录的公告\n财政部 税务总局公告2018年第177号\n现予公布。\n"
        "附：有效的优惠文件汇总表\n财政部 税务总局\n2018年12月29日\n"
    )
    document = described(text)
    assert document.title == "财政部税务总局关于公布优惠目录的公告"
    assert document.number == "财政部 税务总局公告2018年第177号"
    assert document.issuers == ("财政部", "税务总局")


def test_a_statute_is_dated_by_its_first_adoption() -> None:
    text = (
        "临江市燃气条例\n（2012年11月23日临江市第十三届人民代表大会常务委员会第十次会议通过\n"
        "2013年9月26日临江省人民代表大会常务委员会第六次会议批准）\n第一条 为了加强管理。\n"
    )
    document = described(text, 3)
    assert (document.title, document.issued) == ("临江市燃气条例", "2012-11-23")
    assert document.issuers == ("临江市人民代表大会常务委员会",)


def test_an_order_has_its_number_and_issuer_from_the_note_on_its_publication() -> None:
    document = described("登记管理条例\n（2021年7月27日中华人民共和国国务院令第746号公布）\n")
    assert document.number == "中华人民共和国国务院令第746号"
    assert (document.issuers, document.issued) == (("国务院",), "2021-07-27")


def test_an_order_in_two_lines_has_one_number() -> None:
    document = described("临江市人民政府令\n第52号\n临江市扶持办法\n2024年5月1日\n")
    assert (document.number, document.title) == ("临江市人民政府令第52号", "临江市扶持办法")
    assert document.issuers == ("临江市人民政府",)


def test_rows_of_a_page_state_what_the_document_does_not() -> None:
    text = (
        "发布机构：临江市商务局\n成文日期：2019年6月14日\n文号：临商规字〔2019〕4号\n"
        "实施日期：2019年07月01日\n失效日期：2024年06月30日\n文件状态：失效\n临江市扶持办法\n"
    )
    document = described(text)
    assert (document.title, document.number) == ("临江市扶持办法", "临商规字〔2019〕4号")
    assert (document.issuers, document.issued) == (("临江市商务局",), "2019-06-14")
    assert (document.effective, document.expires) == ("2019-07-01", "2024-06-30")
    assert document.status == "repealed"


def test_an_order_of_a_ministry_of_taiwan_is_read() -> None:
    text = (
        "财政部令\n发文日期：中华民国112年5月2日\n发文字号：台财法字第11213913980号\n"
        "修正「民间参与争议处理规则」部分条文。\n附条文\n"
    )
    document = described(text)
    assert document.title == "修正「民间参与争议处理规则」部分条文"
    assert (document.number, document.issued) == ("台财法字第11213913980号", "2023-05-02")
    assert document.issuers == ("财政部",)


def test_a_letter_that_asks_for_comments_makes_what_it_sends_a_draft() -> None:
    text = (
        "临江市住建局关于征求《临江市燃气条例（修订草案）》修改意见的函\n各有关单位：\n现公开征求意见。\n"
        "临江市住建局\n2025年3月1日\n临江市燃气条例（修订草案）\n"
    )
    document = described(text)
    assert (document.title, document.status) == ("临江市燃气条例（修订草案）", "draft")
    assert document.notice == "临江市住建局关于征求《临江市燃气条例（修订草案）》修改意见的函"


def test_a_title_below_the_contents_is_found_where_nothing_stands_above() -> None:
    text = "第一章 总则\n第二章 附则\n附件1：\n临江市试点办法\n第一条 为了试点。\n"
    document = describe(Document(doc_id="d", source="d.txt", sha256=""), text, [], [])
    assert document.title == "临江市试点办法"


@pytest.mark.parametrize(
    ("title", "status"),
    [("临江市燃气条例（修订草案）", "draft"), ("关于废止部分法规的决定", "in_force")],
)
def test_a_decision_to_repeal_is_in_force(title: str, status: str) -> None:
    assert described(f"{title}\n2024年5月1日\n").status == status


LINES = [
    "临江市扶持办法",
    "（试行）",
    "临府〔2024〕3号",
    "各区：",
    "索引号：",
    "2024年5月1日",
    "附件：1.表",
]
LINES += [
    "临江市商务局",
    "（2021年3月1日",
    "通过）",
    "现予印发。",
    "关于印发甲办法的通知",
    "",
    "第52号",
    "令",
]


@given(
    st.lists(st.sampled_from(LINES), min_size=1, max_size=14).map("\n".join) | st.text(min_size=1)
)
def test_any_front_matter_is_described_with_spans_inside_it(text: str) -> None:
    document = described(text)
    assert all(0 <= fact.start <= fact.end <= len(text) for fact in document.facts)
