"""The questions on which two systems differ, opened one at a time."""

from collections.abc import Sequence

from eval.data.benchmark import PolicyBenchmark
from eval.data.questions import Question
from eval.judging.differences import Change, Difference
from ui.evaluation.cards import questions_of, write_card, write_ranking
from ui.evaluation.choice import choose, draw_pages
from ui.evaluation.drawing import draw, write_table
from ui.evaluation.missed import (
    PAGE_SIZE,
    Writer,
    draw_closed,
    draw_test_note,
    make_writer,
    turn_to_open,
)
from ui.evaluation.naming import name_metric, name_rival
from ui.evaluation.own_run import Brought
from ui.evaluation.sources import Opened
from ui.evaluation.words import CHANGES
from ui.parts.markup import Html, element
from ui.parts.script import say

_DEPTH = 5


def draw_changed(
    opened: Opened, difference: Difference, a: str, metric: str, brought: Brought | None
) -> None:
    """Draw the questions on which `a` and the other system differ, what differs most first."""
    draw(element("h2", say("得分不同的题")))
    words = {value: say(said) for value, said in CHANGES.items()}
    which = choose("看哪些题", words, key="change", as_buttons=True)
    changed = [
        change
        for change in difference.changed
        if which == "" or (change.first > change.second) == (which == "higher")
    ]
    draw(element("p", say(f"共 {len(changed)} 题，差得多的在前。"), class_="count", role="status"))
    if not changed:
        return
    if which != "lower":
        changed.sort(key=lambda change: (-abs(change.first - change.second), change.query_id))
    benchmark = opened.benchmark
    if benchmark is None:
        draw_closed(opened)
        _draw_scores(changed[draw_pages(len(changed), size=PAGE_SIZE)], metric)
        return
    draw_test_note(opened)
    writers = [
        _make_writer(opened, benchmark, system, brought) for system in (a, difference.system)
    ]
    _draw_cards(benchmark, changed, writers)


def _make_writer(
    opened: Opened, benchmark: PolicyBenchmark, system: str, brought: Brought | None
) -> Writer:
    if brought is None or system != brought.name:
        return make_writer(opened, benchmark, system, depth=_DEPTH)
    found = brought.own.run.found
    title = element("span", say("找到的条款："), element("span", name_rival(system)))

    def write(question: Question) -> Html:
        hits = found.get(question.question_id, ())[:_DEPTH]
        return write_ranking(title, question, benchmark, [hit.doc_id for hit in hits])

    return write


def _draw_cards(
    benchmark: PolicyBenchmark, changed: Sequence[Change], writers: Sequence[Writer]
) -> None:
    questions = questions_of(benchmark)
    known = [change for change in changed if change.query_id in questions]
    if not known:
        return
    shown, first_id = turn_to_open(known, lambda change: change.query_id)
    cards = []
    for change in shown:
        question = questions[change.query_id]
        cards.append(
            write_card(
                question,
                benchmark,
                [write(question) for write in writers],
                head=say(f"甲 {change.first:.2f}，乙 {change.second:.2f}"),
                is_open=change.query_id == first_id,
            )
        )
    draw(*cards)


def _draw_scores(shown: Sequence[Change], metric: str) -> None:
    rows = [[c.query_id, f"{c.first:.3f}", f"{c.second:.3f}"] for c in shown]
    caption = name_metric(metric) + say("：得分不同的题")
    draw(write_table(caption, [say("题号"), say("甲"), say("乙")], rows))
