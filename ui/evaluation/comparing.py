"""Two systems compared on the same questions, and the questions on which they differ."""

from collections.abc import Mapping, Sequence

import streamlit as st

from eval.judging.differences import Difference, shared_metrics
from eval.judging.metrics import Scores
from eval.report.formats import Mean, TextTable, Value
from eval.report.stored import BASELINE_PREFIX
from ui.evaluation.changed import draw_changed
from ui.evaluation.choice import PAGE, choose
from ui.evaluation.downloads import draw_table_files
from ui.evaluation.drawing import Cell, draw
from ui.evaluation.naming import name_metric, name_rival, write_rival
from ui.evaluation.own_run import Brought, draw_own_run
from ui.evaluation.sorting import Column, Row, sort_rows, write_sorted
from ui.evaluation.sources import Opened, load_differences, scores_of
from ui.parts.markup import code_span, element
from ui.parts.script import say

_CHANCE = 0.05
_HEADS = {
    "rival": "乙",
    "first": "甲得分",
    "second": "乙得分",
    "difference": "甲 − 乙",
    "low": "95% 区间",
    "p": "p（Holm）",
    "wins": "甲高",
    "ties": "持平",
    "losses": "乙高",
    "count": "题数",
}


def draw_comparison(opened: Opened) -> None:
    """Draw the comparison of two systems that the reader chooses."""
    brought = draw_own_run(opened)
    scores = scores_of(opened)
    if brought is not None:
        scores = {brought.name: brought.own.scores, **scores}
    found = {first: find_rivals(scores, first) for first in scores}
    # A system is compared with itself, as it was measured before, only where that is asked for.
    begin = [first for first, (others, _) in found.items() if others]
    rivals = {first: [*found[first][0], *found[first][1]] for first in (*begin, *found)}
    rivals = {first: listed for first, listed in rivals.items() if listed}
    if not rivals or not (begin or "a" in st.query_params):
        st.info(say("这份结果里只有一个系统，没有可以对比的。"))
        return
    a, b, metric = _choose_pair(scores, rivals)
    compared = {name: scores[name] for name in (a, *rivals[a])}
    with st.spinner(say("正在比较……")):
        version = brought.version if brought else ""
        differences = load_differences(opened, compared, a, metric, version)
    _draw_table(opened, differences, a, b, metric, brought)
    difference = next(d for d in differences if d.system == b)
    draw_changed(opened, difference, a, metric, brought)


def find_rivals(scores: Mapping[str, Scores], first: str) -> tuple[list[str], list[str]]:
    """Return the other systems that `first` is compared with, and its own other results.

    Of the others the committed results are taken where there are no newer ones.
    """
    own = first.removeprefix(BASELINE_PREFIX)
    others, earlier = [], []
    for name, rows in scores.items():
        system = name.removeprefix(BASELINE_PREFIX)
        is_newest = system == name or system not in scores
        if name == first or not shared_metrics(scores[first], rows):
            continue
        if system == own:
            earlier.append(name)
        elif is_newest:
            others.append(name)
    return others, earlier


def _choose_pair(
    scores: Mapping[str, Scores], rivals: Mapping[str, Sequence[str]]
) -> tuple[str, str, str]:
    first, second, third = st.columns([2, 2, 1])
    with first:
        words = {system: name_rival(system) for system in rivals}
        a = choose("甲", words, key="a", drops=("b", "metric", PAGE))
    with second:
        words = {system: name_rival(system) for system in rivals[a]}
        b = choose("乙", words, key="b", drops=("metric", PAGE))
    with third:
        names = {name: name_metric(name) for name in shared_metrics(scores[a], scores[b])}
        main = "nDCG@10" if "nDCG@10" in names else "correct"
        metric = choose("指标", names, key="metric", default=main)
    return a, b, metric


def _draw_table(
    opened: Opened,
    differences: Sequence[Difference],
    a: str,
    b: str,
    metric: str,
    brought: Brought | None,
) -> None:
    ordered = sorted(differences, key=lambda d: d.system != b)
    by_system = {d.system: d for d in ordered}
    columns = [Column(name, say(head), is_text=name == "rival") for name, head in _HEADS.items()]
    rows = sort_rows(columns, [_row(d, is_chosen=d.system == b) for d in ordered])
    caption = name_rival(a) + say("（甲）与其他各项相比，指标：") + name_metric(metric)
    # A link draws the page anew, without the file that was brought.
    table = write_sorted(caption, columns, rows, is_linked=brought is None)
    note = say(
        "p 值来自配对随机化检验，并按对比的个数做了 Holm 校正；小于 0.05 才说明差别不像是碰巧。"
    )
    draw(
        element("p", _write_verdict(by_system[b]), class_="verdict"),
        table,
        element("p", note, class_="what"),
    )
    listed = [_record(by_system[str(row.values[0])]) for row in rows]
    title = f"{opened.stored.dataset}, {opened.stored.split}: {a}, {metric}"
    heads = ["system", f"{metric} of {a}", metric, "difference", "p (Holm)", "wins", "ties"]
    draw_table_files(
        opened.stored.name,
        f"compare-{a.replace('/', '-')}-{metric}",
        TextTable(title, [*heads, "losses", "queries"], listed),
    )
    partial = [d.system for d in differences if d.left_out]
    if partial:
        said = say("这些与甲的题目不完全相同，只比较两边都有的题：")
        st.warning(said + "、".join(map(code_span, partial)))


def _row(d: Difference, *, is_chosen: bool) -> Row:
    name = write_rival(d.system)
    test = d.test
    cells: list[Cell] = [
        element("strong", name) if is_chosen else name,
        f"{d.means[0]:.3f}",
        f"{d.means[1]:.3f}",
        f"{test.difference:+.3f}",
        f"{test.low:+.3f} ~ {test.high:+.3f}",
        f"{d.p_holm:.4f}",
        *map(str, (test.wins, test.ties, test.losses, d.queries)),
    ]
    numbers = [*d.means, test.difference, test.low, d.p_holm, test.wins, test.ties, test.losses]
    return Row(cells, [d.system, *numbers, d.queries])


def _record(d: Difference) -> list[Value]:
    test = d.test
    counts = map(str, (test.wins, test.ties, test.losses, d.queries))
    difference = Mean(test.difference, test.low, test.high)
    return [d.system, d.means[0], d.means[1], difference, f"{d.p_holm:.4f}", *counts]


def _write_verdict(d: Difference) -> str:
    gap = f"{abs(d.test.difference):.3f}"
    if d.p_holm >= _CHANCE:
        return say(f"甲与乙相差 {gap}，这样的差别可能只是碰巧（p = {d.p_holm:.4f}）。")
    which = "高" if d.test.difference > 0 else "低"
    return say(f"甲比乙{which} {gap}，不像是碰巧（p = {d.p_holm:.4f}）。")
