"""What is side by side, as files of Word, Excel and Markdown."""

from datetime import date
from functools import partial

import streamlit as st

from export.side_by_side import side_by_side_report
from ingest import Corpus
from ui.compare.choice import Chosen
from ui.parts.downloads import draw_downloads
from ui.parts.script import say
from views.side_by_side import Comparison


def draw_export(comparison: Comparison, chosen: Chosen, corpus: Corpus, *, as_of: date) -> None:
    """Draw the buttons that give what is shown as files."""
    documents = (chosen.left, chosen.right)
    make = partial(
        side_by_side_report,
        comparison,
        documents,
        corpus.texts,
        subject=chosen.subject,
        as_of=as_of,
    )
    with st.container(horizontal=True, vertical_alignment="center", key="export"):
        draw_downloads(("word", "excel", "markdown"), make, name=f"文件对照表_{as_of.isoformat()}")
        st.caption(say("分享：复制网址，打开就是这两份文件的对照。"), width="content")
