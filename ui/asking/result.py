"""An answer: what was found, on what it rests, and where that stands."""

from collections.abc import Collection
from datetime import date

import streamlit as st

from answer import Answer
from ingest import Corpus
from ui.asking.cards import write_near
from ui.asking.points import write_points, write_said, write_verdict
from ui.asking.reader import write_reader
from ui.asking.suggestions import draw_suggestions
from ui.parts.markup import Html, draw_html, element
from ui.parts.script import say
from ui.parts.words import status_words


def draw_result(
    answer: Answer, corpus: Corpus, day: date, *, said: Collection[str] = (), name: str = ""
) -> None:
    """Draw the whole answer beside the places that it rests on, and what could be asked next.

    Args:
        answer: What to draw.
        corpus: The documents.
        day: The day on which they are in force or not.
        said: Notices that the conversation has shown before, which are not said again.
        name: Tells its buttons from those of other answers.
    """
    if not answer.citations and not answer.related:
        draw_html(element("div", _write_answer(answer, corpus, day, said), class_="result"))
        draw_suggestions(answer, name=name)
        return
    findings, place = st.columns([11, 9], gap="medium")
    with findings:
        if answer.asks_back:
            draw_suggestions(answer, name=name)
        draw_html(element("div", _write_answer(answer, corpus, day, said), class_="result"))
        if not answer.asks_back:
            draw_suggestions(answer, name=name)
        if answer.related:
            draw_html(element("div", _write_related(answer, corpus, day), class_="result"))
    with place.container(key="place"):
        draw_html(element("div", write_reader(answer, corpus, day), class_="result"))


def _write_answer(answer: Answer, corpus: Corpus, day: date, said: Collection[str]) -> Html:
    grade = "near" if answer.support == "near" else answer.status
    status = element("span", say(status_words(answer)), class_=f"status {grade}")
    return element(
        "section",
        element("h2", say("回答 "), status),
        *write_verdict(answer, corpus, day),
        *write_points(answer, corpus, day),
        *([element("p", say(f"建议：{answer.advice}"), class_="advice")] if answer.advice else []),
        *_write_notices([notice for notice in answer.notices if notice not in said]),
        class_="answer",
    )


def _write_notices(notices: list[str]) -> list[Html]:
    """Return all notices on one line, each whole a click away."""
    if not notices:
        return []
    if len(notices) == 1:
        return [element("p", write_said(notices[0]), class_="notice", role="note")]
    count = say(f"请注意 {len(notices)} 点：")
    line = element("summary", count, *(write_said(notice) for notice in notices))
    items = [element("li", write_said(notice)) for notice in notices]
    return [element("details", line, element("ul", *items), class_="notice", role="note")]


def _write_related(answer: Answer, corpus: Corpus, day: date) -> Html:
    cards = [write_near(hit, corpus, day) for hit in answer.related]
    if answer.citations:
        return element("details", element("summary", say("其他相近的条款")), *cards, class_="more")
    return element("section", element("h2", say("最接近的条款（不是答案）")), *cards)
