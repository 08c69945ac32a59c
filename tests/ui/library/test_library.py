"""The page 文件库 over made-up documents, without a browser."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.reading import read_page
from tests.views.catalogue.shelf import TEXTS

PAGE = str(Path(__file__).with_name("shelf_app.py"))
MANY = str(Path(__file__).with_name("many_app.py"))
ALL = len(TEXTS)


def _open(**address: str | list[str]) -> AppTest:
    app = AppTest.from_file(PAGE, default_timeout=20)
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def _address(app: AppTest, name: str) -> list[str]:
    value = app.query_params.get(name, [])
    return [value] if isinstance(value, str) else value


def _said(app: AppTest) -> str:
    return " ".join(warning.value for warning in app.warning)


def test_every_document_is_listed_with_its_days_and_what_it_is_to_others() -> None:
    app = _open(day="2024-08-01")
    text = read_page(app).text
    assert f"共 {ALL} 份文件" in text
    assert "2024-05-01 印发 · 2024-07-01 施行 · 2029-06-30 有效期到期" in text
    assert "没有写明日期" in text
    assert "废止或代替 《临江市公共租赁住房管理办法》" in text
    assert "被它废止或代替 《临江市公共租赁住房管理办法》" in text
    assert "依据并实施 《临江市燃气管理条例》" in text
    assert "已被代替" in text


def test_the_clause_that_says_so_is_a_link() -> None:
    links = read_page(_open(find="实施细则")).links()
    assert any("clause=rules%2F1" in link and "find=" in link for link in links)


def test_the_status_follows_the_day_and_the_day_is_said() -> None:
    before = read_page(_open(day="2024-06-30"))
    assert "文件状态按 2024-06-30 判断，不是今天" in before.text
    assert "已被代替" not in before.text
    assert "不是今天" not in read_page(_open()).text


@pytest.mark.parametrize("day", ["2024-02-30", "20240501", "x", "0001-01-01", "9999-12-31"])
def test_a_day_that_there_is_not_is_said_and_today_is_taken(day: str) -> None:
    app = _open(day=day)
    assert "网址中的日期不能用，文件状态改按今天判断" in _said(app)
    assert day in _said(app)
    assert f"文件状态按 {date.today().isoformat()} 判断" in read_page(app).text
    assert "day" not in app.query_params


def test_links_keep_the_day_and_the_documents_that_are_asked() -> None:
    app = _open(day="2024-06-30", docs=["law", "rules"], view="timeline")
    inner = {link for link in read_page(app).links() if link.startswith("./read")}
    assert inner
    assert all("day=2024-06-30&docs=law&docs=rules" in link for link in inner)


def test_today_is_one_click_away() -> None:
    app = _open(day="2024-06-30")
    app.button(key="today").click().run()
    assert "不是今天" not in read_page(app).text
    assert "day" not in app.query_params


def test_filters_are_in_the_address_and_leave_what_fits() -> None:
    app = _open(kind="办法", year="2016")
    assert f"共 {ALL} 份文件，符合筛选 1 份" in read_page(app).text
    app.selectbox(key="year").set_value("").run()
    assert _address(app, "kind") == ["办法"]
    assert "符合筛选 3 份" in read_page(app).text


def test_a_filter_that_leaves_nothing_can_be_cleared() -> None:
    app = _open(find="没有这样的文件", kind="条例")
    assert "没有符合现在的筛选的文件" in app.info[0].value
    app.button(key="clear_filters").click().run()
    assert f"共 {ALL} 份文件。" in read_page(app).text
    assert not set(app.query_params) & {"find", "kind"}


def test_a_value_that_there_is_not_is_said() -> None:
    said = _said(_open(kind="没有"))
    assert "网址中的这一项不存在，已忽略" in said
    assert "kind" in said


def test_a_document_is_chosen_to_be_asked_and_no_other() -> None:
    app = _open()
    app.checkbox(key="choose_law").check().run()
    assert _address(app, "docs") == ["law"]
    assert "只在《临江市燃气管理条例》中查找" in read_page(app).text
    app.checkbox(key="choose_rules").check().run()
    assert _address(app, "docs") == ["law", "rules"]
    app.checkbox(key="choose_law").uncheck().run()
    assert _address(app, "docs") == ["rules"]
    app.button(key="ask_all").click().run()
    assert "docs" not in app.query_params
    assert not app.checkbox(key="choose_rules").value


def test_all_that_the_filters_leave_are_chosen_at_once() -> None:
    app = _open(kind="办法")
    app.button(key="ask_shown").click().run()
    assert sorted(_address(app, "docs")) == ["alike", "new", "old"]
    assert "等 3 份文件中查找" in read_page(app).text


def test_documents_that_are_gone_are_said_with_what_to_do() -> None:
    app = _open(docs=["gone", "law"])
    assert "1 份要问的文件不在文件库里，已忽略" in _said(app)
    assert "请到“文件库”页重新选择" in _said(app)
    assert "gone" in _said(app)
    assert "只在《临江市燃气管理条例》中查找" in read_page(app).text


def test_the_timeline_has_a_line_for_each_document_and_says_its_days_in_words() -> None:
    page = read_page(_open(view="timeline", day="2024-06-30"))
    lines = [attrs for tag, attrs in page.tags if tag == "li" and attrs.get("class") == "line"]
    assert len(lines) == ALL
    assert "竖线是 2024-06-30" in page.text
    assert "没有写明日期" in page.text
    bars = [attrs["class"] or "" for _, attrs in page.tags if "bar " in (attrs.get("class") or "")]
    assert any("not_yet" in bar for bar in bars)
    assert any("waiting" in bar for bar in bars)


def test_groups_hold_what_belongs_together_and_nothing_alike() -> None:
    text = read_page(_open(view="groups")).text
    assert text.count("成组的文件（3 份") == 2
    assert "临河市" not in text


def test_of_many_documents_twenty_are_shown_and_twenty_more_on_demand() -> None:
    app = AppTest.from_file(MANY, default_timeout=20).run()
    assert len(app.checkbox) == 20
    assert app.button(key="more").label == "再看 20 份（还有 25 份）"
    app.button(key="more").click().run()
    assert len(app.checkbox) == 40
    assert _address(app, "show") == ["40"]
    app.button(key="more").click().run()
    assert len(app.checkbox) == 45
    assert not [button for button in app.button if button.key == "more"]


def test_no_more_are_chosen_than_an_address_can_say() -> None:
    app = AppTest.from_file(MANY, default_timeout=20)
    app.query_params["docs"] = [f"d{n}" for n in range(45)]
    app.run()
    assert "等 40 份文件中查找" in read_page(app).text
    shown = [box for box in app.checkbox if not box.value]
    assert all(box.disabled for box in shown)


def test_of_many_documents_the_foot_says_how_many_are_what() -> None:
    page = read_page(AppTest.from_file(MANY, default_timeout=20).run())
    assert "现行 45 份。每一份见“文件库”页" in page.text
