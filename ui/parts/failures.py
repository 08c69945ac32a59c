"""Failures that are expected: one message each, with what mends it."""

import streamlit as st

from index.disk.store import StoreError
from index.model.embedder import EmbedderError
from index.settings import SettingsError
from ingest import SourceError
from ingest.errors import BadDataError
from ui.parts.commands import BUILD, CHECK_MODEL, RUN
from ui.parts.markup import code_span
from ui.parts.script import say

EXPECTED_FAILURES = (BadDataError, SettingsError)
_ADVICE: dict[type[Exception], tuple[str, str, str]] = {
    StoreError: ("索引无法使用", "请运行下面的命令重建索引，然后刷新本页：", BUILD),
    EmbedderError: (
        "模型无法使用",
        "请按上面的提示处理，再运行下面的命令检查模型，然后刷新本页：",
        CHECK_MODEL,
    ),
    SourceError: ("文件无法读取", "请改正上面的文件，运行下面的命令，然后刷新本页：", BUILD),
    SettingsError: ("设置有误", "请改正上面的环境变量，然后重新启动：", RUN),
    # The kinds above come first; what is left are files beside the code, such as the vocabulary.
    BadDataError: ("数据有误", "请按上面的提示改正，然后重新启动：", RUN),
}


def draw_failure(error: Exception) -> None:
    """Draw one of `EXPECTED_FAILURES`."""
    title, advice, command = next(
        words for kind, words in _ADVICE.items() if isinstance(error, kind)
    )
    said = f"**{say(title)}**\n\n{code_span(str(error))}\n\n{say(advice)}"
    st.error(f"{said}\n\n{code_span(command)}")
