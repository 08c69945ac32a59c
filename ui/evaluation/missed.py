"""Every question that a system missed, opened."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import streamlit as st

from eval.data.benchmark import PolicyBenchmark
from eval.data.questions import Question
from eval.data.trec import TrecError
from eval.report.misses import StoredAnswer, find_missed, select_questions
from eval.report.stored import BASELINE_PREFIX
from eval.runs.results import ANSWERS, ResultsError
from ui.evaluation.cards import questions_of, write_answer, write_card, write_ranking
from ui.evaluation.choice import OPEN, choose, chosen, draw_pages
from ui.evaluation.drawing import draw
from ui.evaluation.naming import name_system
from ui.evaluation.sources import Opened, load_answers, load_rankings
from ui.evaluation.words import LABELS, MISSES, VALUES
from ui.parts.markup import Html, code_span, element
from ui.parts.script import say

PAGE_SIZE = 20
DEPTH = 10
# What is 0 where a question was missed.
_MEASURES = {"1": "success@1", "3": "success@3", "10": "MRR@10"}
_ANSWERED = "correct"
Writer = Callable[[Question], Html]
_T = TypeVar("_T")


def draw_misses(opened: Opened) -> None:
    """Draw the questions that one system missed, a page at a time."""
    draw_test_note(opened)
    scores = opened.stored.scores
    if opened.benchmark is None or not scores:
        draw_closed(opened)
        return
    first, second = st.columns(2)
    with first:
        words = {system: name_system(system) for system in scores}
        system = choose("检索方式或回答", words, key="retriever", default="hybrid")
    metric = _ANSWERED
    if system != ANSWERS:
        with second:
            depths = {depth: say(words) for depth, words in MISSES.items()}
            metric = _MEASURES[choose("怎样算没答好", depths, key="miss", default="3")]
    missed = find_missed(scores[system], metric)
    chosen = _choose_labels()
    questions = select_questions(questions_of(opened.benchmark), missed, **chosen)
    _draw_count(len(scores[system]), len(missed), len(questions))
    if questions:
        write = make_writer(opened, opened.benchmark, system)
        shown, first_id = turn_to_open(questions, lambda q: q.question_id)
        draw(
            *(
                write_card(q, opened.benchmark, [write(q)], is_open=q.question_id == first_id)
                for q in shown
            )
        )


def turn_to_open(listed: Sequence[_T], name: Callable[[_T], str]) -> tuple[Sequence[_T], str]:
    """Draw the turning of pages; return what the page shows, and the id of the one to open.

    It is the one that the address names, on whose page it begins, else the first.
    """
    ids = {name(entry): place for place, entry in enumerate(listed)}
    wanted = chosen({"": "", **dict.fromkeys(ids, "")}, key=OPEN, default="")
    page = ids[wanted] // PAGE_SIZE + 1 if wanted else 1
    shown = listed[draw_pages(len(listed), size=PAGE_SIZE, first=page)]
    here = [name(entry) for entry in shown]
    return shown, wanted if wanted in here else here[0]


def draw_closed(opened: Opened) -> None:
    """Say why no question can be shown."""
    if opened.closed:
        return
    if opened.benchmark is None:
        st.info(say("这份结果用的是别的题目，本项目里没有它们的文字和标注，只能看得分。"))
    else:
        st.info(say("这份结果没有每题得分。"))


def draw_test_note(opened: Opened) -> None:
    """Say what looking at the test's questions means."""
    if opened.stored.split == "test":
        st.warning(
            say("这是测试集：看过的测试题不应再用于调参、改词表或定规则，否则测试得分不再可信。")
        )


def make_writer(
    opened: Opened, benchmark: PolicyBenchmark, system: str, *, depth: int = DEPTH
) -> Writer:
    """Return what writes the answer to a question, or the first `depth` clauses found for it."""
    folder = opened.folder_of(system)
    system = system.removeprefix(BASELINE_PREFIX)
    if system == ANSWERS:
        return _make_answer_writer(folder, benchmark)
    title = element("span", say("找到的条款："), element("span", system, class_="system"))
    found: Mapping[str, tuple[str, ...]] = {}
    try:
        found = load_rankings(folder, system)
    except TrecError as error:
        st.warning(f"{say('检索结果文件已损坏，请重新评测：')}{code_span(str(error))}")
    if not found:
        none = element("p", say("没有保存检索到的条款。"), class_="what")
        return lambda question: element("div", element("h4", title), none)
    return lambda question: write_ranking(
        title, question, benchmark, found.get(question.question_id, ())[:depth]
    )


def _make_answer_writer(folder: Path, benchmark: PolicyBenchmark) -> Writer:
    none = element("div", element("p", say("没有保存当时的回答。"), class_="what"))
    answers: Mapping[str, StoredAnswer] = {}
    try:
        answers = load_answers(folder)
    except ResultsError as error:
        st.warning(f"{say('回答文件已损坏，请重新评测：')}{code_span(str(error))}")
    return lambda question: (
        write_answer(question, benchmark, answers[question.question_id])
        if question.question_id in answers
        else none
    )


def _choose_labels() -> dict[str, str]:
    chosen = {}
    for column, (label, values) in zip(st.columns(len(VALUES)), VALUES.items(), strict=True):
        words = {"": say("全部")} | {value: say(said) for value, said in values.items()}
        with column:
            chosen[label] = choose(LABELS[label], words, key=label)
    return chosen


def _draw_count(asked: int, missed: int, chosen: int) -> None:
    said = f"共 {asked} 题，其中 {missed} 题没答好"
    said += f"；符合筛选条件的 {chosen} 题。" if chosen != missed else "。"
    draw(element("p", say(said), class_="count", role="status"))
