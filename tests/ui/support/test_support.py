"""The page 惠企支持 over two small documents that try to be markup."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from index.disk.store import StoreError
from tests.ui.fakes import HOSTILE
from tests.ui.reading import read_page
from tests.ui.support.fakes import DRAFT_TITLE, OFFICE, PLAN_TITLE
from ui.parts.addresses import PageLink


def _draw(error: Exception | None = None, script: str = "简体") -> None:
    from datetime import date

    import streamlit as st

    from tests.ui.support.fakes import make_desk
    from ui.desk import Desk
    from ui.support.page import draw_support_page

    def open_desk() -> Desk:
        if error is not None:
            raise error
        return make_desk()

    st.session_state["script"] = script
    draw_support_page(open_desk, as_of=date(2026, 1, 1))


def _open(
    error: Exception | None = None, script: str = "简体", **address: str | list[str]
) -> AppTest:
    kwargs = {"error": error, "script": script}
    app = AppTest.from_function(_draw, kwargs=kwargs, default_timeout=20)
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def _places(app: AppTest) -> list[str]:
    """Return where the clauses stand that the list shows, the open ones first."""
    return re.findall(r"<article class=\"offer[^>]*><h3><span[^>]*>([^<]+)", _list_of(app))


def _list_of(app: AppTest) -> str:
    bodies = [element.proto.body for element in app.get("html")]
    return str(next(body for body in bodies if 'class="support list"' in body))


def _address(app: AppTest) -> dict[str, list[str]]:
    values = app.query_params.items()
    return {name: [value] if isinstance(value, str) else list(value) for name, value in values}


def test_nothing_chosen_says_what_to_choose_and_gives_no_file() -> None:
    app = _open()
    text = read_page(app).text
    assert "还没有可导出的内容：请先选行业、城市、规模或想要的支持。" in text
    assert "与您的情况有关的条款" not in text
    assert not app.get("download_button")
    # Of the three examples those that these documents speak to.
    assert [button.label for button in app.button] == [
        "我在佛山做家具，想改造数字化产线",
        "我在潮州做陶瓷，想做节能改造",
    ]


def test_counts_come_first_and_then_what_the_clauses_leave_open() -> None:
    app = _open(industry="家具", city="佛山")
    text = read_page(app).text
    assert "与您的情况有关的条款 3 条：广东省 2 条、国家 1 条。" in text
    assert "这 3 条都没有写明：金额或比例、申报条件和程序、办理期限、" in text
    assert "不能凭这些条款直接申领；写着“支持”“鼓励”，不等于有钱可领。" in text
    assert text.index("不能凭这些条款直接申领") < text.index("支持家具行业")
    assert app.button_group(key="only").options == [
        "点名您的行业 1 条",
        "写明支持 2 条",
        "部门任务 1 条",
        "广东省 2 条",
        "国家 1 条",
    ]


def test_a_count_filters_the_list_and_is_in_the_address() -> None:
    app = _open(industry="家具")
    app.button_group(key="only").set_value("task").run()
    assert _address(app) == {"industry": ["家具"], "only": ["task"]}
    assert _places(app) == ["一（二） 人才培养"]
    assert _places(_open(industry="家具", only="task")) == ["一（二） 人才培养"]
    # A filter that leaves nothing of another profile is none.
    app.selectbox(key="industry").select("电池").run()
    assert _address(app) == {"industry": ["电池"]}
    assert _places(app)


def test_each_clause_stands_once_the_closest_first() -> None:
    assert _places(_open(industry="家具")) == [
        "一（一） 数字化转型",
        "一（一） 绿色制造",
        "一（二） 人才培养",
    ]


def test_kinds_say_how_many_clauses_they_have() -> None:
    labels = _open(industry="家具").button_group(key="need").options
    assert "数字化、上云 1" in labels
    assert "数字化、上云" in _open().button_group(key="need").options


def test_the_status_of_both_documents_is_in_one_line_and_told_in_its_box() -> None:
    text = read_page(_open(industry="家具")).text
    assert "请留意：规划期已结束 1 份、征求意见稿 1 份、措辞怎样读" in text
    assert f"《{PLAN_TITLE}》的规划期到 2025 年为止，截至 2026-01-01 已结束。" in text
    assert f"《{DRAFT_TITLE}》是公开征求意见的稿子" in text
    assert "一（一） 绿色制造国家 征求意见稿" in text


def test_a_place_that_the_list_lacks_is_taken_for_its_city_and_said() -> None:
    app = _open(industry="家具", city="顺德")
    text = read_page(app).text
    assert "城市名单里没有“顺德”（广东省佛山市顺德区），按“佛山”查看。" in text
    assert "城市：佛山" in text
    assert _address(app)["city"] == ["顺德"]
    outside = read_page(_open(industry="家具", city="湖南")).text
    assert "城市名单里没有“湖南”（湖南省），按“广东省外”查看。" in outside
    assert "这是“广东”的文件，您的企业不在那里" in outside


def test_an_industry_that_the_list_lacks_offers_the_nearest() -> None:
    app = _open(industry="茶叶")
    assert "行业名单里没有“茶叶”，还没有按行业筛选。可以选：" in read_page(app).text
    assert app.button(key="offer_industry_0").label == "其他行业"


def test_whom_to_ask_is_counted_and_leads_to_their_tasks() -> None:
    page = read_page(_open(industry="家具", need="数字化"))
    assert "可以先问谁广东省工业和信息化厅 牵头 1 条" in page.text
    assert PageLink("tasks", {"dept": "广东省工业和信息化厅"}).address in page.links()
    assert f"参与：{OFFICE.replace('省', '广东省', 1)}、广东省财政厅" in page.text


def test_a_quote_has_its_wording_its_conditions_and_its_source() -> None:
    page = read_page(_open(industry="家具", city="佛山", size="small", need="数字化"))
    assert (
        "写明支持点名您的行业写明您的规模数字化、上云专精特新、做大做强“支持家具行业" in page.text
    )
    assert "符合 行业：点名了您的行业：“家具”" in page.text
    assert "文件未写 没有限定地区、规模，没有写金额、期限" in page.text
    assert "符合 规模：写明“中小企业”" in page.text
    assert "需核对 其他限定：这句话的对象是“地方政府”，不是直接对企业说的" in page.text
    assert "文件未写 没有限定行业、地区" in page.text
    links = [link for link in page.links() if "read?clause=plan%2F1.1" in link]
    assert any("find=" in link for link in links)


def test_what_is_not_met_is_closed_at_the_end_with_its_reason() -> None:
    text = read_page(_open(industry="家具", need="数字化")).text
    assert "不符合的条款 1 条，附原因" in text
    assert text.index("不符合的条款 1 条") > text.index("支持家具行业")
    assert "不符合 行业：只点名了“陶瓷”，没有点名您的行业" in text


def test_a_document_on_other_industries_says_so_once() -> None:
    text = read_page(_open(industry="电池")).text
    assert (
        f"《{PLAN_TITLE}》没有列给您的条款：文件讲的是“现代轻工纺织”，全文没有提到您的行业。"
        in text
    )
    other = read_page(_open(industry="其他行业")).text
    assert "与您的情况有关的条款 0 条" in other
    assert "没有条款可以列给您。" in other
    assert "文件讲的是“轻工”；您选的是“其他行业”" in other
    assert "不能凭这些条款直接申领" not in other


def test_an_example_is_chosen_by_its_button_and_cleared_by_another() -> None:
    app = _open().button(key="example_1").click().run()
    assert _address(app) == {"industry": ["家具"], "city": ["佛山"], "need": ["数字化", "技改"]}
    assert app.selectbox(key="industry").value == "家具"
    assert "支持家具行业" in read_page(app).text
    app.button(key="clear").click().run()
    assert _address(app) == {}
    assert app.selectbox(key="industry").value is None
    assert "还没有可导出的内容" in read_page(app).text


def test_what_is_chosen_is_in_the_address_and_the_address_shows_the_same() -> None:
    app = _open()
    app.selectbox(key="industry").select("家具").run()
    app.selectbox(key="size").select("small").run()
    app.button_group(key="need").set_value(["数字化"]).run()
    assert _address(app) == {"industry": ["家具"], "size": ["small"], "need": ["数字化"]}
    linked = _open(industry="家具", size="small", need=["数字化"])
    assert read_page(linked).text == read_page(app).text
    linked.query_params["industry"] = "陶瓷"
    linked.run()
    assert linked.selectbox(key="industry").value == "陶瓷"


def test_what_an_address_holds_and_the_page_does_not_know_is_said() -> None:
    app = _open(industry=HOSTILE, size="huge", need=["数字化", "发钱"], page="2")
    warnings = [warning.value for warning in app.warning]
    assert len(warnings) == 4
    assert "还没有可导出的内容" not in read_page(app).text
    assert _address(app)["need"] == ["数字化"]


def test_the_files_are_offered() -> None:
    app = _open(industry="家具")
    assert [button.proto.label for button in app.get("download_button")] == [
        "下载 Word",
        "下载 Markdown",
    ]


def test_in_traditional_characters_quotes_and_address_stay() -> None:
    app = _open(script="繁體", industry="家具", city="佛山", need="数字化")
    page = read_page(app)
    assert "與您的情況有關的條款 1 條" in page.text
    assert "支持家具行业" in page.text
    assert _address(app)["need"] == ["数字化"]


@pytest.mark.parametrize(("industry", "city"), [("", ""), ("家具", ""), ("", "广东省外")])
def test_nothing_of_a_document_becomes_markup(industry: str, city: str) -> None:
    app = _open(industry=industry, city=city)
    page = read_page(app)
    if industry:
        assert HOSTILE in page.text
    assert not {tag for tag, _ in page.tags} & {"script", "img", "b", "i", "iframe"}
    assert all(link.startswith(("./", "#")) for link in page.links())
    drawn_as_markdown = [element.value for element in [*app.markdown, *app.caption]]
    assert not any("example.invalid" in text for text in drawn_as_markdown)


def test_an_index_that_cannot_be_used_is_said() -> None:
    (error,) = _open(StoreError("index/store: is broken; build it")).error
    assert "索引无法使用" in error.value
