"""What is side by side, as files of Word, Excel and Markdown."""

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from export import Report, to_excel, to_markdown, to_word
from export.side_by_side import side_by_side_report
from ingest import Corpus
from ui.compare.choice import Chosen
from ui.parts.script import say
from views.side_by_side import Comparison

_OFFICE = "application/vnd.openxmlformats-officedocument"
_FORMS: dict[str, tuple[str, str, str, Callable[[Report], bytes | str]]] = {
    "word": ("下载 Word", "docx", f"{_OFFICE}.wordprocessingml.document", to_word),
    "excel": ("下载 Excel", "xlsx", f"{_OFFICE}.spreadsheetml.sheet", to_excel),
    "markdown": ("下载 Markdown", "md", "text/markdown", to_markdown),
}


def draw_export(comparison: Comparison, chosen: Chosen, corpus: Corpus, *, as_of: date) -> None:
    """Draw the buttons that give what is shown as files."""
    make = partial(_make_file, comparison, chosen, corpus, as_of)
    with st.container(horizontal=True, vertical_alignment="center", key="export"):
        for key, (label, ending, mime, write) in _FORMS.items():
            st.download_button(
                say(label),
                partial(make, write),
                file_name=f"文件对照表_{as_of.isoformat()}.{ending}",
                mime=mime,
                key=key,
                icon=":material/download:",
                on_click="ignore",
            )
        st.caption(say("分享：复制网址，打开就是这两份文件的对照。"), width="content")


def _make_file(
    comparison: Comparison,
    chosen: Chosen,
    corpus: Corpus,
    as_of: date,
    write: Callable[[Report], bytes | str],
) -> bytes | str:
    report = side_by_side_report(
        comparison,
        (chosen.left, chosen.right),
        corpus.texts,
        subject=chosen.subject,
        as_of=as_of,
    )
    return write(report)
