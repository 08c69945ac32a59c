"""Numbers with units, hand-worked on both documents and on what is no figure."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.annotations.figures import base_unit, base_value, find_figures
from ingest.text.joined import JoinedText, join_lines

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


def test_the_draft_gives_its_ten_figures() -> None:
    assert figures(DRAFT.read_text(encoding="utf-8")) == [
        (5, "%", "利润年均增长"),
        (6, "%", "重点行业利润率"),
        (10, "%", "规模以上企业有效发明专利数量年均增长"),
        (3, "%", "轻工业科技百强企业研发投入强度"),
        (10, "%", "重点行业研发投入强度较2020年增长"),
        (100, "项", "升级和创新消费品"),
        (100, "亿元", ""),
        (100, "家", "品牌价值企业"),
        (50, "家", "智能制造示范工厂"),
        (3, "个", "层次的职业教育和培训体系"),
    ]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("增加值超 7200 亿元，", "超 7200 亿元"),
        ("建设 50 家左右工厂", "50 家左右"),
        ("企业超过 100 家，", "超过 100 家"),
        ("达到95%以上。", "95%以上"),
        ("有2130户及以上", "2130户及以上"),
        ("收到2万多人来信", "2万多人"),
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
        "珠三角、三旧、二氧化碳、十四五、一网通办、三年级",
        "一次性补助，一个企业一项政策，统一三次",
        "九年义务教育、九年一贯制学校",
        "上一年度，同一年，十分重要",
        "“两个一百年”和“三支一扶”",
        "数十家、十几个、两三年、三五天",
        "二次供水、三期工程、附件三所列",
        "第三十条、三十一条，第二、三款，前两项规定",
        "8号楼11层1121室",
        "每月15日、20日报送",
        "单位：万元",
        "第1.5家",
        "100元旦",
        "",
    ],
)
def test_dates_numbering_and_names_are_no_figures(text: str) -> None:
    assert figures(text) == []


def bounded(text: str) -> list[tuple[float, str, str]]:
    return [(base_value(f), base_unit(f), f.bound) for f in find_figures(join(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("补助三千万元", (30_000_000, "元", "")),
        ("补助3000万元", (30_000_000, "元", "")),
        ("一亿二千万元", (120_000_000, "元", "")),
        ("3万5千元", (35_000, "元", "")),
        ("按百分之二计算", (2, "%", "")),
        ("百分之二点五", (2.5, "%", "")),
        ("千分之三", (0.3, "%", "")),
        ("每日万分之五", (0.05, "%", "")),
        ("1.2‰", (0.12, "%", "")),
        ("一成", (10, "%", "")),
        ("成员的三分之二以上", (66.6666666667, "%", "min")),
        ("其中1/4的股份", (25, "%", "")),
        ("有效期五年", (5, "年", "")),
        ("公示两个月", (2, "月", "")),
        ("22个工作日", (22, "工作日", "")),
        ("半年以上", (0.5, "年", "min")),
        ("工作一年半", (1.5, "年", "")),
        ("年满十八周岁", (18, "周岁", "min")),
        ("未满60周岁", (60, "周岁", "max")),
        ("三十日内答复", (30, "日", "max")),
        ("公示期为7日", (7, "日", "")),
        ("三倍", (3, "倍", "")),
        ("每平方米9元", (9, "元", "")),
        ("0.5元/立方米", (0.5, "元/立方米", "")),
        ("满分为100分", (100, "分", "")),
        ("重五十千克", (50, "千克", "")),
        ("海拔三千米", (3, "千米", "")),
        ("至少一名", (1, "名", "min")),
        ("一次以上", (1, "次", "min")),
        ("每年一次", (1, "次", "")),
        ("租期50年以内", (50, "年", "max")),
        ("一百元以下", (100, "元", "max")),
        ("最高给予50万元", (500_000, "元", "max")),
        ("不超过实际投入的50%", (50, "%", "max")),
        ("不得少于3人", (3, "人", "min")),
        ("低于15平方米", (15, "平方米", "max")),
        ("执行期满未逾5年", (5, "年", "max")),
        ("近三年", (3, "年", "")),
        ("近300人", (300, "人", "about")),
        ("约20余家", (20, "家", "about")),
        ("百亿元以上", (10_000_000_000, "元", "min")),
        ("5万元（含）以上", (50_000, "元", "min")),
        ("≥7.0 mmol/L", (7, "mmol/L", "min")),
    ],
)
def test_a_figure_has_value_unit_and_bound(text: str, expected: tuple[float, str, str]) -> None:
    [(value, unit, bound)] = bounded(text)
    assert value == pytest.approx(expected[0])
    assert (unit, bound) == expected[1:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12至24个月", [(12, "月", "min"), (24, "月", "max")]),
        ("二至三名", [(2, "名", "min"), (3, "名", "max")]),
        ("百分之五至百分之十", [(5, "%", "min"), (10, "%", "max")]),
        ("百分之五至十", [(5, "%", "min"), (10, "%", "max")]),
        ("10小时（含）至72小时", [(10, "小时", "min"), (72, "小时", "max")]),
        ("五千元以上五万元以下", [(5000, "元", "min"), (50_000, "元", "max")]),
        ("1日、3日或者1个月", [(1, "月", "")]),
        ("期限分别为1日、3日", [(1, "日", ""), (3, "日", "")]),
    ],
)
def test_each_of_several_figures_has_its_own_bound(
    text: str, expected: list[tuple[float, str, str]]
) -> None:
    assert bounded(text) == expected


def test_a_fine_is_one_thing_with_a_least_and_a_most() -> None:
    found = find_figures(join("逾期不改正的，对个人处五千元以上五万元以下罚款。"))
    assert [(f.what, f.whom) for f in found] == [("罚款", "个人"), ("罚款", "个人")]


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("对符合条件的企业给予50万元奖励", "符合条件的企业"),
        ("一次性奖励团队50万元", "团队"),
        ("每户补助3000元", "每户"),
        ("建设费用为50万元", ""),
    ],
)
def test_who_gets_an_amount_is_said_in_words_of_the_text(text: str, whom: str) -> None:
    assert [f.whom for f in find_figures(join(text))] == [whom]


def test_what_is_done_within_a_time_is_what_it_measures() -> None:
    assert figures("应当自受理之日起20日内作出决定。") == [(20, "日", "作出决定")]


NUMBERS = [
    "2025",
    "１００",
    "3.5",
    "1,000",
    ".",
    "第",
    "专栏",
    "到",
    "-",
    "—",
    "超过",
    "多",
    "三",
    "十",
    "一",
    "百",
]
UNITS = ["%", "亿元", "万", "家", "年", "月", "日", "个", "左右", "以上", "分之", "/", "元", "半年"]
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
