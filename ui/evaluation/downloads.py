"""Files to take away: the table that is shown, and the runs, qrels and scores behind it."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from eval.data.packed import where_stored
from eval.report.bundle import bundle, gold_qrels, judged_run, scores_text, stored_run
from eval.report.formats import FORMATS, TextTable
from eval.report.stored import BASELINE_PREFIX
from eval.runs.results import run_path
from ui.evaluation.choice import choose
from ui.evaluation.drawing import draw
from ui.evaluation.naming import name_system
from ui.evaluation.sources import Opened, split_of
from ui.parts.markup import element
from ui.parts.script import say


def draw_table_files(opened_name: str, name: str, table: TextTable) -> None:
    """Draw a button that opens the forms in which a table is downloaded.

    Args:
        opened_name: Of the set of results.
        name: Of the table, in the name of the file.
        table: What is shown, in the order in which it is.
    """
    stem = f"{opened_name.replace('/', '-')}-{name}".replace("@", "-at-")
    with st.popover(say("下载本表"), key=f"table_{name}"):
        for form, (ending, kind, write) in FORMATS.items():
            st.download_button(
                form,
                partial(_encode, write, table),
                file_name=f"{stem}.{ending}",
                mime=kind,
                on_click="ignore",
                key=f"table_{name}_{ending}",
            )


def draw_result_files(opened: Opened) -> None:
    """Draw downloads of a system's run and scores, of the qrels, and of all in one."""
    scores = opened.stored.scores
    if not scores:
        return
    draw(
        element("h2", say("下载")),
        element(
            "p",
            say(
                "run 是 TREC 格式；“对照标注的 run”与 qrels 配套，"
                "交给 trec_eval 即得到与上表相同的得分。"
            ),
            class_="what",
        ),
    )
    words = {system: name_system(system) for system in scores}
    system = choose("哪一项的文件", words, key="of", default="hybrid")
    stem = opened.stored.name.removeprefix(BASELINE_PREFIX)
    has_run = where_stored(run_path(opened.folder, system)).is_file()
    gold = split_of(opened)
    with st.container(horizontal=True, key="files"):
        if has_run:
            data = partial(stored_run, opened.folder, system)
            _draw_button("run", data, f"{stem}-{system}.run", key="run")
        if has_run and gold is not None:
            data = partial(judged_run, opened.folder, system, gold)
            _draw_button("对照标注的 run", data, f"{stem}-{system}.judged.run", key="judged")
        data = partial(scores_text, scores[system])
        _draw_button("每题得分（CSV）", data, f"{stem}-{system}.scores.csv", key="scores")
        if gold is not None:
            _draw_button("qrels", partial(gold_qrels, gold), f"{stem}.judged.qrels", key="qrels")
            whole = partial(bundle, opened.folder, list(scores), scores, gold)
            _draw_button("全部文件（ZIP）", whole, f"{stem}.zip", key="all")


def _draw_button(label: str, data: Callable[[], str | bytes], name: str, *, key: str) -> None:
    st.download_button(say(label), data, file_name=name, on_click="ignore", key=f"file_{key}")


def _encode(write: Callable[[TextTable], str], table: TextTable) -> bytes:
    return write(table).encode()
