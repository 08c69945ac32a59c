"""A run file that an evaluator brings: judged beside the stored systems, or told why it is not."""

import hashlib
from dataclasses import dataclass

import streamlit as st

from eval.data.benchmark import PolicyBenchmark
from eval.data.trec import TrecError
from eval.runs.own_run import LARGEST_RUN, OwnRun, judge_own_run
from ui.evaluation.drawing import draw
from ui.evaluation.sources import Opened, split_of
from ui.evaluation.uploading import draw_uploader
from ui.parts.markup import Html, element
from ui.parts.script import say

OWN_PREFIX = "own/"
KEY = "own_file_run"
_SHOWN = 60
_COMPARE = "python -m eval compare A.run B.run --dataset DIR"
_EXAMPLE = "test-001 Q0 guangdong-2023/3.3.3 1 0.93 mysystem"


@dataclass(frozen=True, slots=True)
class Brought:
    """A run that was brought; `name` is that of the system on the page, `version` of the file."""

    name: str
    version: str
    own: OwnRun


def draw_own_run(opened: Opened) -> Brought | None:
    """Draw the field for a run and what was made of it; return it if it can be compared."""
    gold = split_of(opened)
    if gold is None:
        return None
    with st.expander(say("加入自己的 run 文件"), expanded=bool(st.session_state.get(KEY))):
        draw(
            element(
                "p",
                say(
                    "TREC 格式，每行六项：题号、Q0、条款编号、名次、得分、系统名。"
                    "题目和条款编号在 eval/policy（queries.jsonl、corpus.jsonl）；"
                    "也可以写原文位置（文件:起-止）。例如："
                ),
                class_="what",
            ),
            element("p", element("span", _EXAMPLE, class_="line")),
        )
        uploaded = draw_uploader("run 文件", key=KEY, megabytes=LARGEST_RUN // 1_000_000)
        if uploaded is None:
            return None
        return _judge(uploaded.getvalue(), uploaded.name, gold)


def _judge(data: bytes, name: str, gold: PolicyBenchmark) -> Brought | None:
    if len(data) > LARGEST_RUN:
        _draw_fault(say("文件超过 20 MB，没有使用。请只留每题的前 100 条。"), "")
        return None
    try:
        own = _read(data, name, gold.split, gold.checksum, gold)
    except TrecError as error:
        _draw_fault(
            say("这个文件不是可用的 TREC run，没有使用；下面的结果不受影响。请按提示改正："),
            str(error),
        )
        return None
    if own.is_of_others:
        _draw_other(own)
        return None
    _draw_common(own)
    return Brought(f"{OWN_PREFIX}{own.run.system}", hashlib.sha256(data).hexdigest(), own)


# Judging takes seconds where a run is long; the split and the checksum tell the gold apart.
@st.cache_data(show_spinner=False, max_entries=4)
def _read(data: bytes, name: str, split: str, checksum: str, _gold: PolicyBenchmark) -> OwnRun:
    return judge_own_run(data, name, _gold)


def _draw_other(own: OwnRun) -> None:
    """Say that a run is of another benchmark, by what that is known, and what to do."""
    listed: list[Html] = []
    if not own.answered:
        said = say(f"文件里的 {len(own.run.found)} 个题号都不是这份结果里有答案的题，例如：")
        example = next(iter(own.run.found))
    else:
        said = say(f"题号对得上，但 {own.names} 个条款编号在当前文件里都没有，例如：")
        example = own.other_names[0]
    listed.append(element("li", said, element("span", example[:_SHOWN], class_="line")))
    here = say(
        "如果是本测试集的：请在上面换一份评测结果（测试集或开发集），"
        "或把编号改成 eval/policy 里的编号，再上传。"
    )
    there = say("如果是另一个测试集的：请在命令行对比，DIR 是那个测试集的文件夹：")
    command = element("span", _COMPARE, class_="line")
    listed += [element("li", here), element("li", there, command)]
    title = element("p", say("这是另一个测试集的 run，没有使用；下面的结果不受影响。"))
    draw(element("div", title, element("ul", *listed), class_="faults", role="alert"))


def _draw_fault(said: str, shown: str) -> None:
    line = [element("p", element("span", shown, class_="line"))] if shown else []
    draw(element("div", element("p", said), *line, class_="faults", role="alert"))


def _draw_common(own: OwnRun) -> None:
    lines = [say(f"已加入：{own.asked} 道有答案的题中有 {own.answered} 题。")]
    if own.answered < own.asked:
        lines.append(say(f"其余 {own.asked - own.answered} 题没有结果，各项计 0。"))
    if own.other_queries:
        example = own.other_queries[0][:_SHOWN]
        lines.append(
            say(f"另有 {len(own.other_queries)} 个题号不在这份结果里，不计分，例如：") + example
        )
    if own.other_names:
        example = own.other_names[0][:_SHOWN]
        lines.append(
            say(f"有 {len(own.other_names)} 个条款编号在当前文件里没有，按无关计，例如：") + example
        )
    draw(*(element("p", line, role="status") for line in lines))
