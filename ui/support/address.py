"""The profile in the address of the page, in values that no choice of characters changes."""

from collections.abc import Collection

import streamlit as st

from views.support import Profile
from views.support.profile import Choices

INDUSTRY, CITY, SIZE, NEED = "industry", "city", "size", "need"


def known_values(choices: Choices) -> dict[str, Collection[str]]:
    """Return the parameters of the page and what each may be."""
    return {
        INDUSTRY: choices.industries,
        CITY: choices.cities,
        SIZE: choices.sizes,
        NEED: choices.needs,
    }


def follow_address(choices: Choices) -> None:
    """Give the widgets, about to be drawn, their values of the address.

    The reader's choice stays until the address is another: a link, or a step back.
    """
    for name, values in known_values(choices).items():
        linked = st.query_params.get_all(name)
        if name in st.session_state and st.session_state.get(_noted(name)) == linked:
            continue
        st.session_state[_noted(name)] = linked
        chosen = [value for value in dict.fromkeys(linked) if value in values]
        st.session_state[name] = chosen if name == NEED else next(iter(chosen), None)


def keep_in_address() -> Profile:
    """Put the values of the widgets, just drawn, into the address and return them."""
    profile = Profile(
        industry=st.session_state[INDUSTRY] or "",
        city=st.session_state[CITY] or "",
        size=st.session_state[SIZE] or "",
        needs=tuple(st.session_state[NEED]),
    )
    put_into_address(profile)
    for name in (INDUSTRY, CITY, SIZE, NEED):
        st.session_state[_noted(name)] = st.query_params.get_all(name)
    return profile


def put_into_address(profile: Profile) -> None:
    """Make the address that of `profile`."""
    single = {INDUSTRY: profile.industry, CITY: profile.city, SIZE: profile.size}
    wanted = {name: [value] if value else [] for name, value in single.items()}
    wanted[NEED] = list(profile.needs)
    for name, values in wanted.items():
        if not values:
            st.query_params.pop(name, None)
        elif st.query_params.get_all(name) != values:
            st.query_params[name] = values


def _noted(name: str) -> str:
    return f"address of {name}"
