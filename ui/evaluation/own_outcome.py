"""What came of an evaluator's own questions: metrics, a table, files to take away."""

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from eval.data.own_file import QUERY, OwnFile
from eval.data.trec import run_text
from eval.report.formats import TextTable, mean_of
from eval.runs.own_results import Outcome, lines_of, measure_own, run_of
from ui.evaluation.choice import draw_pages
from ui.evaluation.depth import choose_depth, metrics_of
from ui.evaluation.downloads import draw_table_files
from ui.evaluation.drawing import Cell, draw, write_mean, write_table
from ui.evaluation.naming import name_metric, name_system, write_meanings, write_system
from ui.parts.addresses import PageLink
from ui.parts.markup import Html, element, source_text
from ui.parts.script import say
from ui.parts.words import STATUS_WORDS, status_words

PAGE_SIZE = 20


def draw_outcome(file: OwnFile, system: str, asked: Mapping[str, Sequence[Outcome]]) -> None:
    """Draw what came of the questions so far: of one system each, of all that ran the metrics.

    Args:
        file: The questions.
        system: Whose outcomes are drawn.
        asked: The outcomes by system.
    """
    outcomes = asked[system]
    draw(element("h2", say("结果：") + name_system(system)))
    if len(outcomes) < len(file.questions):
        st.info(say(f"只运行了 {len(outcomes)} / {len(file.questions)} 题，下面是到此为止的结果。"))
    whole = {n: done for n, done in asked.items() if n == system or len(done) == len(outcomes)}
    _draw_metrics(whole, system)
    if file.key != QUERY:
        _draw_statuses(outcomes)
    _draw_downloads(file, system, outcomes)
    shown = outcomes[draw_pages(len(outcomes), size=PAGE_SIZE)]
    draw(_write_rows(shown))


def _draw_metrics(asked: Mapping[str, Sequence[Outcome]], system: str) -> None:
    """Draw a row of metrics for each system that was asked the same questions."""
    measured = {name: measure_own(outcomes) for name, outcomes in asked.items() if outcomes}
    if not measured[system]["metrics"]:
        draw(element("p", say("这些题没有标注，所以没有得分。"), class_="what"))
        return
    names = list(measured[system]["metrics"])
    if len(names) > 1:
        names = metrics_of([measured[system]], choose_depth())
    caption = say(f"有标注的 {measured[system]['queries']} 题的得分")
    heads = [say("系统"), *map(name_metric, names)]
    rows: list[list[Cell]] = [
        [write_system(name), *(write_mean(one, metric) for metric in names)]
        for name, one in measured.items()
    ]
    draw(write_table(caption, heads, rows), write_meanings(names))
    values = [[name, *(mean_of(one, m) for m in names)] for name, one in measured.items()]
    draw_table_files("own", "scores", TextTable("own questions", ["system", *names], values))


def _draw_statuses(outcomes: Sequence[Outcome]) -> None:
    counts = Counter(outcome.answer.status for outcome in outcomes if outcome.answer)
    said = "；".join(f"{STATUS_WORDS[status]} {n} 题" for status, n in counts.most_common())
    draw(element("p", say(said)))


def _draw_downloads(file: OwnFile, system: str, outcomes: Sequence[Outcome]) -> None:
    with st.container(horizontal=True):
        if file.key == QUERY:
            st.download_button(
                say("下载 TREC run"),
                run_text(run_of(outcomes, system)),
                file_name=f"own-{system}.run",
                mime="text/plain",
                on_click="ignore",
                key="own_run",
            )
        st.download_button(
            say("下载 JSONL"),
            lines_of(file, outcomes),
            file_name=f"own-{system}.jsonl",
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
