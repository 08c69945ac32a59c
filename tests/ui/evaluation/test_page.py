"""The page over hand-made results: every part of it, and text that tries to be markup."""

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from eval.report.stored import Folders
from tests.ui.evaluation.fakes import make_folders
from tests.ui.fakes import HOSTILE
from tests.ui.reading import Page, read_page


def _draw(folders: "Folders", fingerprint: str = "") -> None:
    from dataclasses import replace
    from datetime import date

    from tests.ui.fakes import make_desk
    from ui.evaluation.page import draw_evaluation_page

    desk = make_desk()
    if fingerprint:
        desk = replace(desk, fingerprint=fingerprint)
    draw_evaluation_page(lambda: desk, as_of=date(2026, 1, 1), folders=folders)


def _open(folders: Folders, *, fingerprint: str = "", **address: str) -> AppTest:
    kwargs = {"folders": folders, "fingerprint": fingerprint}
    app = AppTest.from_function(_draw, kwargs=kwargs, default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return make_folders(tmp_path_factory.mktemp("evaluation"))


def _count_cards(page: Page) -> int:
    return len([tag for tag, attrs in page.tags if tag == "details" and "name" in attrs])


def _change(path: Path, **values: Any) -> None:
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def test_the_overview_has_every_retriever_and_the_answers(folders: Folders) -> None:
    app = _open(folders)
    page = read_page(app)
    assert all(system in page.text for system in ("hybrid", "dense", "langchain"))
    # hybrid finds one of two: nDCG@10 is 1 and 0, so the interval is the whole range.
    assert "0.5000.000–1.000" in page.text
    assert "共 3 道题" in page.text
    assert "出处" in page.text
    assert not app.warning


def test_charts_say_what_they_show(folders: Folders) -> None:
    charts = [e for e in _open(folders) if "VegaLite" in type(getattr(e, "proto", None)).__name__]
    # Retrievers, cost, risk and latency, each for wide screens and for narrow ones.
    assert len(charts) == 8
    assert all(chart.proto.alt for chart in charts)


def test_a_table_says_what_it_is_and_scrolls_by_keyboard(folders: Folders) -> None:
    page = read_page(_open(folders))
    tables = [tag for tag, _ in page.tags if tag == "table"]
    captions = [tag for tag, _ in page.tags if tag == "caption"]
    regions = [attrs for _, attrs in page.tags if attrs.get("role") == "region"]
    assert len(tables) == len(captions) == len(regions) > 2
    assert all(attrs["tabindex"] == "0" and attrs["aria-label"] for attrs in regions)


def test_metrics_stand_by_kind_by_language_and_by_user(folders: Folders) -> None:
    app = _open(folders, view="kinds")
    assert "按题型：hybrid" in read_page(app).text
    assert "名词术语" in read_page(app).text
    app = app.segmented_control(key="by").set_value("user").run()
    assert "按提问人：hybrid" in read_page(app).text
    assert app.query_params["by"] == ["user"] or app.query_params["by"] == "user"
    answered = read_page(_open(folders, view="kinds", retriever="answers")).text
    assert "数值指标" in answered
    assert "平均风险" in answered


def test_a_missed_question_is_opened_with_gold_and_hits(folders: Folders) -> None:
    page = read_page(_open(folders, view="misses"))
    assert "共 2 题，其中 1 题没答好。" in page.text
    assert "谁牵头改造" in page.text
    assert "5家。（省工业和信息化厅牵头）" in page.text
    assert "mark" in [tag for tag, _ in page.tags]
    assert "✗ 无关" in page.text
    assert "./read?clause=hostile%2F1.2" in page.links()
    assert "./?q=%E8%B0%81%E7%89%B5%E5%A4%B4%E6%94%B9%E9%80%A0" in page.links()


def test_hits_are_marked_and_those_of_no_index_said(folders: Folders) -> None:
    text = read_page(_open(folders, view="misses", retriever="dense")).text
    assert "q1" in text
    assert "gone/1 当前索引里没有这一条" in text
    assert (
        "没有找到任何条款" in read_page(_open(folders, view="misses", retriever="langchain")).text
    )


def test_looking_at_the_test_is_warned_of(folders: Folders) -> None:
    app = _open(folders, view="misses")
    assert any("看过的测试题不应再用于调参" in warning.value for warning in app.warning)


def test_missed_answers_say_what_was_due_and_what_was_said(folders: Folders) -> None:
    page = read_page(_open(folders, view="misses", retriever="answers"))
    # q1 gets the other clause; q2 and q3 are right.
    assert "共 3 题，其中 1 题没答好。" in page.text
    assert "应为：直接回答；实为：直接回答" in page.text
    assert "回答中没有的事实：引进人才" in page.text
    assert "当时的回答" in page.text


def test_misses_are_filtered_and_the_address_follows(folders: Folders) -> None:
    app = _open(folders, view="misses")
    app = app.selectbox(key="kind").select("figure").run()
    assert "符合筛选条件的 0 题" in read_page(app).text
    app = app.selectbox(key="miss").select("1").run()
    app = app.selectbox(key="retriever").select("dense").run()
    assert {name: app.query_params[name] for name in ("kind", "miss", "retriever")} == {
        name: value if isinstance(app.query_params[name], str) else [value]
        for name, value in (("kind", "figure"), ("miss", "1"), ("retriever", "dense"))
    }
    linked = _open(folders, view="misses", kind="figure", miss="1", retriever="dense")
    assert read_page(linked).text == read_page(app).text
    assert linked.selectbox(key="kind").value == "figure"


def test_many_misses_come_by_pages(tmp_path: Path) -> None:
    folders = make_folders(tmp_path, more=45)
    app = _open(folders, view="misses")
    page = read_page(app)
    assert "其中 46 题没答好" in page.text
    assert _count_cards(page) == 20
    assert sum(len(element.proto.body) for element in app.get("html")) < 300_000
    app = app.button(key="page_下一页").click().run().button(key="page_下一页").click().run()
    page = read_page(app)
    assert _count_cards(page) == 6
    assert app.button(key="page_下一页").disabled
    linked = _open(folders, view="misses", page="3")
    assert read_page(linked).text == page.text
    app = app.selectbox(key="kind").select("term").run()
    assert "page" not in app.query_params, "another choice begins at its first page"


def test_two_runs_are_compared_with_p_and_the_questions_that_changed(folders: Folders) -> None:
    app = _open(folders, view="compare", a="hybrid", b="dense", metric="success@1")
    page = read_page(app)
    assert "p（Holm）" in page.text
    assert "共 2 题，差得多的在前。" in page.text
    assert "甲 1.00，乙 0.00" in page.text
    assert "找到的条款：hybrid" in page.text
    assert "找到的条款：dense" in page.text
    app = app.segmented_control(key="change").set_value("lower").run()
    page = read_page(app)
    assert "共 1 题" in page.text
    assert "甲 0.00，乙 1.00" in page.text


def test_results_are_compared_with_the_committed_baseline(folders: Folders) -> None:
    page = read_page(_open(folders, view="compare", a="hybrid", b="baseline/hybrid"))
    assert "随程序提交的结果" in page.text
    assert "可能只是碰巧" in page.text
    assert "共 0 题" in page.text
    answers = _open(folders, view="compare", a="answers", b="baseline/answers")
    assert answers.selectbox(key="metric").value == "correct"


def test_without_results_the_baseline_is_shown_and_the_command_said(tmp_path: Path) -> None:
    app = _open(make_folders(tmp_path, has_results=False))
    (info,) = app.info
    assert "make eval" in info.value
    page = read_page(app)
    assert "0.500" in page.text
    assert "引对条款" in page.text
    missed = read_page(_open(make_folders(tmp_path / "more", has_results=False), view="misses"))
    assert "谁牵头改造" in missed.text
    assert "找到的条款：hybrid" in missed.text
    assert "✗ 无关" in missed.text


def test_without_anything_the_command_is_said(tmp_path: Path) -> None:
    none = tmp_path / "none"
    app = _open(Folders(none, none, none))
    (info,) = app.info
    assert "还没有评测结果" in info.value
    assert "make eval" in info.value


def test_results_of_another_index_are_said_to_be(folders: Folders) -> None:
    app = _open(folders, fingerprint="another")
    assert any("来自另一个索引" in warning.value for warning in app.warning)
    assert any("` hybrid `" in warning.value for warning in app.warning)


def test_results_of_other_questions_are_said_to_be(tmp_path: Path) -> None:
    folders = make_folders(tmp_path)
    path = folders.results / "policy-test" / "dense.json"
    provenance = json.loads(path.read_text())["provenance"]
    _change(path, provenance=provenance | {"data": "old"})
    (warning,) = _open(folders).warning
    assert "来自改动前的题目或标注" in warning.value
    assert "` dense `" in warning.value
    assert "hybrid" not in warning.value


def test_damaged_files_are_named_and_the_others_shown(tmp_path: Path) -> None:
    folders = make_folders(tmp_path)
    folder = folders.results / "policy-test"
    _change(folder / "dense.json", latency_ms=None)
    (folder / "langchain.scores.jsonl").write_text("{")
    app = _open(folders)
    (warning,) = app.warning
    assert "dense.json" in warning.value
    assert "langchain.scores.jsonl" in warning.value
    assert "hybrid" in read_page(app).text
    (folder / "hybrid.run").write_text("x")
    (folder / "answers.jsonl").write_text("x")
    for system, said in (("hybrid", "检索结果文件已损坏"), ("answers", "回答文件已损坏")):
        app = _open(folders, view="misses", retriever=system)
        assert any(said in warning.value for warning in app.warning)
        assert not app.exception


def test_questions_that_do_not_fit_the_documents_leave_the_scores(tmp_path: Path) -> None:
    folders = make_folders(tmp_path)
    gold = folders.benchmark / "gold.jsonl"
    gold.write_text(gold.read_text().replace('"start": ', '"start": 1'))
    app = _open(folders)
    assert any("题目与当前索引的文件对不上" in warning.value for warning in app.warning)
    assert "0.500" in read_page(app).text
    app = _open(folders, view="compare", a="hybrid", b="dense")
    assert "得分不同的题" in read_page(app).text
    assert not app.exception


def test_results_of_other_collections_show_their_scores(tmp_path: Path) -> None:
    folders = make_folders(tmp_path)
    (folders.results / "policy-test").rename(folders.results / "public-test")
    for path in (folders.results / "public-test").glob("*.json"):
        _change(path, dataset="public")
    assert "0.500" in read_page(_open(folders)).text
    app = _open(folders, view="misses")
    assert any("用的是别的题目" in info.value for info in app.info)


@pytest.mark.parametrize(
    "address",
    [
        {"view": "nowhere"},
        {"set": HOSTILE},
        {"view": "misses", "kind": HOSTILE},
        {"view": "compare", "a": HOSTILE, "b": "dense", "metric": "x"},
        {"view": "misses", "page": "99"},
        {"view": "misses", "page": "x", "retriever": HOSTILE},
        {"nothing": HOSTILE},
    ],
)
def test_an_address_that_means_nothing_shows_the_page(
    folders: Folders, address: dict[str, str]
) -> None:
    app = _open(folders, **address)
    assert not app.exception
    assert read_page(app).text
    assert "hybrid" in read_page(app).text


def test_a_value_that_the_results_do_not_have_is_said_once(folders: Folders) -> None:
    app = _open(folders, view="misses", retriever=HOSTILE, page="7")
    said = [w.value for w in app.warning if "在这里不存在" in w.value]
    assert len(said) == 2
    assert not [w for w in app.run().warning if "在这里不存在" in w.value]
    assert "retriever" not in app.query_params


def test_of_other_questions_none_is_the_best(tmp_path: Path) -> None:
    folders = make_folders(tmp_path)
    assert "strong" in [tag for tag, _ in read_page(_open(folders)).tags]
    path = folders.results / "policy-test" / "dense.json"
    _change(path, queries=1)
    app = _open(folders)
    assert "有答案的题：1–2 道" in read_page(app).text
    assert "strong" not in [tag for tag, _ in read_page(app).tags]


@pytest.mark.parametrize(
    "address",
    [
        {},
        {"view": "kinds"},
        {"view": "compare", "a": "dense", "b": "hybrid"},
        {"view": "misses", "retriever": "dense"},
        {"view": "misses", "retriever": "answers"},
    ],
)
def test_nothing_of_a_question_or_a_document_becomes_markup(
    folders: Folders, address: dict[str, str]
) -> None:
    app = _open(folders, **address)
    page = read_page(app)
    assert not {tag for tag, _ in page.tags} & {"script", "img", "b", "iframe"}
    assert all(link.startswith(("#", "./")) for link in page.links())
    drawn_as_markdown = [element.value for element in [*app.markdown, *app.caption, *app.info]]
    assert not any("example.invalid" in text for text in drawn_as_markdown)
    if address.get("view") == "misses":
        assert HOSTILE in page.text


def test_k_is_chosen_and_stands_in_the_address(folders: Folders) -> None:
    app = _open(folders)
    assert "MAP@10" in read_page(app).text
    assert "R 准确率" in read_page(app).text
    app = app.segmented_control(key="k").set_value("3").run()
    text = read_page(app).text
    assert "P@3" in text
    assert "MAP@10" not in text
    assert read_page(_open(folders, k="3")).text == text


def test_a_column_sorts_both_ways_by_links(folders: Folders) -> None:
    page = read_page(_open(folders, sort="system.up"))
    orders = [attrs.get("aria-sort") for tag, attrs in page.tags if tag == "th"]
    assert orders.count("ascending") == 1
    assert "./evaluation?sort=system.down" in page.links()
    up, down = (read_page(_open(folders, sort=f"system.{way}")).text for way in ("up", "down"))
    first = "dense只用整体含义"
    assert up.index(first) < up.index("langchain通用做法") < up.index("各项指标的含义")
    assert down.index(first) > down.index("langchain通用做法")


def test_the_comparison_opens_on_two_systems(folders: Folders) -> None:
    app = _open(folders, view="compare")
    a, b = app.selectbox(key="a").value, app.selectbox(key="b").value
    assert a != b
    assert a not in app.selectbox(key="b").options
    app = app.selectbox(key="a").select(b).run()
    assert app.selectbox(key="a").value == b
    assert app.selectbox(key="b").value not in (b, f"baseline/{b}")
    same = _open(folders, view="compare", a="dense", b="dense")
    assert same.selectbox(key="b").value != "dense"


def test_results_of_one_system_are_not_compared_with_themselves(tmp_path: Path) -> None:
    folders = make_folders(tmp_path)
    for folder in (folders.results / "policy-test", folders.baseline / "policy-test"):
        for path in folder.iterdir():
            if not path.name.startswith(("hybrid", "answers", "judged")):
                path.unlink()
    assert "只有一个系统" in _open(folders, view="compare").info[-1].value
    asked = _open(folders, view="compare", a="hybrid")
    assert asked.selectbox(key="b").value == "baseline/hybrid"


def test_one_missed_question_is_open_and_its_address_opens_it(folders: Folders) -> None:
    def opened(**address: str) -> list[bool]:
        page = read_page(_open(folders, view="misses", miss="1", retriever="dense", **address))
        return ["open" in a for tag, a in page.tags if tag == "details" and "name" in a]

    assert opened() == [True, False] or opened() == [True]
    everything = read_page(_open(folders, view="misses", retriever="answers"))
    assert [link for link in everything.links() if "open=q1" in link]


def _bring(app: AppTest, *lines: str) -> AppTest:
    data = "\n".join(lines).encode()
    return app.file_uploader(key="own_file_run").upload("mine.run", data, "text/plain").run()


def test_a_run_file_is_compared_with_the_stored_systems(folders: Folders) -> None:
    app = _open(folders, view="compare")
    app = _bring(app, "q1 Q0 hostile/1.2 1 1.0 mine", "q2 Q0 gone/9 1 1.0 mine")
    text = read_page(app).text
    assert "2 道有答案的题中有 2 题" in text
    assert "1 个条款编号在当前文件里没有，按无关计，例如：gone/9" in text
    assert app.selectbox(key="a").value == "own/mine"
    assert "hybrid" in text
    assert not app.exception


def test_a_run_of_another_benchmark_is_told_and_the_rest_stays(folders: Folders) -> None:
    app = _bring(_open(folders, view="compare"), "PLAIN-1 Q0 MED-10 1 1.0 theirs")
    text = read_page(app).text
    assert "这是另一个测试集的 run，没有使用" in text
    assert "PLAIN-1" in text
    assert "python -m eval compare" in text
    assert app.selectbox(key="a").value in ("hybrid", "dense")
    broken = read_page(_bring(_open(folders, view="compare"), "a b c")).text
    assert "不是可用的 TREC run" in broken
    assert "line 1 has 3 fields" in broken
    assert "得分不同的题" in broken


def test_runs_qrels_scores_and_tables_are_there_to_download(folders: Folders) -> None:
    buttons = _open(folders).get("download_button")
    labels = {button.proto.label for button in buttons}
    assert {"run", "qrels", "每题得分（CSV）", "全部文件（ZIP）", "CSV", "LaTeX"} <= labels
