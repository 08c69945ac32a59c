"""Two systems compared on the same questions, and the questions on which they differ."""

from collections.abc import Mapping, Sequence

import streamlit as st

from eval.judging.differences import Change, Difference, shared_metrics
from eval.judging.metrics import Scores
from eval.report.stored import BASELINE_PREFIX
from ui.evaluation.cards import questions_of, write_card
from ui.evaluation.choice import PAGE, choose, draw_pages
from ui.evaluation.drawing import Cell, draw, write_table
from ui.evaluation.grouped import name_system
from ui.evaluation.missed import draw_closed, draw_test_note, make_writer
from ui.evaluation.overview import name_metric, write_system
from ui.evaluation.sources import Opened, load_differences, scores_of
from ui.evaluation.words import CHANGES
from ui.parts.markup import Html, code_span, element
from ui.parts.script import say

PAGE_SIZE = 20
_DEPTH = 5
_CHANCE = 0.05


def draw_comparison(opened: Opened) -> None:
    """Draw the comparison of two systems that the reader chooses."""
    scores = scores_of(opened)
    partners = {
        first: [b for b in scores if b != first and shared_metrics(rows, scores[b])]
        for first, rows in scores.items()
    }
    partners = {first: listed for first, listed in partners.items() if listed}
    if not partners:
        st.info(say("这份结果里只有一个系统，没有可以对比的。"))
        return
    a, b, metric = _choose_pair(scores, partners)
    with st.spinner(say("正在比较……")):
        differences = load_differences(opened, a, metric)
    _draw_table(differences, a, b, metric)
    difference = next(d for d in differences if d.system == b)
    _draw_changed(opened, difference, a, metric)


def _choose_pair(
    scores: Mapping[str, Scores], partners: Mapping[str, Sequence[str]]
) -> tuple[str, str, str]:
    first, second, third = st.columns([2, 2, 1])
    with first:
        words = {system: _name(system) for system in partners}
        a = choose("甲", words, key="a", default="hybrid", drops=("b", "metric", PAGE))
    with second:
        words = {system: _name(system) for system in partners[a]}
        b = choose("乙", words, key="b", drops=("metric", PAGE))
    with third:
        names = {name: name_metric(name) for name in shared_metrics(scores[a], scores[b])}
        main = "nDCG@10" if "nDCG@10" in names else "correct"
        metric = choose("指标", names, key="metric", default=main)
    return a, b, metric


def _draw_table(differences: Sequence[Difference], a: str, b: str, metric: str) -> None:
    rows: list[list[Cell]] = []
    for d in sorted(differences, key=lambda d: d.system != b):
        name = _write_name(d.system)
        rows.append(
            [
                element("strong", name) if d.system == b else name,
                f"{d.means[0]:.3f}",
                f"{d.means[1]:.3f}",
                f"{d.test.difference:+.3f}",
                f"{d.test.low:+.3f} ~ {d.test.high:+.3f}",
                f"{d.p_holm:.4f}",
                str(d.test.wins),
                str(d.test.ties),
                str(d.test.losses),
                str(d.queries),
            ]
        )
    heads = (
        "乙",
        "甲得分",
        "乙得分",
        "甲 − 乙",
        "95% 区间",
        "p（Holm）",
        "甲高",
        "持平",
        "乙高",
        "题数",
    )
    caption = _name(a) + say("（甲）与其他各项相比，指标：") + name_metric(metric)
    chosen = next(d for d in differences if d.system == b)
    pieces = [
        element("p", _write_verdict(chosen), class_="verdict"),
        write_table(caption, list(map(say, heads)), rows),
        element(
            "p",
            say(
                "p 值来自配对随机化检验，并按对比的个数做了 Holm 校正；"
                "小于 0.05 才说明差别不像是碰巧。"
            ),
            class_="what",
        ),
    ]
    draw(*pieces)
    partial = [d.system for d in differences if d.left_out]
    if partial:
        said = say("这些与甲的题目不完全相同，只比较两边都有的题：")
        st.warning(said + "、".join(map(code_span, partial)))


def _write_verdict(d: Difference) -> str:
    gap = f"{abs(d.test.difference):.3f}"
    if d.p_holm >= _CHANCE:
        return say(f"甲与乙相差 {gap}，这样的差别可能只是碰巧（p = {d.p_holm:.4f}）。")
    which = "高" if d.test.difference > 0 else "低"
    return say(f"甲比乙{which} {gap}，不像是碰巧（p = {d.p_holm:.4f}）。")


def _draw_changed(opened: Opened, difference: Difference, a: str, metric: str) -> None:
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
    shown = changed[draw_pages(len(changed), size=PAGE_SIZE)]
    if opened.benchmark is None:
        draw_closed(opened)
        _draw_scores(shown, metric)
        return
    draw_test_note(opened)
    _draw_cards(opened, shown, (a, difference.system), metric)


def _draw_cards(
    opened: Opened, shown: Sequence[Change], systems: tuple[str, str], metric: str
) -> None:
    benchmark = opened.benchmark
    if benchmark is None:
        return
    questions = questions_of(benchmark)
    # A baseline keeps scores alone.
    writers = [
        make_writer(opened, benchmark, system, depth=_DEPTH)
        for system in systems
        if not system.startswith(BASELINE_PREFIX)
    ]
    cards: list[Html] = []
    for change in shown:
        question = questions.get(change.query_id)
        if question is not None:
            head = say(f"甲 {change.first:.2f}，乙 {change.second:.2f}")
            cards.append(
                write_card(question, benchmark, [write(question) for write in writers], head=head)
            )
    draw(*cards)


def _draw_scores(shown: Sequence[Change], metric: str) -> None:
    rows = [[c.query_id, f"{c.first:.3f}", f"{c.second:.3f}"] for c in shown]
    caption = name_metric(metric) + say("：得分不同的题")
    draw(write_table(caption, [say("题号"), say("甲"), say("乙")], rows))


def _write_name(system: str) -> Html:
    if system.startswith(BASELINE_PREFIX):
        what = element("span", say("随程序提交的基线"), class_="what")
        name = element("span", system.removeprefix(BASELINE_PREFIX), class_="system")
        return element("span", name, what)
    return element("span", write_system(system))


def _name(system: str) -> str:
    if system.startswith(BASELINE_PREFIX):
        return system.removeprefix(BASELINE_PREFIX) + say("（随程序提交的基线）")
    return name_system(system)
