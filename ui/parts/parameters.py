"""Parameters of a page's address that mean nothing: said once each, with what mends it."""

from collections.abc import Collection, Mapping

import streamlit as st

from ui.parts.addresses import DAY, DOCUMENTS, SETTINGS
from ui.parts.markup import code_span
from ui.parts.script import say

# What every page keeps; a day or document that there is not is said where they are read.
_COMMON: dict[str, Collection[str] | None] = {**SETTINGS, DAY: None, DOCUMENTS: None}
_LONGEST_SHOWN = 60


def warn_of_parameters(known: Mapping[str, Collection[str] | None]) -> None:
    """Say which parameters of the address mean nothing on this page.

    To be called before the widgets that follow the address, which drop what they do not know.

    Args:
        known: The page's parameters, each with its possible values; None for any text.
    """
    for name in st.query_params:
        if name not in {**_COMMON, **known}:
            st.warning(say("网址中有本页用不上的参数，已忽略：") + _shown(name))
            continue
        values = {**_COMMON, **known}[name]
        for value in st.query_params.get_all(name):
            if values is not None and value and value not in values:
                said = say("网址中的这一项不存在，已忽略，请在下面重新选择：")
                st.warning(f"{said}{_shown(name)} = {_shown(value)}")


def _shown(text: str) -> str:
    return code_span(text[:_LONGEST_SHOWN] + ("…" if len(text) > _LONGEST_SHOWN else ""))
