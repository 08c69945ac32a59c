"""Choosing files: each is read at once, and waits until it is accepted."""

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from library import LibraryError, Staged
from library.checking import stage
from ui.library.adding_cards import write_refused
from ui.library.adding_office import Office
from ui.library.adding_words import PROBLEM_WORDS
from ui.parts.markup import draw_html
from ui.parts.script import say
from ui.parts.uploading import UploadWords, uploader

# The names of what is kept in the session: files of its own that wait, and what each is to replace.
MINE, REPLACES = "adding_mine", "adding_replaces"
_REFUSED, _ROUND = "adding_refused", "adding_round"
_WORDS = UploadWords(
    "选择文件",
    "或把文件拖到这里；每份最大 64 MB",
    "没有传上来：每份最大 64 MB；文件更大的，请拆成几份再选。",
)


def draw_choosing(office: Office) -> None:
    """Draw the field for files to be added, and what became of those that were not taken."""
    choose_files(office, label="收入新的文件（可多选）", name="adding_files", several=True)
    refused: list[Staged] = st.session_state.get(_REFUSED, [])
    for staged in refused:
        draw_html(write_refused(staged))
    if refused:
        st.button(say("知道了"), key="adding_seen", on_click=_forget_refused)


def choose_files(
    office: Office, *, label: str, name: str, several: bool, replaces: str = ""
) -> None:
    """Draw a field for files and read what was chosen in it.

    Args:
        office: The library.
        label: What the files are for.
        name: Of the field.
        several: More than one can be chosen.
        replaces: The doc_id of the document that they are to replace.
    """
    number = st.session_state.get(_ROUND, 0)
    with uploader(_WORDS, key=f"{name}_field"):
        chosen = st.file_uploader(
            say(label), key=f"{name}_{number}", accept_multiple_files=several, max_upload_size=64
        )
    files = chosen if isinstance(chosen, list) else [chosen] if chosen else []
    if not files:
        return
    _forget_refused()
    with st.spinner(say("正在读取文件……")):
        for file in files:
            _read(office, file, replaces)
    # Another field, which holds no files: those that were read wait on disk.
    st.session_state[_ROUND] = number + 1
    st.rerun()


def _read(office: Office, file: UploadedFile, replaces: str) -> None:
    refused: list[Staged] = st.session_state.setdefault(_REFUSED, [])
    try:
        staged = stage(
            office.places, file.name, file.getvalue(), by=office.by, corpus=office.corpus
        )
    except LibraryError as error:
        words = PROBLEM_WORDS[error.kind]
        refused.append(
            Staged(file.name, "", file.size, office.by, "", refusal=error.kind, reason=f"{error}")
        )
        st.toast(say(words))
        return
    if staged.refusal:
        refused.append(staged)
        return
    mine: dict[str, None] = st.session_state.setdefault(MINE, {})
    mine[staged.staged_id] = None
    if replaces:
        st.session_state.setdefault(REPLACES, {})[staged.staged_id] = replaces


def _forget_refused() -> None:
    st.session_state[_REFUSED] = []
