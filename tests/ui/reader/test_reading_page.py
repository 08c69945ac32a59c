"""The page 原文 as it is drawn, over small documents, hostile ones and the real ones."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ingest.model import INDEXED_KINDS
from tests.ui.fakes import HOSTILE
from tests.ui.reader.corpora import real_corpus
from tests.ui.reading import Page, read_page
from ui.reading.anchors import clause_anchor


def _draw(corpus: str) -> None:
    from datetime import date

    from index.disk.store import StoreError
    from tests.ui.fakes import make_desk
    from tests.ui.reader.corpora import desk_of, real_corpus, two_documents
    from ui.desk import Desk
    from ui.reading.page import draw_reading_page

    def open_desk() -> Desk:
        if corpus == "none":
            raise StoreError("index/store: is damaged; run: python -m index build")
        if corpus == "hostile":
            return make_desk()
        return desk_of(real_corpus() if corpus == "real" else two_documents())

    draw_reading_page(open_desk, as_of=date(2026, 1, 1))


def _open(corpus: str = "small", **parameters: str) -> AppTest:
    app = AppTest.from_function(_draw, kwargs={"corpus": corpus}, default_timeout=60)
    app.query_params.update(parameters)
    return app.run()


def _place(app: AppTest) -> dict[str, Any]:
    """Return what the script in the browser is told."""
    import json

    (component,) = app.get("bidi_component")
    data: dict[str, Any] = json.loads(component.proto.json)
    return data


def _chosen(app: AppTest) -> str:
    return str(_place(app)["clause"])


def _codes(app: AppTest) -> list[str]:
    return [code.value for code in app.code]


def _find(app: AppTest, typed: str) -> AppTest:
    return app.text_input(key="find").input(typed).run()


def _tags_of(page: Page, name: str) -> list[dict[str, str | None]]:
    return [attrs for _, attrs in page.tags if name in (attrs.get("class") or "").split()]


def test_without_an_address_the_first_document_is_open_at_its_beginning() -> None:
    app = _open()
    page = read_page(app)
    assert app.selectbox[0].value == "first"
    assert "建设平台" in page.text
    assert "在目录中选择一条" in page.text
    assert "文件开头" in page.text
    assert (_chosen(app), _place(app)["top"]) == ("", "top-c-first")
    assert app.button(key="previous_clause").disabled
    assert not app.warning


def test_a_clause_of_the_address_is_opened_with_its_place_and_citation() -> None:
    app = _open("real", clause="guangdong-2023/3.3.3")
    page = read_page(app)
    citation = (
        "《广东省发展现代轻工纺织战略性支柱产业集群行动计划（2023-2025年）》"
        "（粤工信消费函〔2023〕16号）三（三）3"
    )
    assert _chosen(app) == clause_anchor("guangdong-2023/3.3.3")
    assert _codes(app)[0] == citation
    assert _codes(app)[1].startswith("3.推进质量检验检测和认证。")
    assert _codes(app)[1].endswith(f"\n——{citation}")
    for said in (
        "三、重点任务 › （三）加强质量建设，提升品牌质量",
        "第 3,948 至 4,108 字符",
        "docs_raw/guangdong-light-textile-action-plan-2023-2025.txt",
        "条款",
        "规划期已结束",
    ):
        assert said in page.text


def test_a_clause_of_every_kind_in_every_document_is_reached_by_its_address() -> None:
    samples = {(clause.doc_id, clause.kind): clause for clause in real_corpus().clauses}
    app = _open("real")
    for clause in samples.values():
        app.query_params["clause"] = clause.clause_id
        app.run()
        assert not app.exception
        assert _chosen(app) == clause_anchor(clause.clause_id)
        assert _codes(app)[0] == clause.citation


@pytest.mark.parametrize("doc_id", ["guangdong-2023", "miit-2022-draft"])
def test_every_clause_stands_in_the_text_and_in_the_outline(doc_id: str) -> None:
    page = read_page(_open("real", doc=doc_id))
    clauses = [clause for clause in real_corpus().clauses if clause.doc_id == doc_id]
    assert {clause_anchor(clause.clause_id) for clause in clauses} <= page.ids()
    listed = {clause_anchor(c.clause_id) for c in clauses if c.kind in INDEXED_KINDS | {"toc"}}
    assert listed <= page.places()
    assert page.places() <= page.ids()
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_the_text_is_whole() -> None:
    shown = "".join(read_page(_open("real", doc="guangdong-2023")).text.split())
    source = "".join(real_corpus().texts["guangdong-2023"].replace("\ufeff", "").split())
    assert source in shown


def test_clauses_are_walked_and_the_address_follows() -> None:
    app = _open(clause="first/1.1")
    app.button(key="next_clause").click().run()
    assert app.query_params["clause"] == "first/1.2"
    assert _chosen(app) == clause_anchor("first/1.2")
    assert app.button(key="next_clause").disabled
    app.button(key="previous_clause").click().run()
    assert app.query_params["clause"] == "first/1.1"


def test_another_document_is_opened_at_its_beginning() -> None:
    app = _open(clause="first/1.1")
    app.selectbox[0].select("second").run()
    assert app.query_params == {"doc": "second"}
    assert "改造" in read_page(app).text
    assert _chosen(app) == ""


def test_a_search_counts_marks_and_lists_what_it_finds() -> None:
    app = _find(_open(), "数字化转型")
    page = read_page(app)
    assert "查找结果：共 3 处" in page.text
    assert "第 1 处，共 3 处" in page.text
    assert page.marked.count("数字化转型") == 4, "two in the text, two in the list"
    assert page.marked.count("數字化轉型") == 1, "in the other document, so in the list alone"
    assert _place(app)["hit"] == "hit-1"
    assert (app.query_params["clause"], app.query_params["hit"]) == ("first/1.1", "1")
    for n in (2, 3):
        app.button(key="next_hit").click().run()
        assert _place(app)["hit"] == f"hit-{n}"
    assert app.query_params["clause"] == "second/1.1"
    assert "數字化轉型" in read_page(app).marked
    assert app.button(key="next_hit").disabled
    app.button(key="previous_hit").click().run()
    assert app.query_params["clause"] == "first/1.2"


def test_a_search_goes_to_the_other_document_where_this_one_has_nothing() -> None:
    app = _find(_open(doc="second"), "平台")
    assert app.query_params["clause"] == "first/1.1"
    assert app.selectbox[0].value == "first"


def test_a_search_stays_in_the_open_document_where_that_has_a_hit() -> None:
    app = _find(_open(doc="second"), "数字化转型")
    assert _place(app)["hit"] == "hit-3"


def test_a_link_to_a_search_opens_at_its_first_hit() -> None:
    app = _open(find="推进")
    assert app.text_input(key="find").value == "推进"
    assert _chosen(app) == clause_anchor("second/1.1")
    assert _place(app)["hit"] == "hit-1"


def test_a_link_to_words_of_a_clause_opens_at_those_words() -> None:
    app = _open(find="数字化转型", clause="first/1.2")
    assert _place(app)["hit"] == "hit-2"


@pytest.mark.parametrize("hit", ["0", "99", "x", "1"])
def test_a_hit_that_is_not_in_the_clause_is_not_taken(hit: str) -> None:
    app = _open(find="数字化转型", clause="second/1.1", hit=hit)
    assert _place(app)["hit"] == "hit-3"


def test_words_that_no_document_has_lead_to_asking() -> None:
    app = _find(_open(clause="first/1.1"), "没有 这些字")
    page = read_page(app)
    assert "没有找到这些文字" in page.text
    assert any(link.startswith("./?q=") for link in page.links())
    assert _chosen(app) == clause_anchor("first/1.1"), "the reader stays where he was"


@pytest.mark.parametrize("typed", ["", " "])
def test_without_words_nothing_is_searched(typed: str) -> None:
    page = read_page(_open(find=typed))
    assert "查找结果" not in page.text
    assert not page.marked


def test_words_that_are_too_long_for_the_field_are_no_failure() -> None:
    app = _open(find="长" * 500)
    assert not app.exception


def test_annotations_are_marked_explained_and_listed_only_on_demand() -> None:
    clause_id = "guangdong-2023/3.3.3"
    assert not _tags_of(read_page(_open("real", clause=clause_id)), "noted")
    app = _open("real", clause=clause_id, notes="true")
    page = read_page(app)
    assert app.toggle(key="notes").value is True
    for kind in ("lead", "partner", "industry", "city", "figure", "support"):
        assert _tags_of(page, kind), kind
    for said in ("牵头部门（1）", "配合或分工部门（1）", "广东省市场监督管理局", "4082–4088"):
        assert said in page.text
    assert "标注（16 处）" in page.text


def test_a_clause_without_annotations_says_so() -> None:
    page = read_page(_open("real", clause="guangdong-2023/front/date", notes="true"))
    assert "这一条没有标注" in page.text


def test_a_clause_that_there_is_not_is_one_message_with_what_to_do() -> None:
    page = read_page(_open("real", clause="guangdong-2023/3.3.9"))
    assert page.text.count("没有网址中的这一条款") == 1
    assert f"#{clause_anchor('guangdong-2023/3.3')}" in page.links()
    assert "在目录中选择一条" in page.text


def test_an_unknown_document_or_parameter_is_said() -> None:
    app = _open(doc="third", colour="red")
    assert len(app.warning) == 2
    assert "third" in "".join(warning.value for warning in app.warning)
    assert "建设平台" in read_page(app).text


@pytest.mark.parametrize("value", [HOSTILE, "first/1.1\n", "１" * 3000])
def test_an_address_of_anything_is_no_failure(value: str) -> None:
    parameters = dict.fromkeys(("clause", "doc", "find", "hit", "notes"), value)
    app = _open(**parameters)
    assert "建设平台" in read_page(app).text


def test_nothing_of_a_document_or_an_address_becomes_markup() -> None:
    app = _open("hostile", clause="hostile/1.1", find=HOSTILE[:40], notes="true")
    page = read_page(app)
    assert HOSTILE in page.text
    allowed = {"class", "id", "href", "target", "lang", "role", "tabindex", "aria-label"}
    assert {name for _, attrs in page.tags for name in attrs} <= allowed | {"open", "scope"}
    assert not {tag for tag, _ in page.tags} & {"script", "img", "b", "iframe"}
    assert all(link.startswith(("#", "./")) for link in page.links())
    labels = [button.label for button in app.button]
    drawn = [element.value for element in [*app.markdown, *app.caption, *app.warning]]
    assert not any("example.invalid" in text for text in [*drawn, *labels])


def test_an_index_that_cannot_be_opened_is_said_with_its_remedy() -> None:
    (error,) = _open("none").error
    assert ".venv/bin/python -m index build" in error.value
