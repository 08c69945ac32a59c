"""The page over an answerer that is a stand-in: every state, and text that tries to be markup."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from feedback import FeedbackStore
from index.disk.store import StoreError
from index.model.embedder import EmbedderError
from index.settings import SettingsError
from ingest import SourceError
from ingest.annotations.vocabulary_file import VocabularyError
from question.typed import LONGEST_QUERY
from tests.ui.fakes import HOSTILE, QUOTE
from tests.ui.reading import read_page
from ui.parts.words import EXAMPLES


def _draw(
    error: Exception | None = None,
    feedback: str = "",
    *,
    has_writer: bool = False,
    notice: str = "",
) -> None:
    from dataclasses import replace
    from datetime import date
    from pathlib import Path

    import streamlit as st

    from tests.ui.fakes import FakeWriter, make_desk
    from ui.asking.page import draw_ask_page
    from ui.desk import Desk
    from ui.parts.frame import draw_settings

    def open_desk() -> Desk:
        if error is not None:
            raise error
        desk = make_desk(Path(feedback)) if feedback else make_desk()
        fingerprint = st.session_state.get("fingerprint", desk.fingerprint)
        writer = FakeWriter() if has_writer else None
        return replace(desk, writer=writer, notice=notice, fingerprint=fingerprint)

    draw_settings()
    draw_ask_page(open_desk, as_of=date(2026, 1, 1))


def _open(*questions: str, error: Exception | None = None, feedback: str = "") -> AppTest:
    kwargs = {"error": error, "feedback": feedback}
    app = AppTest.from_function(_draw, kwargs=kwargs, default_timeout=20)
    if questions:
        app.query_params["q"] = list(questions)
    return app.run()


def _linked(app: AppTest) -> list[str]:
    linked: str | list[str] = app.query_params["q"]
    return [linked] if isinstance(linked, str) else linked


def _ask(app: AppTest, question: str) -> AppTest:
    return app.chat_input(key="typed").set_value(question).run()


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
    assert "直接回答" in page.text
    assert _linked(app) == ["有什么支持？"]
    assert page.marked.count(QUOTE) == 2, "in the cited clause and in the document"


def test_a_link_shows_the_same_answer() -> None:
    typed = read_page(_ask(_open(), "有什么支持？"))
    app = _open("有什么支持？")
    assert read_page(app).text == typed.text
    assert "有什么支持？" in typed.text, "the question stands above its answer"


def test_an_example_is_asked_by_its_button() -> None:
    app = _open().button(key="example_工作人员_1").click().run()
    question = EXAMPLES["工作人员"][0]
    assert _linked(app) == [question]
    assert question in read_page(app).text
    assert "直接回答" in read_page(app).text


def test_going_back_in_the_address_asks_the_earlier_question_again() -> None:
    app = _ask(_open(), "没有的事")
    app.query_params["q"] = "有什么支持？"
    app.run()
    page = read_page(app)
    assert "直接回答" in page.text
    assert "没有的事" not in page.text


def test_every_link_leads_to_a_place_on_the_page() -> None:
    page = read_page(_open("有什么支持？"))
    assert {"#cite-1", "#place-1", "#cite-2", "#near-1"} <= page.links()
    assert page.places() <= page.ids()
    assert "[9]" not in page.text, "there is no ninth citation"
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
    [("部分", "部分找到"), ("没有", "没有找到"), ("天气", "不在文件范围内")],
)
def test_the_status_is_in_plain_words(question: str, status: str) -> None:
    assert status in read_page(_open(question)).text


@pytest.mark.parametrize("question", ["没有", "天气"])
def test_when_nothing_is_found_the_nearest_clauses_are_shown_as_such(question: str) -> None:
    page = read_page(_open(question))
    assert "最接近的条款（不是答案）" in page.text
    assert "引进人才" in page.text
    assert not page.marked


@pytest.mark.parametrize("question", ["  ", "？？"])
def test_an_empty_question_gets_a_hint(question: str) -> None:
    app = _ask(_open(), question)
    assert [info.value for info in app.info] == [
        "请先输入问题：用几个词说明想知道什么，例如“检验检测由谁牵头”。"
    ]
    assert not app.error
    assert "所收文件" in read_page(app).text


def test_a_question_that_is_too_long_is_said_to_be() -> None:
    app = _ask(_open(), "问" * (LONGEST_QUERY + 1))
    assert [warning.value for warning in app.warning] == [
        "问题太长：有 1,001 字，最多 1,000 字。原文还在上面的框里，请删短后再提问。"
    ]
    assert "q" not in app.query_params
    assert not app.error
    assert not _ask(app, "部分").warning, "it was asked otherwise"


def test_a_question_that_cannot_be_searched_leaves_the_conversation_as_it_was() -> None:
    app = _ask(_open("有什么支持？"), "？？")
    assert app.info
    assert _linked(app) == ["有什么支持？"]
    assert "直接回答" in read_page(app).text
    assert not _ask(app, "部分").info, "said once"


def test_an_address_with_an_unusable_question_keeps_the_others() -> None:
    app = _open("？", "有什么支持？")
    assert len(app.info) == 1
    assert "直接回答" in read_page(app).text


def test_a_follow_up_keeps_what_was_asked_before_with_its_citations() -> None:
    app = _ask(_open("有什么支持？"), "部分")
    page = read_page(app)
    assert _linked(app) == ["有什么支持？", "部分"]
    assert "前面 1 个问答" in page.text
    assert "部分找到" in page.text
    assert any(link.startswith("./read?clause=hostile%2F1.1&find=") for link in page.links())
    fresh = read_page(_open("有什么支持？", "部分"))
    assert fresh.text == page.text, "the address holds the whole conversation"


def test_a_new_conversation_begins_without_the_old_one() -> None:
    app = _open("有什么支持？").button(key="new").click().run()
    assert "q" not in app.query_params
    assert "个问答" not in read_page(app).text
    assert app.button(key="example_企业主_1")


def test_an_answer_can_be_copied_with_its_citations() -> None:
    (code,) = _open("有什么支持？").code
    assert f"{QUOTE}[2]" in code.value
    assert "[2] 《" in code.value
    assert f"“{QUOTE}”" in code.value


def test_a_verdict_is_kept_with_the_answer_and_the_index(tmp_path: Path) -> None:
    path = tmp_path / "feedback.sqlite3"
    app = _ask(_open("有什么支持？", feedback=str(path)), "部分")
    app.segmented_control(key="verdict_1").set_value("useless")
    app.text_area(key="reason_1").set_value(HOSTILE)
    app.button(key="send_1").click().run()
    (kept,) = FeedbackStore(path).read()
    assert [success.value for success in app.success] == ["已记录，谢谢。"]
    assert (kept.verdict, kept.reason, kept.question) == ("useless", HOSTILE, "部分")
    assert kept.earlier == ("有什么支持？",)
    assert kept.citations[1] == ("hostile/1.1", QUOTE)
    assert kept.fingerprint == "0123456789abcdef"
    assert HOSTILE in kept.answer


def test_a_verdict_that_cannot_be_kept_is_said_not_to_be(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    app = _open("有什么支持？", feedback=str(blocked / "feedback.sqlite3"))
    app.segmented_control(key="verdict_0").set_value("useful")
    app.button(key="send_0").click().run()
    assert not app.exception
    assert "评价没有保存下来" in app.error[0].value
    assert "POLICY_QA_FEEDBACK" in app.error[0].value


def test_a_verdict_has_to_be_chosen() -> None:
    app = _open("有什么支持？").button(key="send_0").click().run()
    assert [info.value for info in app.info] == ["请先选择“有用”或“没用”，再提交。"]


def test_words_of_the_page_follow_the_script_and_quotes_do_not() -> None:
    app = _open("有什么支持？")
    app.segmented_control(key="script").set_value("繁體").run()
    page = read_page(app)
    assert "條款全文" in page.text
    assert "引文保持原文字形" in page.text
    assert page.marked == ["支持企业改造，", QUOTE] * 2


@pytest.mark.parametrize(("name", "value"), [("dept", "x"), (HOSTILE, "1"), ("by", "model")])
def test_an_address_with_what_this_page_does_not_know_is_said_so(name: str, value: str) -> None:
    app = AppTest.from_function(_draw, default_timeout=20)
    app.query_params[name] = value
    app.run()
    assert not app.exception
    assert len(app.warning) == 1
    assert "已忽略" in app.warning[0].value


@pytest.mark.parametrize("question", [HOSTILE, f"部分{HOSTILE}", f"没有{HOSTILE}"])
def test_nothing_of_document_question_or_answer_becomes_markup(question: str) -> None:
    app = _open(question)
    page = read_page(app)
    assert HOSTILE in page.text
    allowed = {"class", "id", "href", "lang", "role", "tabindex", "aria-label", "scope", "target"}
    allowed |= {"aria-hidden"}
    assert {name for _, attrs in page.tags for name in attrs} <= allowed
    assert not {tag for tag, _ in page.tags} & {"script", "img", "b", "iframe"}
    assert all(link.startswith(("#", "./read?clause=hostile%2F")) for link in page.links())
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
    app = _open("有什么支持？", error=kind(message))
    (error,) = app.error
    assert not app.exception
    assert title in error.value
    assert f"`` {message} ``" in error.value
    assert f"` {command} `" in error.value
    assert not app.warning


def test_without_a_language_model_there_is_no_choice_of_one() -> None:
    with pytest.raises(KeyError):
        _open("有什么支持？").segmented_control(key="by")


def test_a_language_model_writes_only_where_the_reader_chooses_it() -> None:
    app = AppTest.from_function(_draw, kwargs={"has_writer": True}, default_timeout=20)
    app.query_params["q"] = ["有什么支持？"]
    app.run()
    assert "模型写的" not in read_page(app).text
    app.segmented_control(key="by").set_value("model").run()
    page = read_page(app)
    assert f"模型写的：{QUOTE}" in page.text
    assert "查找条款" not in page.text, "the stages are gone once the answer is there"
    assert len(app.session_state["history"]) == 2, "both ways are kept and exported"


def test_what_happened_to_the_index_is_said_with_what_mends_it() -> None:
    app = AppTest.from_function(_draw, kwargs={"notice": "索引已被删除。"}, default_timeout=20)
    app.query_params["q"] = ["有什么支持？"]
    app.run()
    assert [w.value for w in app.warning] == [
        "索引已被删除。\n\n` .venv/bin/python -m index build `"
    ]
    assert "直接回答" in read_page(app).text, "answers go on"


def test_an_index_rebuilt_under_the_page_is_said_and_nothing_is_lost() -> None:
    app = _ask(_open("有什么支持？"), "部分")
    assert not app.info
    app.session_state["fingerprint"] = "fedcba9876543210"
    app.run()
    (said,) = app.info
    assert "索引在您提问之后重建过" in said.value
    assert "部分找到" in read_page(app).text
    assert [exchange.question for exchange in app.session_state["history"]] == [
        "有什么支持？",
        "部分",
    ] * 2, "what was answered before is exported too"
    app.button(key="new").click().run()
    assert not _ask(app, "天气").info, "asked of the new index alone"


def test_a_question_stays_on_the_page_where_the_index_cannot_be_opened() -> None:
    app = _open("有什么支持？", error=StoreError("index/store: damaged"))
    assert "有什么支持？" in read_page(app).text
    assert "正在查找" not in read_page(app).text
    assert "index/store: damaged" in app.error[0].value
