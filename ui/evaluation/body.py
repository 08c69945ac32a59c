"""The page below its title: which part of it, of which results."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import streamlit as st

from eval.report.stored import BASELINE_PREFIX, Folders, list_sets
from eval.runs.results import ResultsError
from ui.desk import Desk
from ui.evaluation.choice import SAID_HERE, choose
from ui.evaluation.comparing import draw_comparison
from ui.evaluation.depth import KS, K
from ui.evaluation.grouped import draw_groups
from ui.evaluation.missed import draw_misses
from ui.evaluation.notes import draw_missing, draw_notes
from ui.evaluation.overview import draw_overview
from ui.evaluation.own import draw_own
from ui.evaluation.sorting import SORT
from ui.evaluation.sources import open_set
from ui.evaluation.words import CHANGES, LABELS, MISSES, SPLITS, VALUES, VIEWS
from ui.parts.markup import code_span
from ui.parts.parameters import warn_of_parameters
from ui.parts.script import say

_DRAW = {
    "overview": draw_overview,
    "kinds": draw_groups,
    "compare": draw_comparison,
    "misses": draw_misses,
}


def draw_body(desk: Desk, as_of: date, folders: Folders) -> None:
    """Draw the part that the address names."""
    try:
        sets = list_sets(folders.results, folders.baseline)
    except ResultsError as error:
        st.error(f"{say('评测结果无法读取，请按提示处理：')}{code_span(str(error))}")
        sets = {}
    _warn(sets)
    views = {value: say(words) for value, words in VIEWS.items()}
    view = choose("看什么", views, key="view", default="overview", as_buttons=True)
    if view == "own":
        draw_own(desk, as_of)
    elif not sets:
        draw_missing()
    else:
        _draw_set(view, sets, desk, folders)


def _draw_set(view: str, sets: Mapping[str, Path], desk: Desk, folders: Folders) -> None:
    words = {name: _name_set(name) for name in sets}
    name = choose("评测结果", words, key="set", drops=SAID_HERE)
    try:
        opened = open_set(name, sets, folders, desk)
    except ResultsError as error:
        st.error(f"{say('评测结果无法读取，请按提示处理：')}{code_span(str(error))}")
        return
    draw_notes(opened, is_first=all(name.startswith(BASELINE_PREFIX) for name in sets))
    _DRAW[view](opened)


def _warn(sets: Mapping[str, Path]) -> None:
    warn_of_parameters(
        {
            "view": VIEWS,
            "set": sets,
            "by": LABELS,
            **VALUES,
            "miss": MISSES,
            "change": CHANGES,
            K: KS,
            SORT: None,
            **dict.fromkeys(SAID_HERE),
        }
    )


def _name_set(name: str) -> str:
    folder = name.removeprefix(BASELINE_PREFIX)
    split = say(SPLITS.get(folder.rpartition("-")[2], ""))
    words = f"{folder}（{split}）" if split else folder
    return say("随程序提交的结果：") + words if folder != name else words
