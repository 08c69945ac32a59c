"""The change that is being made: begun here, followed by all sessions, told when it is done."""

from collections.abc import Callable

import streamlit as st

from index import Settings
from index.disk.turn import BusyError, holder_of_turn
from index.model.embedder import Embedder
from ingest import SourceError
from ingest.errors import BadDataError
from library import Change, LibraryError, Turn
from library.work import Job, Workshop
from ui.library.adding_cards import join_titles
from ui.library.adding_words import (
    BY_WORDS,
    KIND_WORDS,
    PROBLEM_WORDS,
    STAGE_UNITS,
    STAGE_WORDS,
)
from ui.parts.markup import draw_html, element
from ui.parts.script import say

_SAID = "adding_said"


@st.cache_resource(show_spinner=False)
def workshop() -> Workshop:
    """Return the workshop of the process."""
    return Workshop()


def start(
    settings: Settings,
    action: Callable[[Turn], Change],
    *,
    by: str,
    what: str,
    embedder: Embedder | None = None,
) -> None:
    """Begin a change, or remember for the page why it cannot be begun now."""
    st.session_state.pop(_SAID, None)
    try:
        workshop().start(settings, action, by=by, what=what, embedder=embedder)
    except BusyError as error:
        holder = error.holder
        st.session_state[_SAID] = (
            f"{said_by(holder.who)}从 {holder.since[11:16]} 起正在{_kind(holder.what)}，"
            "一次只能做一件。你选的文件还在下面，等那边完成后再点一次即可。"
        )
    except BadDataError as error:
        st.session_state[_SAID] = f"{_words_of(error)}（{error}）"


def draw_work(settings: Settings) -> None:
    """Draw the change that is being made with its progress, or what became of the last one."""
    if said := st.session_state.get(_SAID):
        draw_html(element("div", say(said), class_="outcome care", role="alert"))
    job = workshop().job
    if job is not None and job.is_running:
        _draw_running()
        return
    if holder_of_turn(settings.store) is not None:
        _draw_elsewhere(settings)
        return
    if job is not None:
        _draw_outcome(job)


def said_by(by: str) -> str:
    """Return who made a change, in words of the page."""
    return BY_WORDS.get(by, by) or "别人"


@st.fragment(run_every=1.0)
def _draw_running() -> None:
    job = workshop().job
    if job is None or not job.is_running:
        st.session_state.pop(_SAID, None)
        st.rerun()
        return
    share = job.done / job.total if job.total else 0.0
    unit = STAGE_UNITS.get(job.stage, "")
    count = f" {job.done} / {job.total} {unit}" if job.total else ""
    # After the last passage the files of the index are written.
    stage = "写入索引" if job.stage == "embedding" and share >= 1 else STAGE_WORDS[job.stage]
    st.progress(min(share, 1.0), say(f"正在{_kind(job.what)}：{stage}{count}"))
    since = f"{said_by(job.by)}，{job.since:%H:%M:%S} 开始。"
    _note(f"{since}检索照常，用的是原来的索引；关掉本页也会做完。")


@st.fragment(run_every=2.0)
def _draw_elsewhere(settings: Settings) -> None:
    holder = holder_of_turn(settings.store)
    if holder is None:
        st.rerun()
        return
    who, since = said_by(holder.who), holder.since[11:16]
    _note(f"{who}从 {since} 起正在别处{_kind(holder.what)}；检索照常，等完成后才能改动文件库。")


def _note(said: str) -> None:
    # Names come from elsewhere, and Streamlit's own notes read Markdown.
    draw_html(element("p", say(said), class_="at-work", role="status"))


def _draw_outcome(job: Job) -> None:
    told = element("strong", say(f"{job.since:%H:%M} {_kind(job.what)}："))
    if job.change is not None:
        titles = join_titles(job.change.titles)
        done = say("已完成，检索已经用上新的索引。")
        draw_html(element("div", told, titles, " ", done, class_="outcome done", role="status"))
        return
    error = job.error or LibraryError("library: no reason was given", kind="lost")
    is_made = isinstance(error, LibraryError) and error.kind == "made"
    kept = "" if is_made else "没有改动：文件库和检索都与之前一样，选好的文件还在。"
    draw_html(
        element(
            "div",
            element("p", told, say(_words_of(error))),
            element("p", say(kept)),
            element("p", str(error), lang="en", class_="detail"),
            class_="outcome failed",
            role="alert",
        )
    )


def _words_of(error: Exception) -> str:
    if isinstance(error, LibraryError | SourceError):
        return PROBLEM_WORDS[error.kind]
    if isinstance(error, BadDataError):
        return "索引或模型用不了；请按提示处理，再试。"
    return "程序出错了，原因在服务器的日志里；请告诉运营者。"


def _kind(what: str) -> str:
    return KIND_WORDS.get(what, what)
