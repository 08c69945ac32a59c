"""Whether this visitor may add documents, or what it takes."""

import streamlit as st

from index import Settings
from library.access import Access, Visitor, access_of
from library.passwords import Gate, TooEarlyError
from ui.library.adding_words import CLOSED_WORDS, COMMAND, COMMAND_WORDS
from ui.parts.markup import code_span
from ui.parts.script import say

_KNOWN, _FIELD = "adding_known", "adding_password"


def visitor_access(settings: Settings) -> Access:
    """Return whether the visitor of this session may add documents."""
    knows_password = bool(st.session_state.get(_KNOWN))
    return access_of(settings, read_visitor(), knows_password=knows_password)


def read_visitor() -> Visitor:
    """Return who asks, as the connection of this session tells it."""
    headers = st.context.headers
    return Visitor(
        # Streamlit gives none for this machine.
        address=st.context.ip_address or "",
        headers={name: headers.get_all(name) for name in headers},
        server=str(st.get_option("server.address") or ""),
    )


def draw_closed(settings: Settings, access: Access) -> None:
    """Say why documents cannot be added, and ask for the password where that opens it."""
    st.info(f"{say(CLOSED_WORDS[access.why_not])}\n\n{say(COMMAND_WORDS)}{code_span(COMMAND)}")
    if access.why_not == "password":
        _ask_password(settings)


def name_of(access: Access) -> str:
    """Return who changes the library, to be noted with the change."""
    if access.who:
        return access.who
    return "password" if st.session_state.get(_KNOWN) else "local"


def _ask_password(settings: Settings) -> None:
    with st.form("adding_form", border=False):
        given = st.text_input(say("密码"), type="password", key=_FIELD)
        sent = st.form_submit_button(say("进入"), key="adding_enter")
    if not sent or settings.adding_password is None:
        return
    try:
        is_right = _gate().check(given, settings.adding_password)
    except TooEarlyError as error:
        st.warning(say(f"刚才有人输错了密码，请等 {error.seconds:.0f} 秒再试。"))
        return
    if not is_right:
        st.warning(say("密码不对；请核对后再试。每错一次，等待的时间加倍。"))
        return
    st.session_state[_KNOWN] = True
    st.rerun()


@st.cache_resource(show_spinner=False)
def _gate() -> Gate:
    return Gate()
