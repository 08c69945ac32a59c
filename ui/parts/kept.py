"""The reader's own settings: kept while the session lasts, and in the address of every page.

The library forgets what a widget holds that was never opened, and its parameter, with every change
of the page; so the value is held beside the widget.
"""

from collections.abc import Mapping

import streamlit as st

_KEPT = "kept_{}"


def recall(name: str, values: tuple[str, ...]) -> None:
    """Give the widget of a setting its value; to be called before it is drawn.

    The address decides when a session begins, the reader from then on.

    Args:
        name: Key of the widget, and the parameter of the address.
        values: Possible ones; the first is what holds where none is chosen.
    """
    named = st.query_params.get(name)
    begun = named if named in values else values[0]
    st.session_state[name] = st.session_state.setdefault(_KEPT.format(name), begun)


def note(name: str) -> None:
    """Remember what the reader has just chosen."""
    st.session_state[_KEPT.format(name)] = st.session_state[name]


def chosen(settings: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the settings that are not as they begin."""
    held = {name: st.session_state.get(_KEPT.format(name), "") for name in settings}
    return {name: value for name, value in held.items() if value and value != settings[name][0]}


def keep_in_address(settings: Mapping[str, tuple[str, ...]]) -> None:
    """Let the address of the page say what is chosen."""
    wanted = chosen(settings)
    missing = {k: v for k, v in wanted.items() if st.query_params.get(k) != v}
    if missing:
        st.query_params.update(missing)
    for name, values in settings.items():
        # What is no value at all stays, and is named to the reader.
        if name not in wanted and st.query_params.get(name) in values:
            st.query_params.pop(name, None)
