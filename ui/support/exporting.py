"""The result as files of Word and Markdown, and how to print it."""

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from export import Report, to_markdown, to_word
from export.support import support_report
from ingest import Corpus
from ui.parts.markup import draw_html, element
from ui.parts.script import say
from views.support import Support

_FORMS: dict[str, tuple[str, str, str, Callable[[Report], bytes | str]]] = {
    "word": (
        "下载 Word",
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        to_word,
    ),
    "markdown": ("下载 Markdown", "md", "text/markdown", to_markdown),
}


def draw_export(support: Support, corpus: Corpus, *, as_of: date) -> None:
    """Draw the buttons that give the result as files."""
    if support.profile.is_empty:
        said = say("还没有可导出的内容：请先选行业、城市、规模或想要的支持。")
        draw_html(element("p", said, class_="support note"))
        return
    make = partial(_make_file, support, corpus, as_of)
    chosen = (support.profile.industry, support.profile.city)
    name = "_".join(part for part in ("惠企支持条款", *chosen, as_of.isoformat()) if part)
    with st.container(horizontal=True, vertical_alignment="center", key="export"):
        said = say("带走全部条款；也可以用浏览器打印这一页。")
        draw_html(element("p", said, class_="support note"))
        for key, (label, ending, mime, write) in _FORMS.items():
            st.download_button(
                say(label),
                partial(make, write),
                file_name=f"{name}.{ending}",
                mime=mime,
                key=key,
                icon=":material/download:",
                on_click="ignore",
            )


def _make_file(
    support: Support, corpus: Corpus, as_of: date, write: Callable[[Report], bytes | str]
) -> bytes | str:
    return write(support_report(support, documents=corpus.documents, as_of=as_of))
