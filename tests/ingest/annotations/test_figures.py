"""Numbers with units, hand-worked on both documents and on what is no figure."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.annotations.figures import find_figures
from ingest.structure.text import JoinedText, join_lines

DOCS = Path(__file__).parents[3] / "docs_raw"
PLAN = DOCS / "guangdong-light-textile-action-plan-2023-2025.txt"
DRAFT = DOCS / "miit-light-industry-guiding-opinions-draft-2022.txt"


def join(text: str) -> JoinedText:
    return join_lines(text, [m.span() for m in re.finditer(r"\S(?:[^\n]*\S)?", text)])


def figures(text: str) -> list[tuple[float, str, str]]:
    return [(f.value, f.unit, f.what) for f in find_figures(join(text))]


def test_the_plan_gives_its_twelve_figures() -> None:
    assert figures(PLAN.read_text(encoding="utf-8")) == [
        (17, "个", "大类"),
        (57, "个", "中类"),
        (174, "个", "小类"),
        (6383.5, "亿元", "2019年工业增加值"),
        (26775.2, "亿元", "2019年主营业务收入"),
        (20, "%", "2019年占全省制造业主营业务收入"),
        (6608.6, "亿元", "2022年工业增加值"),
        (27856.5, "亿元", "2022年营业收入"),
        (7200, "亿元", "2025年现代轻工纺织产业工业增加值"),
        (3, "万亿元", "2025年主营业务收入"),
        (2, "%", "2025年规模以上企业研发投入达到主营业务收入"),
        (95, "%", "重点领域与国际标准一致性程度"),
    ]


def test_the_draft_gives_its_eight_figures() -> None:
    assert figures(DRAFT.read_text(encoding="utf-8")) == [
        (5, "%", "利润年均增长"),
        (6, "%", "重点行业利润率"),
        (10, "%", "规模以上企业有效发明专利数量年均增长"),
        (3, "%", "轻工业科技百强企业研发投入强度"),
        (10, "%", "重点行业研发投入强度较2020年增长"),
        (100, "项", "升级和创新消费品"),
        (100, "家", "百亿元以上品牌价值企业"),
        (50, "家", "智能制造示范工厂"),
    ]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("增加值超 7200 亿元，", "超 7200 亿元"),
        ("建设 50 家左右工厂", "50 家左右"),
        ("企业超过 100 家，", "超过 100 家"),
        ("达到95%以上。", "95%以上"),
        ("有2130户及以上", "2130户及以上"),
        ("收到650多幅画和2万多人来信", "2万多人"),
        ("补贴不超过1,200.5万元。", "不超过1,200.5万元"),
        ("新增 １００ 项", "１００ 项"),
        ("下降０．５％", "０．５％"),
        ("不足5人的", "不足5人"),
        ("附近 3 家", "3 家"),
    ],
)
def test_what_bounds_a_number_is_printed_with_it(text: str, printed: str) -> None:
    assert [f.printed for f in find_figures(join(text))] == [printed]


def test_full_width_digits_have_their_value() -> None:
    assert figures("新增 １００ 项")[0][:2] == (100, "项")
    assert figures("下降０．５％")[0][:2] == (0.5, "%")


def test_both_ends_of_a_range_are_figures_of_one_thing() -> None:
    assert figures("发放奖金10—30万元。") == [(10, "万元", "发放奖金"), (30, "万元", "发放奖金")]
    assert figures("每天通风2-3次") == [(2, "次", "每天通风"), (3, "次", "每天通风")]


def test_lengths_of_time_are_figures() -> None:
    assert figures("贴息期限不超过1年，15个工作日内办结")[0] == (1, "年", "贴息期限")
    assert figures("3日内有效")[0][:2] == (3, "日")


def test_what_a_share_is_of_stands_behind_it() -> None:
    assert figures("给予实际投入20%的补贴。") == [(20, "%", "补贴")]


def test_unclear_words_are_left_out() -> None:
    assert figures("，24小时。") == [(24, "小时", "")]


@pytest.mark.parametrize(
    "text",
    [
        "2019年",
        "2023-2025年",
        "20 年代",
        "19年底",
        "2023年12月29日",
        "2022 年 1 月 20 日前",
        "2月10日内",
        "粤工信消费函〔2023〕16号",
        "（粤发〔2023〕7号）",
        "1.推动集群数字化赋能",
        "专栏 2 家用电器",
        "附件1 项目单位",
        "1 家用电器",
        "第 3 条、第12项",
        "联系电话：010-68205665",
        "账号778350041398 元",
        "将5G、3D打印用于C2M",
        "三成企业、百亿元以上",
        "第1.5家",
        "100元旦",
        "",
    ],
)
def test_dates_numbering_and_names_are_no_figures(text: str) -> None:
    assert figures(text) == []


NUMBERS = ["2025", "１００", "3.5", "1,000", ".", "第", "专栏", "到", "-", "—", "超过", "多"]
UNITS = ["%", "亿元", "万", "家", "年", "月", "日", "个", "左右", "以上"]
WORDS = ["工业增加值", "达到", "的", "，", "。", "“", "”", " ", "\n\n"]
PIECES = st.sampled_from(NUMBERS) | st.sampled_from(UNITS) | st.sampled_from(WORDS)


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60))
def test_any_text_gives_spans_that_hold_the_printed_numbers(text: str) -> None:
    for figure in find_figures(join(text)):
        assert 0 <= figure.start < figure.end <= len(text)
        assert "".join(text[figure.start : figure.end].split()) == "".join(figure.printed.split())
        assert figure.value >= 0
        assert figure.unit


def test_an_endless_number_is_no_figure() -> None:
    text = "期限" + "9" * 5000 + "年，"
    assert find_figures(JoinedText(text, tuple(range(len(text))))) == ()
