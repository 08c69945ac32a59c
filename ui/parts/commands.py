"""Commands that pages name where something is to be mended."""

BUILD = ".venv/bin/python -m index build"
CHECK_MODEL = ".venv/bin/python -m index model"
RUN = "make run"
