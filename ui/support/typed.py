"""Names that the reader typed and the list lacks: what was taken for them, and what to choose."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from ui.parts.markup import Html, draw_html, element, join, source_text
from ui.parts.script import say
from ui.support.address import CITY, INDUSTRY, Said, put_into_address
from views.support import Profile
from views.support.meaning import rank_by_meaning
from views.support.nearest import Nearest, find_city, find_industry
from views.support.profile import Choices

if TYPE_CHECKING:
    from ui.desk import Desk

_SIDES = {INDUSTRY: "行业", CITY: "城市"}


def read_typed(said: Said, choices: Choices, desk: "Desk") -> dict[str, Nearest]:
    """Return what the typed names of `said` lead on to, by parameter; choices lead to nothing."""
    found: dict[str, Nearest] = {}
    if said.industry and said.industry not in choices.industries:
        rank = None
        if desk.searcher is not None:
            embedder = desk.searcher.embedder
            rank = partial(rank_by_meaning, choices=choices, embedder=embedder)
        with st.spinner(say("正在名单里找意思相近的行业……")):
            found[INDUSTRY] = find_industry(said.industry, choices, rank)
    if said.city and said.city not in choices.cities:
        found[CITY] = find_city(said.city, choices)
    return found


def settle(said: Said, typed: dict[str, Nearest]) -> Profile:
    """Return the profile of what was said, typed names by the choices that they lead on to."""
    taken = {name: nearest.choice for name, nearest in typed.items()}
    return Profile(
        industry=taken.get(INDUSTRY, said.industry),
        city=taken.get(CITY, said.city),
        size=said.size,
        needs=said.needs,
    )


def draw_typed(typed: dict[str, Nearest], said: Said) -> None:
    """Say what was taken for each typed name, and offer what else to take."""
    for name, nearest in typed.items():
        draw_html(element("p", *_explain(name, nearest), class_="support typed", role="status"))
        if not nearest.choice and nearest.offered:
            _draw_offers(name, nearest.offered, said)


def _draw_offers(name: str, offered: Sequence[str], said: Said) -> None:
    with st.container(horizontal=True, key=f"offered_{name}"):
        for n, choice in enumerate(offered):
            taken = (
                replace(said, industry=choice) if name == INDUSTRY else replace(said, city=choice)
            )
            st.button(
                say(choice), key=f"offer_{name}_{n}", on_click=put_into_address, args=(taken,)
            )


def _explain(name: str, nearest: Nearest) -> list[str | Html]:
    side = _SIDES[name]
    lacking = join((say(f"{side}名单里没有“"), source_text("span", nearest.typed), say("”")))
    if nearest.choice:
        known = f"（{nearest.known}）" if nearest.known else ""
        return [lacking, say(f"{known}，按“{nearest.choice}”查看。不对的话，请在上面另选。")]
    if name == INDUSTRY:
        alike = "意思相近的有" if len(nearest.offered) > 1 else "可以选"
        return [lacking, say(f"，还没有按行业筛选。{alike}：")]
    if nearest.offered:
        return [lacking, say("，这个名字不止一处。请选：")]
    if nearest.known:
        return [lacking, say(f"（{nearest.known}），请选到市；现在没有按城市筛选。")]
    return [lacking, say("，也认不出它在哪里，现在没有按城市筛选。请选所在的城市。")]
