"""The page 责任分工 over a small document that tries to be markup."""

from collections.abc import Mapping

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element

from index.disk.store import StoreError
from tests.ui.fakes import HOSTILE
from tests.ui.reading import read_page
from tests.ui.tasks.fakes import CHAPTER, DRAFT_TITLE, OFFICE, TITLE
from ui.parts.addresses import PageLink

_DEPARTMENT = "临江省商务厅"


def _draw(has_tasks: bool = True, error: Exception | None = None, script: str = "简体") -> None:
    from datetime import date

    import streamlit as st

    from tests.ui.tasks.fakes import make_desk, make_desk_without_tasks
    from ui.desk import Desk
    from ui.tasks.page import draw_tasks_page

    def open_desk() -> Desk:
        if error is not None:
            raise error
        return make_desk() if has_tasks else make_desk_without_tasks()

    st.session_state["script"] = script
    draw_tasks_page(open_desk, as_of=date(2026, 1, 1))


def _open(**address: str) -> AppTest:
    return _start(address)


def _start(
    address: Mapping[str, str],
    *,
    has_tasks: bool = True,
    error: Exception | None = None,
    script: str = "简体",
) -> AppTest:
    kwargs = {"has_tasks": has_tasks, "error": error, "script": script}
    app = AppTest.from_function(_draw, kwargs=kwargs, default_timeout=20)
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def _address(app: AppTest) -> dict[str, str]:
    values = app.query_params.items()
    return {name: value if isinstance(value, str) else value[0] for name, value in values}


def test_the_first_view_counts_everything_and_names_what_assigns_nothing() -> None:
    app = _open()
    text = read_page(app).text
    assert "3 项任务5 个部门2 项次牵头4 项次参与2 项次是其中的分工负责" in text
    assert "两份文件的全部条款都已查过。" in text
    assert f"《{DRAFT_TITLE}》没有给任何部门分工（全文每一条都已查过）。" in text
    assert not _address(app)


def test_the_matrix_has_a_row_for_each_department_and_totals() -> None:
    page = read_page(_open())
    assert "临江省商务厅参与1牵头1牵头1参与1" in page.text
    assert "合计牵头1参与2牵头1分工负责2牵头2参与2分工负责2" in page.text
    assert PageLink("tasks", {"dept": _DEPARTMENT}).address in page.links()


def test_the_chart_says_in_words_what_it_shows() -> None:
    (chart,) = _open().get("vega_lite_chart")
    assert isinstance(chart, Element)
    assert chart.proto.alt.startswith("各部门的任务项数：临江省商务厅 牵头 1、参与 1；")


@pytest.mark.parametrize("asked", [_DEPARTMENT, "商务厅", "省商务厅", "商務廳", " 商务 "])
def test_a_link_to_a_department_shows_its_tasks_by_role(asked: str) -> None:
    app = _open(dept=asked)
    page = read_page(app)
    assert "牵头 1 项、参与 1 项，共 2 项；两份文件的全部条款都已查过。" in page.text
    assert page.text.index("牵头（1 项）") < page.text.index("参与，有牵头单位（1 项）")
    assert "一（二）=培育品牌" in page.text
    assert page.marked == ["省商务厅", "商务厅"]
    assert PageLink("read", {"clause": "plan/1.1"}).address in page.links()
    assert _address(app) == {"dept": asked}


def test_a_short_name_says_which_department_it_was_taken_for() -> None:
    assert f"“商务厅”按“{_DEPARTMENT}”查找。" in read_page(_open(dept="商务厅")).text
    assert "查找。" not in read_page(_open(dept=_DEPARTMENT)).text


def test_a_duty_that_nobody_leads_is_said_to_be_one() -> None:
    text = read_page(_open(dept="教育厅")).text
    assert "牵头 0 项、参与 1 项，共 1 项；参与的有 1 项只写分工负责、没有写牵头单位" in text
    assert "参与，只写分工负责、没有写牵头单位（1 项）" in text


def test_a_department_chosen_is_shown_and_put_into_the_address() -> None:
    app = _open(view="dept")
    assert "文件写了责任的 5 个部门" in read_page(app).text
    app.selectbox(key="dept").set_value("临江省市场监督管理局").run()
    assert "牵头 1 项、参与 0 项，共 1 项" in read_page(app).text
    assert _address(app)["dept"] == "临江省市场监督管理局"


def test_another_department_leaves_what_both_are_responsible_for() -> None:
    app = _open(dept=_DEPARTMENT)
    partners = app.selectbox(key="with").options
    assert partners == ["不限", "省<i>工业</i>局（共同 1 项）", "省市场监管局（共同 1 项）"]
    app.selectbox(key="with").set_value("临江省市场监督管理局").run()
    text = read_page(app).text
    assert "共同负责 1 项，其中临江省商务厅牵头 0 项；两份文件的全部条款都已查过。" in text
    assert "临江省商务厅 与 临江省市场监督管理局" in text
    assert _address(app) == {"dept": _DEPARTMENT, "with": "临江省市场监督管理局"}


def test_a_department_that_shares_nothing_is_told_and_can_be_dropped() -> None:
    app = _open(**{"dept": _DEPARTMENT, "with": "财政厅"})
    assert "共同负责 0 项；两份文件的全部条款都已查过。" in read_page(app).text
    assert "不限共同负责的部门可看到 2 项" in app.info[0].value
    app.button(key="clear").click().run()
    assert _address(app) == {"dept": _DEPARTMENT}


def test_another_department_that_there_is_not_is_said() -> None:
    app = _open(**{"dept": "商务厅", "with": HOSTILE})
    (warning,) = app.warning
    assert "没有找到这个共同负责的部门" in warning.value
    assert _address(app) == {"dept": "商务厅"}


def test_an_unknown_department_is_said_to_be_with_the_nearest_names() -> None:
    app = _open(dept=f"公安厅{HOSTILE}")
    (warning,) = app.warning
    assert "所收文件没有给这个名称的部门写责任" in warning.value
    assert warning.value.startswith("` 公安厅<script>")
    assert len(read_page(app).links()) == 3
    assert not app.get("download_button")


def test_a_name_of_several_departments_asks_which() -> None:
    app = _open(dept="厅")
    (warning,) = app.warning
    assert "可能是下面几个部门中的一个" in warning.value
    assert len(read_page(app).links()) == 3


@pytest.mark.parametrize("address", [{"q": "检验检测"}, {"q": "檢驗"}, {"q": "市场监管局"}])
def test_tasks_are_found_by_words(address: dict[str, str]) -> None:
    text = read_page(_open(**address)).text
    assert "按现在的查找和筛选显示 1 项。" in text
    assert "一（一）加强检验检测牵头临江省市场监督管理局" in text


def test_a_task_is_found_in_two_steps_from_the_first_view() -> None:
    app = _open()
    app.segmented_control(key="view").set_value("task").run()
    assert "共 3 项任务，5 个部门" in read_page(app).text
    app.text_input(key="q").input("检验检测").run()
    assert "牵头临江省市场监督管理局" in read_page(app).text
    assert _address(app) == {"q": "检验检测"}


def test_a_task_chosen_has_its_departments_by_role_and_its_whole_text() -> None:
    app = _open(task="plan/1.1")
    page = read_page(app)
    assert f"牵头临江省市场监督管理局参与{OFFICE}、{_DEPARTMENT}" in page.text
    assert HOSTILE in page.text
    assert page.marked == ["（省市场监管局牵头，省<i>工业</i>局、商务厅按职责分工负责）"]
    assert PageLink("tasks", {"dept": _DEPARTMENT}).address in page.links()
    assert app.selectbox(key="task").value == "plan/1.1"


def test_a_task_without_a_lead_says_so() -> None:
    text = read_page(_open(task="plan/2.3")).text
    assert "牵头原文没有写牵头单位分工负责临江省教育厅、临江省财政厅" in text


def test_from_a_task_all_tasks_are_one_step_away() -> None:
    app = _open(task="plan/1.1")
    app.button(key="all_tasks").click().run()
    assert "共 3 项任务" in read_page(app).text
    assert "task" not in _address(app)


@pytest.mark.parametrize("view", ["overview", "dept", "task"])
def test_filters_are_followed_and_kept_in_the_address(view: str) -> None:
    department = {"dept": _DEPARTMENT} if view == "dept" else {}
    app = _open(view=view, **department)
    app.selectbox(key="role").set_value("lead").run()
    app.selectbox(key="chapter").set_value(CHAPTER).run()
    app.selectbox(key="doc").set_value("plan").run()
    address = _address(app)
    assert {name: address[name] for name in ("doc", "chapter", "role")} == {
        "doc": "plan",
        "chapter": CHAPTER,
        "role": "lead",
    }
    assert read_page(_open(**address)).text == read_page(app).text
    assert ("2 项任务" if view == "overview" else "显示 ") in read_page(app).text


def test_filters_that_leave_nothing_say_which_to_loosen() -> None:
    app = _open(dept="临江省教育厅", role="lead")
    (info,) = app.info
    assert info.value == "没有符合现在的筛选的任务。把“角色”改为“全部角色”可看到 1 项。"
    assert "没有可导出的任务" in app.caption[0].value
    assert not app.get("download_button")
    app.button(key="clear").click().run()
    assert _address(app) == {"dept": "临江省教育厅"}
    assert "共 1 项" in read_page(app).text


def test_filters_of_which_one_is_not_enough_are_to_be_cleared_all() -> None:
    app = _open(dept="教育厅", role="lead", chapter=CHAPTER)
    assert "请清除全部筛选" in app.info[0].value


@pytest.mark.parametrize("address", [{}, {"dept": "商务厅"}, {"view": "task"}])
def test_a_document_without_departments_says_so_plainly(address: dict[str, str]) -> None:
    app = _open(doc="draft", **address)
    page = read_page(app)
    assert f"《{DRAFT_TITLE}》没有给任何部门分工：全文每一条都已查过" in page.text
    assert "table" not in {tag for tag, _ in page.tags}
    assert not app.get("download_button")


@pytest.mark.parametrize("view", ["overview", "dept", "task"])
def test_documents_of_which_none_names_a_department_are_no_error(view: str) -> None:
    app = _start({"view": view}, has_tasks=False)
    assert not app.exception
    assert not app.get("download_button")


@pytest.mark.parametrize(
    ("name", "value"),
    [("view", "x"), ("doc", "x"), ("chapter", "x"), ("role", "x"), ("task", "x"), ("other", "x")],
)
def test_what_the_address_asks_for_in_vain_is_said(name: str, value: str) -> None:
    app = _open(**{name: value})
    assert len(app.warning) == 1
    assert f"` {name} `" in app.warning[0].value
    assert not app.exception


def test_a_very_long_name_stays_out_of_the_address() -> None:
    app = _open(dept="部" * 5000)
    assert _address(app) == {"view": "dept"}
    assert len(app.warning[0].value) < 300


def test_what_is_shown_can_be_taken_along() -> None:
    app = _open(dept="商务厅", role="lead")
    buttons = app.get("download_button")
    labels = [button.label for button in buttons if isinstance(button, Element)]
    assert labels == ["下载 Excel", "下载 Word"]
    assert app.caption[0].value == "任务分工表（当前显示的 1 项）"


def test_the_reader_is_told_how_far_the_document_can_be_relied_on() -> None:
    text = read_page(_open(dept="商务厅")).text
    assert f"《{TITLE}》的规划期到 2025 年为止，截至 2026-01-01 已结束。" in text


def test_the_page_in_traditional_characters_keeps_the_words_of_documents() -> None:
    app = _start({"dept": "商务厅"}, script="繁體")
    page = read_page(app)
    assert "牽頭 1 項、參與 1 項，共 2 項；兩份文件的全部條款都已查過。" in page.text
    assert "“省商务厅牵头”" in page.text
    assert f"《{TITLE}》的規劃期到 2025 年為止" in page.text
    assert _address(app) == {"dept": "商务厅"}, "links are the same in either characters"


@pytest.mark.parametrize(
    "address",
    [
        {},
        {"view": "dept"},
        {"dept": OFFICE},
        {"dept": HOSTILE},
        {"view": "task"},
        {"task": "plan/1.1"},
        {"q": HOSTILE},
        {"q": "没有这样的词"},
        {"doc": "draft"},
        {"chapter": CHAPTER, "role": "lead"},
        {"other": HOSTILE},
    ],
)
def test_nothing_of_a_document_or_an_address_becomes_markup(address: dict[str, str]) -> None:
    app = _open(**address)
    page = read_page(app)
    allowed = {"aria-label", "class", "colspan", "href", "id", "lang", "role", "rowspan"}
    allowed |= {"scope", "tabindex", "target"}
    assert {name for _, attrs in page.tags for name in attrs} <= allowed
    assert not {tag for tag, _ in page.tags} & {"script", "img", "b", "i", "iframe"}
    assert all(link.startswith("./") for link in page.links())
    drawn = [*app.markdown, *app.caption, *app.info, *app.warning]
    unfenced = [text for text in (e.value for e in drawn) if "`" not in text]
    assert not any("<" in text or "](" in text for text in unfenced)


def test_an_expected_failure_is_one_message_with_its_remedy() -> None:
    app = _start({}, error=StoreError("store: is damaged; build it"))
    (error,) = app.error
    assert "索引无法使用" in error.value
    assert not app.exception
