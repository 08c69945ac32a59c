"""What was said and filtered, in the address of the page, in values that no script changes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import streamlit as st

from views.support import Profile
from views.support.profile import Choices

INDUSTRY, CITY, SIZE, NEED = "industry", "city", "size", "need"
# Which of the clauses are shown.
ONLY = "only"
# Names longer than these are no names.
_LONGEST_NAME = 30


@dataclass(frozen=True, slots=True)
class Said:
    """What an owner chose; `industry` and `city` may be typed and no choice of the page."""

    industry: str = ""
    city: str = ""
    size: str = ""
    needs: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was chosen."""
        return not (self.industry or self.city or self.size or self.needs)


def known_values(choices: Choices, filters: Collection[str]) -> dict[str, Collection[str]]:
    """Return the parameters of the page and what each may be; a typed name may be any."""
    return {
        INDUSTRY: [*choices.industries, *_typed(INDUSTRY)],
        CITY: [*choices.cities, *_typed(CITY)],
        SIZE: choices.sizes,
        NEED: choices.needs,
        ONLY: filters,
    }


def follow_address(choices: Choices) -> None:
    """Give the widgets of the profile, about to be drawn, their values of the address.

    The reader's choice stays until the address is another: a link, or a step back.
    """
    for name, values in known_values(choices, ()).items():
        if name == ONLY or not _is_new(name):
            continue
        chosen = [value for value in dict.fromkeys(_linked(name)) if value in values]
        st.session_state[name] = chosen if name == NEED else next(iter(chosen), None)


def keep_in_address() -> Said:
    """Put the values of the widgets, just drawn, into the address and return them."""
    said = Said(
        industry=_name(st.session_state[INDUSTRY]),
        city=_name(st.session_state[CITY]),
        size=st.session_state[SIZE] or "",
        needs=tuple(st.session_state[NEED]),
    )
    put_into_address(said)
    for name in (INDUSTRY, CITY, SIZE, NEED):
        st.session_state[_noted(name)] = _linked(name)
    return said


def put_into_address(said: Said | Profile) -> None:
    """Make the address that of what was said; a filter of the clauses before ends."""
    single = {INDUSTRY: said.industry, CITY: said.city, SIZE: said.size}
    wanted = {name: [value] if value else [] for name, value in single.items()}
    wanted[NEED] = list(said.needs)
    for name, values in wanted.items():
        _put(name, values)


def follow_filter(filters: Collection[str]) -> None:
    """Give the choice of a filter, about to be drawn, its value of the address."""
    if _is_new(ONLY):
        st.session_state[ONLY] = next((v for v in _linked(ONLY) if v in filters), None)
    elif st.session_state[ONLY] not in filters:
        st.session_state[ONLY] = None


def keep_filter() -> str:
    """Put the filter, just drawn, into the address and return it, "" for none."""
    chosen = st.session_state[ONLY] or ""
    _put(ONLY, [chosen] if chosen else [])
    st.session_state[_noted(ONLY)] = _linked(ONLY)
    return str(chosen)


def _put(name: str, values: Sequence[str]) -> None:
    if not values:
        st.query_params.pop(name, None)
    elif _linked(name) != [*values]:
        st.query_params[name] = values


def _typed(name: str) -> list[str]:
    return [value for value in _linked(name) if value and _name(value) == value]


def _name(value: str | None) -> str:
    return " ".join((value or "").split())[:_LONGEST_NAME].strip()


def _is_new(name: str) -> bool:
    """Say whether the address says another than when the widget was drawn last."""
    return name not in st.session_state or st.session_state.get(_noted(name)) != _linked(name)


def _linked(name: str) -> list[str]:
    return st.query_params.get_all(name)


def _noted(name: str) -> str:
    return f"address of {name}"
