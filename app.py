"""Streamlit entry: `streamlit run app.py` serves the pages, and gets ready while it starts."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from ui.warming import warm


@asynccontextmanager
async def _get_ready(_app: st.App) -> AsyncIterator[None]:
    """Open the index beside the server, which takes visitors meanwhile."""
    threading.Thread(target=warm, name="getting ready", daemon=True).start()
    yield


app = st.App("ui/pages.py", lifespan=_get_ready)
