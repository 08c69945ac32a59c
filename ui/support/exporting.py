"""The result as files of Word and Markdown, and how to print it."""

from datetime import date
from functools import partial

import streamlit as st

from export.support import support_report
from ingest import Corpus
from ui.parts.downloads import draw_downloads
from ui.parts.markup import draw_html, element
from ui.parts.script import say
from views.support import Support


def draw_export(support: Support, corpus: Corpus, *, as_of: date) -> None:
    """Draw the buttons that give the result as files."""
    if support.profile.is_empty:
        said = say("还没有可导出的内容：请先选行业、城市、规模或想要的支持。")
        draw_html(element("p", said, class_="support note"))
        return
    make = partial(support_report, support, documents=corpus.documents, as_of=as_of)
    chosen = (support.profile.industry, support.profile.city)
    name = "_".join(part for part in ("惠企支持条款", *chosen, as_of.isoformat()) if part)
    with st.container(horizontal=True, vertical_alignment="center", key="export"):
        said = say("带走全部条款；也可以用浏览器打印这一页。")
        draw_html(element("p", said, class_="support note"))
        draw_downloads(("word", "markdown"), make, name=name)
