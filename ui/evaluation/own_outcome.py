"""What came of an evaluator's own questions: metrics, a table, files to take away."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from eval.data.own_file import QUERY, OwnFile
from eval.data.trec import run_text
from eval.runs.own_results import Outcome, lines_of, measure_own, run_of
from ui.evaluation.choice import draw_pages
from ui.evaluation.drawing import Cell, draw, write_mean, write_table
from ui.evaluation.naming import name_metric
from ui.parts.addresses import PageLink
from ui.parts.markup import Html, element, source_text
from ui.parts.script import say
from ui.parts.words import STATUS_WORDS, status_words

PAGE_SIZE = 50
_METRICS = {
    "nDCG@10": "标注的条款越靠前越高",
    "success@1": "第 1 条就是标注的条款的题所占比例",
    "success@3": "前 3 条里有标注的条款的题所占比例",
    "MRR@10": "标注的条款最早排在第几条，取倒数后平均",
    "recall@10": "标注的条款中，前 10 条找到的比例",
    "right_clause": "引用了标注的条款的回答所占比例",
}


def draw_outcome(file: OwnFile, outcomes: Sequence[Outcome]) -> None:
    """Draw what came of the questions asked so far."""
    draw(element("h2", say("结果")))
    if len(outcomes) < len(file.questions):
        st.info(say(f"只运行了 {len(outcomes)} / {len(file.questions)} 题，下面是到此为止的结果。"))
    _draw_metrics(outcomes)
    if file.key != QUERY:
        _draw_statuses(outcomes)
    _draw_downloads(file, outcomes)
    shown = outcomes[draw_pages(len(outcomes), size=PAGE_SIZE)]
    draw(_write_rows(shown))


def _draw_metrics(outcomes: Sequence[Outcome]) -> None:
    measured = measure_own(outcomes)
    rows = [
        [name_metric(name), write_mean(measured, name), say(meaning)]
        for name, meaning in _METRICS.items()
        if name in measured["metrics"]
    ]
    if rows:
        heads = [say("指标"), say("平均与 95% 区间"), say("含义")]
        caption = say(f"有标注的 {measured['queries']} 题的得分")
        draw(write_table(caption, heads, rows, words=(2,)))
    else:
        draw(element("p", say("这些题没有标注，所以没有得分。"), class_="what"))


def _draw_statuses(outcomes: Sequence[Outcome]) -> None:
    counts = Counter(outcome.answer.status for outcome in outcomes if outcome.answer)
    said = "；".join(f"{STATUS_WORDS[status]} {n} 题" for status, n in counts.most_common())
    draw(element("p", say(said)))


def _draw_downloads(file: OwnFile, outcomes: Sequence[Outcome]) -> None:
    with st.container(horizontal=True):
        if file.key == QUERY:
            st.download_button(
                say("下载 TREC run"),
                run_text(run_of(outcomes)),
                file_name="own.run",
                mime="text/plain",
                on_click="ignore",
                key="own_run",
            )
        st.download_button(
            say("下载 JSONL"),
            lines_of(file, outcomes),
            file_name="own.jsonl",
            mime="application/jsonl",
            on_click="ignore",
            key="own_lines",
        )


def _write_rows(outcomes: Sequence[Outcome]) -> Html:
    rows: list[list[Cell]] = []
    for outcome in outcomes:
        question = outcome.question
        rows.append(
            [
                element("span", question.question_id, class_="system"),
                source_text("span", question.text),
                _write_found(outcome),
                _name_place(outcome),
            ]
        )
    heads = [say("题号"), say("题目"), say("第一条或回答"), say("标注的条款排在")]
    return write_table(say("每道题的结果"), heads, rows, words=(1, 2, 3))


def _write_found(outcome: Outcome) -> Html:
    if outcome.answer is not None:
        status = say(status_words(outcome.answer))
        text = source_text("span", outcome.answer.text)
        return element("div", element("strong", status), element("div", text, class_="said"))
    if not outcome.hits:
        return element("span", say("没有找到"))
    clause = outcome.hits[0].clause
    link = PageLink("read", {"clause": clause.clause_id})
    return element(
        "div",
        source_text("a", clause.citation, href=link),
        element("div", source_text("span", clause.text), class_="said"),
    )


def _name_place(outcome: Outcome) -> str:
    if not outcome.question.relevant:
        return say("没有标注")
    place = outcome.first_relevant
    return say(f"第 {place} 条") if place else say("没有")
