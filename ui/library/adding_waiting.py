"""Files that were read and wait: what they are, and whether they are accepted."""

from dataclasses import replace as replaced
from datetime import date
from functools import partial

import streamlit as st

from ingest import SourceError
from library import Change, LibraryError, Staged, Turn
from library.checking import read_kept
from library.doing import accept, replace
from library.holding import find_taken
from library.staged import discard, list_staged
from library.versions import Comparison, compare_versions
from ui.library.adding_cards import write_comparison, write_staged
from ui.library.adding_files import MINE, REPLACES
from ui.library.adding_office import Office
from ui.library.adding_work import workshop
from ui.parts.markup import draw_html, element
from ui.parts.script import say

_COMPARED = "adding_compared"


def draw_waiting(office: Office, day: date) -> None:
    """Draw the files that wait: this session's first, those of others folded up."""
    waiting = [_look_again(office, staged) for staged in list_staged(office.places)]
    own = st.session_state.get(MINE, {})
    mine = [staged for staged in waiting if staged.staged_id in own]
    others = [staged for staged in waiting if staged.staged_id not in own]
    _draw_accept_all(office, mine)
    for staged in mine:
        _draw_one(office, staged, day, alone=False)
    if others:
        with st.expander(say(f"此前选好、还没有接受的文件（{len(others)} 份）")):
            for staged in others:
                _draw_one(office, staged, day, alone=True)


def _draw_accept_all(office: Office, mine: list[Staged]) -> None:
    new = [staged for staged in mine if not _target(office, staged)]
    if not new:
        return
    count = f" {len(new)} 份文件" if len(new) > 1 else ""
    draw_html(element("p", say(f"读好了{count or '这份文件'}；请看下面的疑点和大纲，再点“接受”。")))
    st.button(
        say(f"接受{count}"),
        key="adding_accept",
        type="primary",
        disabled=is_busy(),
        on_click=office.change,
        args=(partial(_accept, [staged.staged_id for staged in new]), "add"),
    )


def _draw_one(office: Office, staged: Staged, day: date, *, alone: bool) -> None:
    target = _target(office, staged)
    title = office.titles.get(target, target)
    draw_html(write_staged(staged, day, title))
    if target:
        compared = _compare(office, staged, target)
        if compared is not None:
            draw_html(write_comparison(compared))
    name = staged.staged_id
    with st.container(horizontal=True):
        if target:
            st.button(
                say("用它替换"),
                key=f"adding_replace_{name}",
                type="primary",
                disabled=is_busy(),
                on_click=office.change,
                args=(partial(_replace, target, name, staged.title), "replace"),
            )
        if (alone and not target) or (target and not staged.taken):
            st.button(
                say("作为另一份收入") if target else say("接受"),
                key=f"adding_accept_{name}",
                disabled=is_busy(),
                on_click=office.change,
                args=(partial(_accept, [name]), "add"),
            )
        st.button(
            say("放弃"),
            key=f"adding_discard_{name}",
            disabled=is_busy(),
            on_click=discard,
            args=(office.places, staged),
        )


def _look_again(office: Office, staged: Staged) -> Staged:
    """Return a file with the document that it may replace as that is now."""
    try:
        taken = find_taken(office.places, staged.name)
    except (SourceError, OSError):
        return staged
    older = staged.older if staged.older in office.titles else ""
    return replaced(staged, taken=taken, older=taken or older)


def _target(office: Office, staged: Staged) -> str:
    """Return the doc_id of the document that a file is to replace, or may; "" for none."""
    chosen: dict[str, str] = st.session_state.get(REPLACES, {})
    return chosen.get(staged.staged_id, staged.older)


def _compare(office: Office, staged: Staged, doc_id: str) -> Comparison | None:
    """Return what changes, read once in a session; None where one of the two is gone."""
    kept: dict[tuple[str, str], Comparison] = st.session_state.setdefault(_COMPARED, {})
    corpus = office.corpus
    if corpus is None or doc_id not in office.titles:
        return None
    held = next(d.sha256 for d in corpus.documents if d.doc_id == doc_id)
    key = held, staged.sha256
    if key not in kept:
        try:
            new = read_kept(office.places, staged)
        except (LibraryError, SourceError):
            return None
        kept[key] = compare_versions(corpus.clauses_of(doc_id), new.clauses)
    return kept[key]


def is_busy() -> bool:
    """Say whether a change is being made in this process."""
    job = workshop().job
    return job is not None and job.is_running


def _accept(ids: list[str], turn: Turn) -> Change:
    return accept(turn, ids)


def _replace(doc_id: str, staged_id: str, title: str, turn: Turn) -> Change:
    return replace(turn, doc_id, staged_id, title=title)
