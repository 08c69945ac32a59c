"""The page over an answerer that is a stand-in: every state, and text that tries to be markup."""

import pytest
from streamlit.testing.v1 import AppTest

from index.embedder import EmbedderError
from index.query import LONGEST_QUERY
from index.settings import SettingsError
from index.store import StoreError
from ingest import SourceError
from ingest.vocabulary_file import VocabularyError
from tests.ui.fakes import HOSTILE, QUOTE
from tests.ui.reading import read_page
from ui.words import EXAMPLES


def _draw(error: Exception | None = None) -> None:
    from datetime import date

    from tests.ui.fakes import make_desk
    from ui import Desk, draw_ask_page

    def open_desk() -> Desk:
        if error is not None:
            raise error
        return make_desk()

    draw_ask_page(open_desk, as_of=date(2026, 1, 1))


def _open(question: str = "", error: Exception | None = None) -> AppTest:
    app = AppTest.from_function(_draw, kwargs={"error": error}, default_timeout=20)
    if question:
        app.query_params["q"] = question
    return app.run()


def _ask(app: AppTest, question: str) -> AppTest:
    app.text_input(key="typed").input(question)
    return app.button(key="submit").click().run()


def test_the_first_page_has_examples_and_the_documents() -> None:
    app = _open()
    page = read_page(app)
    labels = [button.label for button in app.button]
    assert all(question in labels for questions in EXAMPLES.values() for question in questions)
    assert "所收文件（1 份）" in page.text
    assert "征求意见稿" in page.text
    assert "不构成法律意见" in page.text
    assert not page.links(), "no answer yet"


def test_a_typed_question_is_answered_and_put_into_the_address() -> None:
    app = _ask(_open(), " 有什么支持？ ")
    page = read_page(app)
    assert "已找到依据" in page.text
    assert app.query_params["q"] == "有什么支持？"
    assert page.marked.count(QUOTE) == 2, "in the cited clause and in the document"


def test_a_link_shows_the_same_answer() -> None:
    typed = read_page(_ask(_open(), "有什么支持？"))
    app = _open("有什么支持？")
    assert read_page(app).text == typed.text
    assert app.text_input(key="typed").value == "有什么支持？"


def test_an_example_is_asked_by_its_button() -> None:
    app = _open().button(key="example_工作人员_1").click().run()
    question = EXAMPLES["工作人员"][0]
    assert app.query_params["q"] == question
    assert app.text_input(key="typed").value == question
    assert "已找到依据" in read_page(app).text


def test_going_back_in_the_address_asks_the_earlier_question_again() -> None:
    app = _ask(_open(), "没有的事")
    app.query_params["q"] = "有什么支持？"
    app.run()
    assert "已找到依据" in read_page(app).text
    assert app.text_input(key="typed").value == "有什么支持？"


def test_every_link_leads_to_a_place_on_the_page() -> None:
    page = read_page(_open("有什么支持？"))
    assert {"#cite-1", "#place-1", "#cite-2", "#near-1"} <= page.links()
    assert {link.removeprefix("#") for link in page.links()} <= page.ids()
    assert "[9]" in page.text
    assert "#cite-9" not in page.links()


def test_a_clause_cited_twice_is_one_card_with_both_quotes() -> None:
    page = read_page(_open("有什么支持？"))
    assert page.marked == ["支持企业改造，", QUOTE] * 2


def test_a_card_says_why_its_clause_matched() -> None:
    text = read_page(_open("有什么支持？")).text
    assert "逐词比对+0.65" in text
    assert "问题指的是另一份文件-0.25" in text
    assert "关键词" not in text, "a channel that added nothing"
    assert "0.91" in text
    assert "问题和条款都提到：家具" in text


def test_notices_are_shown() -> None:
    assert "截至 2026-01-01" in read_page(_open("有什么支持？")).text


@pytest.mark.parametrize(
    ("question", "status"),
    [("部分", "部分找到"), ("没有", "文件未提及"), ("天气", "不在文件范围内")],
)
def test_the_status_is_in_plain_words(question: str, status: str) -> None:
    assert status in read_page(_open(question)).text


@pytest.mark.parametrize("question", ["没有", "天气"])
def test_when_nothing_is_found_the_nearest_clauses_are_shown_as_such(question: str) -> None:
    page = read_page(_open(question))
    assert "最接近的条款（不是答案）" in page.text
    assert "引进人才" in page.text
    assert not page.marked


@pytest.mark.parametrize("question", ["", "  ", "？？"])
def test_an_empty_question_gets_a_hint(question: str) -> None:
    app = _ask(_open(), question)
    assert [info.value for info in app.info] == [
        "请先输入问题：用几个词说明想知道什么，例如“检验检测由谁牵头”。"
    ]
    assert not app.error
    assert "所收文件" in read_page(app).text


def test_a_question_that_is_too_long_is_said_to_be() -> None:
    app = _ask(_open(), "问" * (LONGEST_QUERY + 1))
    assert [warning.value for warning in app.warning] == ["问题太长，请缩短到 1,000 字以内。"]
    assert "q" not in app.query_params
    assert app.text_input(key="typed").value == "问" * (LONGEST_QUERY + 1)
    assert not app.error


@pytest.mark.parametrize("question", [HOSTILE, f"部分{HOSTILE}", f"没有{HOSTILE}"])
def test_nothing_of_document_question_or_answer_becomes_markup(question: str) -> None:
    app = _open(question)
    page = read_page(app)
    assert HOSTILE in page.text
    allowed = {"class", "id", "href", "lang", "role", "tabindex", "aria-label"}
    assert {name for _, attrs in page.tags for name in attrs} <= allowed
    assert not {tag for tag, _ in page.tags} & {"script", "img", "b", "iframe"}
    assert all(link.startswith("#") for link in page.links())
    drawn_as_markdown = [element.value for element in [*app.markdown, *app.caption]]
    assert not any("example.invalid" in text for text in drawn_as_markdown)


@pytest.mark.parametrize(
    ("kind", "title", "command"),
    [
        (StoreError, "索引无法使用", ".venv/bin/python -m index build"),
        (EmbedderError, "模型无法使用", ".venv/bin/python -m index model"),
        (SourceError, "文件无法读取", ".venv/bin/python -m index build"),
        (SettingsError, "设置有误", "make run"),
        (VocabularyError, "数据有误", "make run"),
    ],
)
def test_an_expected_failure_is_one_message_with_its_remedy(
    kind: type[Exception], title: str, command: str
) -> None:
    message = f"somewhere: is wrong {HOSTILE}; mend it"
    app = _open("有什么支持？", kind(message))
    (error,) = app.error
    assert not app.exception
    assert title in error.value
    assert f"`` {message} ``" in error.value
    assert f"` {command} `" in error.value
    assert not app.warning
