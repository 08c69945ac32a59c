"""What the page shows, kept in its address in values that no choice of characters changes.

A widget that Streamlit binds to the address puts its label there, 按部门 or 按部門.
"""

from collections.abc import Collection

import streamlit as st

# An address of more than some thousand characters is refused by servers and mail programs.
_LONGEST = 200


def follow_address(name: str, values: Collection[str] | None = None, *, default: str = "") -> None:
    """Give the widget `name`, about to be drawn, its value of the address.

    Args:
        name: Key of the widget and parameter of the address.
        values: What it may have; None for any text.
        default: What it has where the address says nothing, or nothing that it may have.
    """
    linked = st.query_params.get(name, default)
    # The reader's choice stays until the address is another: a link, or a step back.
    if name in st.session_state and st.session_state.get(_noted(name)) == linked:
        return
    st.session_state[_noted(name)] = linked
    st.session_state[name] = linked if values is None or linked in values else default


def keep_in_address(name: str, *, default: str = "") -> str:
    """Put the value of the widget `name`, just drawn, into the address and return it."""
    value = str(st.session_state[name] or default)
    linked = value if len(value) <= _LONGEST else default
    if linked == default:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != linked:
        st.query_params[name] = linked
    st.session_state[_noted(name)] = linked
    return value


def _noted(name: str) -> str:
    return f"address of {name}"
