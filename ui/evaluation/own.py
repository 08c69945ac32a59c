"""An evaluator's own questions: the file, its run with progress, and what came of it."""

import hashlib
from collections.abc import Callable
from datetime import date

import streamlit as st

from eval.data.own_file import QUERY, OwnFile, OwnFileError, OwnQuestion, read_own_file
from eval.runs.own_results import Outcome, answer_own, search_own
from ui.desk import Desk
from ui.evaluation.drawing import draw
from ui.evaluation.own_outcome import draw_outcome
from ui.evaluation.words import FAULTS
from ui.parts.markup import Html, element
from ui.parts.script import say
from ui.parts.uploading import UploadWords, uploader

_OUTCOMES, _RUNNING = "own_outcomes", "own_running"
_SHOWN_FAULTS = 10
_EXAMPLES = (
    ("检索", '{"id": "1", "query": "检验检测由谁牵头"}'),
    ("问答", '{"id": "1", "question": "检验检测由谁牵头？"}'),
    ("带标注", '{"id": "1", "query": "检验检测由谁牵头", "relevant": ["guangdong-2023/3.3.3"]}'),
)


def draw_own(desk: Desk, as_of: date) -> None:
    """Draw the part of the page for a file of the evaluator's own."""
    _draw_form()
    words = UploadWords("选择文件", "或把文件拖到这里，最大 1 MB", "没有传上来：文件过大。")
    with uploader(words, key="own_field"):
        uploaded = st.file_uploader(
            say("题目文件（JSONL，UTF-8）"), key="own_file", max_upload_size=10
        )
    if uploaded is None:
        return
    data = uploaded.getvalue()
    try:
        file = read_own_file(data, {clause.clause_id for clause in desk.corpus.clauses})
    except OwnFileError as error:
        _draw_faults(error)
        return
    judged = sum(bool(question.relevant) for question in file.questions)
    form = "检索" if file.key == QUERY else "问答"
    said = say(f"共 {len(file.questions)} 题，形式：{form}；其中 {judged} 题有标注。")
    draw(element("p", said, class_="count", role="status"))
    ask = _make_ask(file, desk, as_of)
    if ask is None:
        st.warning(say("当前打开的索引不能检索，请改用问答形式的题目。"))
        return
    # Of the same file on the same index, nothing is asked twice.
    version = f"{hashlib.sha256(data).hexdigest()} {desk.fingerprint} {as_of}"
    outcomes = _outcomes_of(version)
    _run(file, outcomes, ask)
    if outcomes:
        draw_outcome(file, outcomes)


def _draw_form() -> None:
    examples: list[Html] = []
    for name, line in _EXAMPLES:
        examples += [element("dt", say(name)), element("dd", line, class_="line", lang="zh-Hans")]
    draw(
        element("h2", say("用自己的题目测")),
        element(
            "p",
            say(
                "每行一题，最多 500 题、1 MB，一份文件只用一种形式，与命令行 "
                "index search --queries 和 answer --questions 相同。"
                "加上 relevant（能回答这题的条款编号）就算出得分；"
                "条款编号在原文页的网址里（clause=…）。题目只用来运行，不会保存。"
            ),
        ),
        element("dl", *examples, class_="examples"),
    )


def _draw_faults(error: OwnFileError) -> None:
    listed = []
    for fault in error.faults[:_SHOWN_FAULTS]:
        place = say(f"第 {fault.line} 行") if fault.line else say("整个文件")
        shown = [element("span", fault.shown, class_="line")] if fault.shown else []
        listed.append(
            element("li", element("strong", place), "：", say(FAULTS[fault.what]), *shown)
        )
    rest = len(error.faults) - len(listed)
    more = [element("p", say(f"另外还有 {rest} 行有问题。"))] if rest else []
    title = element("p", say("文件有下面的问题，改正后再上传；没有题目被运行："))
    draw(element("div", title, element("ul", *listed), *more, class_="faults", role="alert"))


def _make_ask(file: OwnFile, desk: Desk, as_of: date) -> Callable[[OwnQuestion], Outcome] | None:
    if file.key != QUERY:
        return lambda question: answer_own(question, desk.answerer, as_of=as_of)
    searcher = desk.searcher
    if searcher is None:
        return None
    return lambda question: search_own(question, searcher)


def _outcomes_of(version: str) -> list[Outcome]:
    """Return the outcomes so far, which stay when the page is drawn again in the middle."""
    kept = st.session_state.get(_OUTCOMES)
    if kept is None or kept[0] != version:
        st.session_state[_OUTCOMES] = kept = (version, [])
        st.session_state[_RUNNING] = False
    outcomes: list[Outcome] = kept[1]
    return outcomes


def _run(file: OwnFile, outcomes: list[Outcome], ask: Callable[[OwnQuestion], Outcome]) -> None:
    """Ask what was not asked yet, once the reader says so, until all is or the reader stops it."""
    count = len(file.questions)
    if len(outcomes) == count:
        return
    place = st.empty()
    if not st.session_state[_RUNNING]:
        label = say("继续") if outcomes else say("开始运行")
        place.button(label, key="own_start", type="primary", on_click=_set_running, args=(True,))
        return
    with place.container():
        st.button(say("停止"), key="own_stop", on_click=_set_running, args=(False,))
        bar = st.progress(0.0)
        for question in file.questions[len(outcomes) :]:
            bar.progress(len(outcomes) / count, say(f"已完成 {len(outcomes)} / {count} 题"))
            outcomes.append(ask(question))
    _set_running(False)
    place.empty()


def _set_running(running: bool) -> None:
    st.session_state[_RUNNING] = running
