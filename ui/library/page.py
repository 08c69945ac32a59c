"""The page 文件库: all documents, what became of each, and which of them to ask."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from ui.parts.frame import draw_masthead
from ui.parts.opening import open_or_explain
from ui.parts.parameters import warn_of_parameters
from ui.parts.script import say

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.library.catalogue import Catalogue
    from views.catalogue import Entry

_STYLE = Path(__file__).with_name("page.css")
_VIEWS = {"list": "列表", "timeline": "时间线", "groups": "成组"}
_SHOWN = 20
_SHOW = "show"


def draw_library_page(open_desk: "Callable[[], Desk]", *, as_of: date) -> None:
    """Draw the page.

    Args:
        open_desk: Opens the index; what it raises is shown with what mends it.
        as_of: The day on which documents are in force or not.
    """
    from ui.parts.document_rows import ROWS_STYLE

    st.html(ROWS_STYLE)
    st.html(_STYLE)
    draw_masthead(
        "文件库", "所收的全部文件：何时印发、施行、失效，彼此有什么关系；选出几份，就只问这几份。"
    )
    desk = open_or_explain(open_desk)
    if desk is not None:
        _draw(desk, as_of)
    from ui.library.adding import draw_adding
    from ui.parts.documents import write_foot
    from ui.parts.markup import draw_html, element

    # Where no document can be read yet, one can be added.
    draw_html(element("h2", say("收入、替换和移出文件"), class_="adding-title"))
    draw_adding(open_desk, as_of=as_of)
    if desk is not None:
        draw_html(write_foot(desk.corpus, as_of))


def _draw(desk: "Desk", as_of: date) -> None:
    # Seconds of libraries, which the frame of the page does not wait for.
    from ui.library.asking import draw_asking
    from ui.library.catalogue import read_catalogue
    from ui.library.filters import WORDS, draw_filters, draw_nothing_fits
    from ui.parts.markup import draw_html, element
    from views.catalogue import list_values, select_entries

    catalogue = read_catalogue(desk)
    entries = catalogue.entries
    values = list_values(entries, as_of)
    warn_of_parameters({"view": list(_VIEWS), _SHOW: None, WORDS: None, **values})
    choice = draw_filters(entries, values, as_of)
    shown = select_entries(entries, choice, as_of)
    chosen = draw_asking(desk.corpus, shown, len(entries))
    view = _choose_view()
    left = f"，符合筛选 {len(shown)} 份" if len(shown) < len(entries) else ""
    draw_html(element("p", say(f"共 {len(entries)} 份文件{left}。"), class_="count", role="status"))
    if not shown:
        draw_nothing_fits()
    elif view == "groups":
        _draw_groups(catalogue, shown, as_of)
    else:
        part = shown[: _how_many()]
        _draw_part(view, part, catalogue, desk, chosen, as_of)
        if len(part) < len(shown):
            _draw_more(len(part), len(shown))


def _draw_part(
    view: str,
    part: "Sequence[Entry]",
    catalogue: "Catalogue",
    desk: "Desk",
    chosen: Sequence[str],
    as_of: date,
) -> None:
    from ui.library.asking import draw_choice_of
    from ui.library.cards import write_card
    from ui.library.timeline import write_places, write_timeline
    from ui.parts.markup import draw_html

    if view == "timeline":
        st.html(f"<style>{write_places()}</style>")
        draw_html(write_timeline(part, as_of))
        return
    titles = _titles(catalogue)
    for entry in part:
        with st.container(border=True, gap="xsmall", key=f"entry_{entry.doc_id}"):
            relations = catalogue.relations.get(entry.doc_id, ())
            draw_html(write_card(entry, relations, desk.corpus, titles, as_of))
            draw_choice_of(entry, chosen)


def _draw_groups(catalogue: "Catalogue", shown: "Sequence[Entry]", as_of: date) -> None:
    from ui.library.groups import write_groups
    from ui.parts.markup import draw_html

    ids = {entry.doc_id for entry in shown}
    groups = [g for g in catalogue.groups if any(d.doc_id in ids for d in g.documents)]
    draw_html(write_groups(groups[: _how_many()], _titles(catalogue), as_of))
    if len(groups) > _how_many():
        _draw_more(_how_many(), len(groups))


def _titles(catalogue: "Catalogue") -> dict[str, str]:
    return {entry.doc_id: entry.document.title or entry.doc_id for entry in catalogue.entries}


def _choose_view() -> str:
    """Draw the choice of a view and return it."""
    from ui.parts.linked import follow_address, keep_in_address

    follow_address("view", _VIEWS, default="list")
    st.segmented_control(
        say("怎么看"),
        list(_VIEWS),
        required=True,
        format_func=lambda view: say(_VIEWS[view]),
        key="view",
        label_visibility="collapsed",
    )
    return keep_in_address("view", default="list")


def _how_many() -> int:
    """Return how many documents are shown, which the address may say."""
    said = st.query_params.get(_SHOW, "")
    return max(int(said), _SHOWN) if said.isdecimal() and len(said) < 7 else _SHOWN


def _draw_more(shown: int, count: int) -> None:
    more = min(_SHOWN, count - shown)
    st.button(
        say(f"再看 {more} 份（还有 {count - shown} 份）"),
        key="more",
        on_click=_show_more,
        args=(shown + _SHOWN,),
    )


def _show_more(count: int) -> None:
    st.query_params[_SHOW] = str(count)
