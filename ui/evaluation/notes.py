"""What must be known of results before they are read."""

from collections.abc import Sequence

import streamlit as st

from eval.report.stored import made_of_other
from ui.evaluation.sources import Opened
from ui.parts.markup import code_span
from ui.parts.script import say

_MAKE = "make eval"
_RUN_DEV = ".venv/bin/python -m eval run --split dev --retriever all"


def draw_missing() -> None:
    """Say that there are no results at all, and how to make them."""
    st.info(
        f"{say('还没有评测结果。请运行下面的命令（约十分钟），然后刷新本页：')}\n\n{code_span(_MAKE)}"
    )


def draw_notes(opened: Opened, *, is_first: bool) -> None:
    """Say what is damaged, and what was measured on something else than what is open here.

    Args:
        opened: The results.
        is_first: Nothing was measured on this machine yet.
    """
    stored = opened.stored
    if is_first:
        said = say(
            "本机还没有做过评测，下面是随程序提交的结果，出处见总览。要评测当前索引，请运行"
            "下面的命令（约十分钟），然后刷新本页："
        )
        st.info(f"{said}\n\n{code_span(_MAKE)}")
    elif opened.is_baseline:
        st.info(say("这是随程序提交的结果，不是本机测的；出处见总览。"))
    if stored.faults:
        said = say("有结果文件已损坏，没有显示。请重新评测：")
        listed = "\n".join(f"- {code_span(fault)}" for fault in stored.faults)
        st.warning(f"{said}{code_span(_remedy(opened))}\n\n{listed}")
    if not opened.is_baseline:
        said = "这些结果来自另一个索引，不是当前打开的："
        _warn_of_others(opened, "index", opened.fingerprint, said)
    if opened.benchmark is not None:
        checksum = opened.benchmark.checksum
        said = "这些结果来自改动前的题目或标注，与其他结果不能直接比较："
        _warn_of_others(opened, "data", checksum, said)
    elif opened.closed:
        said = say("题目与当前索引的文件对不上，只能看得分，看不到题目：")
        st.warning(f"{said}{code_span(opened.closed)}")


def _warn_of_others(opened: Opened, what: str, expected: str, said: str) -> None:
    other, unknown = made_of_other(opened.stored.summaries, what, expected)
    if other:
        again = say("要更新，请运行：")
        st.warning(f"{say(said)}{_list(other)}。{again}{code_span(_remedy(opened))}")
    if unknown and what == "index":
        st.warning(f"{say('这些结果没有记录所用的索引，无法核对：')}{_list(unknown)}")


def _remedy(opened: Opened) -> str:
    return _RUN_DEV if opened.stored.split == "dev" else _MAKE


def _list(systems: Sequence[str]) -> str:
    return "、".join(map(code_span, systems))
