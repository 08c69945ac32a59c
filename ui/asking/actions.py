"""What a reader does with an answer: copy it, judge it, take it along, begin anew."""

from datetime import UTC, date, datetime

import streamlit as st

from export import to_markdown, to_word
from export.conversation import answer_text, conversation_report
from feedback import Feedback, FeedbackError
from ui.asking.dialogue import draw_new
from ui.asking.exchanges import Exchange, history
from ui.desk import Desk
from ui.parts.markup import code_span
from ui.parts.script import say

_VERDICTS = {"useful": "有用", "useless": "没用"}
_LONGEST_REASON = 1000
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def draw_actions(exchange: Exchange, desk: Desk, day: date) -> None:
    """Draw the row of buttons of an answer."""
    with st.container(horizontal=True, key="actions"):
        draw_new(st.container(width="content"))
        with st.popover(say("复制"), icon=":material/content_copy:", key="copy"):
            st.caption(say("回答连同出处；点右上角的图标复制。"))
            st.code(answer_text(exchange.answer), language=None, wrap_lines=True)
        with st.popover(say("评价"), icon=":material/thumbs_up_down:", key="judge"):
            _draw_feedback(exchange, desk)
        with st.popover(say("导出"), icon=":material/download:", key="take"):
            _draw_downloads(day)


def _draw_feedback(exchange: Exchange, desk: Desk) -> None:
    # One form for each answer: what was said of another is not shown as said of this one.
    name = history().index(exchange)
    with st.form(f"feedback_{name}", border=False, clear_on_submit=True):
        verdict = st.segmented_control(
            say("这个回答有用吗？"),
            list(_VERDICTS),
            format_func=lambda value: say(_VERDICTS[value]),
            key=f"verdict_{name}",
        )
        reason = st.text_area(
            say("原因（可不填）"), max_chars=_LONGEST_REASON, key=f"reason_{name}"
        )
        st.caption(say("问题、回答、引文和原因保存在本服务器的一个文件里，不会发往别处。"))
        sent = st.form_submit_button(say("提交"), key=f"send_{name}")
    if sent and verdict is None:
        st.info(say("请先选择“有用”或“没用”，再提交。"))
    elif sent and verdict is not None:
        _keep_feedback(exchange, desk, verdict, reason)


def _keep_feedback(exchange: Exchange, desk: Desk, verdict: str, reason: str) -> None:
    answer = exchange.answer
    feedback = Feedback(
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        verdict=verdict,
        reason=reason.strip(),
        question=exchange.question,
        earlier=exchange.earlier,
        status=answer.status,
        answer=answer.text,
        citations=tuple((c.clause.clause_id, c.quote) for c in answer.citations),
        fingerprint=exchange.fingerprint,
    )
    try:
        desk.feedback.add(feedback)
    except FeedbackError as error:
        said = say("评价没有保存下来。请把下面这句话告诉管理员，处理好后再提交：")
        st.error(f"{said}\n\n{code_span(str(error))}")
        return
    st.success(say("已记录，谢谢。"))


def _draw_downloads(day: date) -> None:
    exchanges = history()
    st.caption(say(f"本次会话的全部 {len(exchanges)} 个问答，每个都带出处。"))
    answers = [(exchange.question, exchange.answer) for exchange in exchanges]
    report = conversation_report(answers, day=day)
    name = f"问答记录-{day.isoformat()}"
    # Made when it is asked for, not with every answer.
    st.download_button(
        "Word",
        lambda: to_word(report),
        file_name=f"{name}.docx",
        mime=_WORD,
        key="take_word",
        on_click="ignore",
    )
    st.download_button(
        "Markdown",
        lambda: to_markdown(report).encode(),
        file_name=f"{name}.md",
        mime="text/markdown",
        key="take_markdown",
        on_click="ignore",
    )
