import pytest

from ingest.model import Document
from ingest.structure.front import (
    Block,
    describe,
    group_blocks,
    label_line,
    mark_preamble,
    read_facts,
    read_period,
    read_region,
    tidy_title,
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


def test_a_title_is_tidied_to_one_line_of_full_width_brackets() -> None:
    assert tidy_title("关于发展 5G\n应用的 意见(试行)") == "关于发展5G应用的意见（试行）"


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("行动计划（2023-2025年）", (2023, 2025)),
        ("方案（2024—2026年）", (2024, 2026)),
        ("规划（2021至2025年）", (2021, 2025)),
        ("2024年工作要点", None),
    ],
)
def test_the_period_is_the_years_that_the_title_names(
    title: str, period: tuple[int, int] | None
) -> None:
    assert read_period(title) == period


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
