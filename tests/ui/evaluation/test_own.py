"""An evaluator's own questions on the page: good files, bad ones, hostile ones."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.fakes import HOSTILE
from tests.ui.reading import read_page


def _draw(has_searcher: bool = True) -> None:
    from datetime import date
    from pathlib import Path

    from eval.report.stored import Folders
    from tests.ui.evaluation.fakes import make_searching_desk
    from tests.ui.fakes import make_desk
    from ui.evaluation.page import draw_evaluation_page

    none = Path("/nonexistent")
    make = make_searching_desk if has_searcher else make_desk
    draw_evaluation_page(make, as_of=date(2026, 1, 1), folders=Folders(none, none, none))


def _open(*, has_searcher: bool = True) -> AppTest:
    kwargs = {"has_searcher": has_searcher}
    app = AppTest.from_function(_draw, kwargs=kwargs, default_timeout=60)
    app.query_params["view"] = "own"
    return app.run()


def _upload(app: AppTest, *records: Any) -> AppTest:
    lines = [r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records]
    field = app.file_uploader(key="own_file")
    return field.upload("own.jsonl", "\n".join(lines).encode(), "text/plain").run()


def _run(*records: Any, **kwargs: Any) -> AppTest:
    return _upload(_open(**kwargs), *records).button(key="own_start").click().run()


QUESTIONS = (
    {"id": "1", "query": f"支持{HOSTILE}", "relevant": ["hostile/1.1"]},
    {"id": "2", "query": "人才", "relevant": ["hostile/1.2"]},
    {"id": "3", "query": "其他"},
)


def test_the_form_of_the_file_is_shown() -> None:
    text = read_page(_open()).text
    assert '{"id": "1", "query": "检验检测由谁牵头"}' in text
    assert "最多 500 题、1 MB" in text


def test_questions_are_searched_and_measured() -> None:
    app = _upload(_open(), *QUESTIONS)
    assert "共 3 题，形式：检索；其中 2 题有标注。" in read_page(app).text
    app = app.button(key="own_start").click().run()
    text = read_page(app).text
    # The clauses stand first and second: reciprocal ranks 1 and 1/2.
    assert "MRR@10" in text
    assert "0.7500.500–1.000" in text
    assert "有标注的 2 题的得分" in text
    assert "第 2 条" in text
    assert "没有标注" in text
    assert not [button for button in app.button if button.key in ("own_start", "own_stop")]
    # The table in three forms, the run, and what was found.
    assert len(app.get("download_button")) == 5


def test_questions_are_answered() -> None:
    app = _run(
        {"id": "a", "question": "有什么支持？", "relevant": ["hostile/1.1"]},
        {"id": "b", "question": "没有的事"},
    )
    text = read_page(app).text
    assert "引对条款" in text
    assert "answers回答1.000" in text
    assert "直接回答 1 题" in text
    assert "没有找到 1 题" in text
    assert len(app.get("download_button")) == 4


def test_bad_lines_are_named_and_nothing_is_run() -> None:
    app = _upload(_open(), QUESTIONS[0], "x", {"id": "2", "query": "？"}, {"id": HOSTILE})
    text = read_page(app).text
    assert "没有题目被运行" in text
    assert "第 2 行：不是一个 JSON 对象" in text
    assert "第 3 行：问题里没有字" in text
    assert "第 4 行：要有 query" in text
    assert "第 1 行" not in text
    assert not [button for button in app.button if button.key == "own_start"]


def test_many_bad_lines_are_counted() -> None:
    text = read_page(_upload(_open(), *["x"] * 30)).text
    assert "第 10 行" in text
    assert "第 11 行" not in text
    assert "另外还有 20 行有问题" in text


def test_a_file_that_is_unusable_as_a_whole_is_said_to_be() -> None:
    assert "整个文件：文件里没有题目" in read_page(_upload(_open(), "")).text
    many = [{"id": n, "query": "问"} for n in range(501)]
    assert "整个文件：题目超过 500 道" in read_page(_upload(_open(), *many)).text


def test_without_a_searcher_that_is_said() -> None:
    app = _upload(_open(has_searcher=False), QUESTIONS[1])
    (warning,) = app.warning
    assert warning.value == "当前打开的索引不能检索，请改用问答形式的题目。"


def test_another_file_begins_anew() -> None:
    app = _run(*QUESTIONS)
    app = _upload(app, {"id": "9", "query": "别的"})
    assert "每道题的结果" not in read_page(app).text
    assert app.button(key="own_start").label == "开始运行"


def test_what_was_stopped_goes_on_where_it_was() -> None:
    app = _upload(_open(), *QUESTIONS)
    version, _ = app.session_state["own_outcomes"]
    whole = _run(*QUESTIONS).session_state["own_outcomes"][1]
    app.session_state["own_outcomes"] = (version, {"hybrid": list(whole["hybrid"][:1])})
    app = app.run()
    assert app.button(key="own_start").label == "继续"
    assert any("只运行了 1 / 3 题" in info.value for info in app.info)
    app = app.button(key="own_start").click().run()
    assert app.session_state["own_outcomes"][1] == whole
    assert not app.info


@pytest.mark.parametrize("key", ["query", "question"])
def test_nothing_of_a_file_becomes_markup(key: str) -> None:
    app = _run({"id": "<script>1</script>", key: HOSTILE})
    page = read_page(app)
    assert HOSTILE in page.text
    assert "<script>1</script>" in page.text
    assert not {tag for tag, _ in page.tags} & {"script", "img", "b", "iframe"}
    assert all(link.startswith("./") for link in page.links())
    assert not any("example.invalid" in element.value for element in app.markdown)


def test_a_table_of_questions_is_run_as_lines_are() -> None:
    app = _open()
    data = "id,query,relevant\n1,人才,hostile/1.1\n".encode()
    app = app.file_uploader(key="own_file").upload("own.csv", data, "text/csv").run()
    assert "共 1 题，形式：检索；其中 1 题有标注。" in read_page(app).text
    text = read_page(app.button(key="own_start").click().run()).text
    assert "有标注的 1 题的得分" in text


def test_what_needs_a_build_is_said() -> None:
    text = read_page(_upload(_open(), *QUESTIONS)).text
    assert "要先另建索引" in text
    assert "langchain-ensemble" in text
