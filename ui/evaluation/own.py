"""An evaluator's own questions: the file, its run with progress, and what came of it."""

import hashlib
from collections.abc import Callable
from datetime import date

import streamlit as st

from eval.data.own_file import QUERY, OwnFile, OwnFileError, OwnQuestion, read_own_file
from eval.runs.own_results import Outcome, answer_own, search_own
from eval.runs.own_retrievers import HYBRID, TO_BUILD, open_retrievers
from eval.runs.results import ANSWERS
from ui.desk import Desk
from ui.evaluation.choice import choose
from ui.evaluation.drawing import draw
from ui.evaluation.naming import name_system
from ui.evaluation.own_outcome import draw_outcome
from ui.evaluation.uploading import draw_uploader
from ui.evaluation.words import FAULTS
from ui.parts.markup import Html, element
from ui.parts.script import say

_OUTCOMES, _RUNNING = "own_outcomes", "own_running"
_SHOWN_FAULTS = 10
_EXAMPLES = (
    ("JSONL，检索", '{"id": "1", "query": "检验检测由谁牵头"}'),
    ("JSONL，问答", '{"id": "1", "question": "检验检测由谁牵头？"}'),
    ("JSONL，带标注", '{"id": "1", "query": "谁牵头", "relevant": ["guangdong-2023/3.3.3"]}'),
    ("CSV、TSV", "第一行写列名：id,query,relevant（或 id,question,…）；多个条款编号用分号隔开"),
    ("BEIR", "ZIP：queries.jsonl 和 qrels/test.tsv，qrels 里是条款编号"),
)
_COMMAND = "python -m eval run --dataset DIR --retriever all"


def draw_own(desk: Desk, as_of: date) -> None:
    """Draw the part of the page for a file of the evaluator's own."""
    _draw_form()
    uploaded = draw_uploader(
        "题目文件（JSONL、CSV、TSV，或 BEIR 的 ZIP）", key="own_file", megabytes=1
    )
    if uploaded is None:
        return
    data = uploaded.getvalue()
    try:
        clause_ids = {clause.clause_id for clause in desk.corpus.clauses}
        file = read_own_file(data, clause_ids, uploaded.name)
    except OwnFileError as error:
        _draw_faults(error)
        return
    judged = sum(bool(question.relevant) for question in file.questions)
    form = "检索" if file.key == QUERY else "问答"
    said = say(f"共 {len(file.questions)} 题，形式：{form}；其中 {judged} 题有标注。")
    draw(element("p", said, class_="count", role="status"))
    if file.key == QUERY and desk.searcher is None:
        st.warning(say("当前打开的索引不能检索，请改用问答形式的题目。"))
        return
    # Of the same file on the same index, nothing is asked twice.
    version = f"{hashlib.sha256(data).hexdigest()} {desk.fingerprint} {as_of}"
    asked = _outcomes_of(version)
    system, ask = _choose_system(file, desk, as_of)
    outcomes = asked.setdefault(system, [])
    _run(file, outcomes, ask)
    if outcomes:
        draw_outcome(file, system, asked)


def _choose_system(
    file: OwnFile, desk: Desk, as_of: date
) -> tuple[str, Callable[[OwnQuestion], Outcome]]:
    """Draw the choice of what searches; return its name and what asks it. Answers have none."""
    if file.key != QUERY or desk.searcher is None:
        return ANSWERS, lambda question: answer_own(question, desk.answerer, as_of=as_of)
    retrievers = open_retrievers(desk.searcher)
    words = {name: name_system(name) for name in retrievers}
    system = choose("用哪种检索方式", words, key="with", default=HYBRID)
    missing = "、".join(name_system(name) for name in TO_BUILD)
    said = say(f"下面这些要先另建索引，请用命令行：{missing}。")
    draw(element("p", said, element("span", _COMMAND, class_="line"), class_="what"))
    searcher = retrievers[system]()
    return system, lambda question: search_own(question, searcher)


def _draw_form() -> None:
    examples: list[Html] = []
    for name, line in _EXAMPLES:
        is_source = line.startswith("{")
        shown = element("dd", line, class_="line", lang="zh-Hans") if is_source else None
        examples += [element("dt", say(name)), shown or element("dd", say(line))]
    draw(
        element("h2", say("用自己的题目测")),
        element(
            "p",
            say(
                "最多 500 题、1 MB，一份文件只用一种形式；JSONL 每行一题，与命令行 "
                "index search --queries 和 answer --questions 相同。"
                "加上 relevant（能回答这题的条款编号）就算出得分；"
                "条款编号在原文页的网址里（clause=…）。题目只用来运行，不会保存。"
                "另有语料的 BEIR 测试集要先建索引，请用命令行："
            ),
            element("span", _COMMAND, class_="line"),
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


def _outcomes_of(version: str) -> dict[str, list[Outcome]]:
    """Return the outcomes so far by system; they stay when the page is drawn again meanwhile."""
    kept = st.session_state.get(_OUTCOMES)
    if kept is None or kept[0] != version:
        st.session_state[_OUTCOMES] = kept = (version, {})
        st.session_state[_RUNNING] = False
    outcomes: dict[str, list[Outcome]] = kept[1]
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
