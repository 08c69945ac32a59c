"""The choice of a profile: four questions, and examples for those who have chosen nothing."""

from collections.abc import Mapping

import streamlit as st

from export.support_words import KIND_WORDS, SIZE_WORDS
from ui.parts.script import say
from ui.support.address import (
    CITY,
    INDUSTRY,
    NEED,
    SIZE,
    Said,
    follow_address,
    keep_in_address,
    put_into_address,
)
from views.support import Profile
from views.support.profile import Choices

_EXAMPLES = (
    ("我在佛山做家具，想改造数字化产线", Profile("家具", "佛山", "", ("数字化", "技改"))),
    ("我在潮州做陶瓷，想做节能改造", Profile("陶瓷", "潮州", "", ("绿色",))),
    (
        "我在汕头做服装，小厂，想开拓海外市场",
        Profile("纺织服装", "汕头", "small", ("出海", "市场开拓")),
    ),
)


def draw_profile(choices: Choices) -> Said:
    """Draw what an owner can say of the firm; return what was said, with the needs said before."""
    follow_address(choices)
    with st.container(key="profile"):
        industry, city, size = st.columns([4, 3, 4])
        industry.selectbox(
            say("行业"),
            choices.industries,
            index=None,
            format_func=lambda name: say(_name_industry(name, choices)),
            key=INDUSTRY,
            placeholder=say("选行业，或输入名称"),
            accept_new_options=True,
        )
        city.selectbox(
            say("企业所在城市"),
            choices.cities,
            index=None,
            format_func=lambda name: say(str(name)),
            key=CITY,
            placeholder=say("选城市，或输入地名"),
            accept_new_options=True,
        )
        size.selectbox(
            say("企业规模或类型"),
            choices.sizes,
            index=None,
            format_func=lambda name: say(SIZE_WORDS.get(str(name), "")),
            key=SIZE,
            placeholder=say("选规模（不确定可不选）"),
        )
    return Said(
        industry=st.session_state[INDUSTRY] or "",
        city=st.session_state[CITY] or "",
        size=st.session_state[SIZE] or "",
        needs=tuple(st.session_state[NEED]),
    )


def draw_needs(choices: Choices, kinds: Mapping[str, int]) -> Said:
    """Draw the kinds of support, with how many clauses of each fit; return all that was said."""
    with st.container(key="needs"):
        st.pills(
            say("想要哪些支持（可多选，不选就是全部）"),
            choices.needs,
            selection_mode="multi",
            format_func=lambda kind: say(_name_kind(str(kind), kinds)),
            key=NEED,
        )
    said = keep_in_address()
    if not said.is_empty:
        st.button(
            say("清空，重新选择"),
            key="clear",
            type="tertiary",
            on_click=put_into_address,
            args=(Profile(),),
        )
    return said


def draw_examples(choices: Choices) -> None:
    """Draw profiles of owners whom the documents speak to, to begin with."""
    known = [(words, profile) for words, profile in _EXAMPLES if choices.hold(profile)]
    if not known:
        return
    st.markdown(say("**选一项就会列出条款；也可以先看看别人的情况：**"))
    for n, (place, (words, profile)) in enumerate(
        zip(st.columns(len(known)), known, strict=True), start=1
    ):
        place.button(
            say(words),
            key=f"example_{n}",
            on_click=put_into_address,
            args=(profile,),
            width="stretch",
        )


def _name_industry(name: str, choices: Choices) -> str:
    examples = choices.examples.get(name, ())
    return f"{name}（{'、'.join(examples)}）" if examples else name


def _name_kind(kind: str, kinds: Mapping[str, int]) -> str:
    words = KIND_WORDS.get(kind, kind)
    return f"{words} {kinds.get(kind, 0)}" if kinds else words
