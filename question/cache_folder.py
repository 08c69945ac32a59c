"""The folder of the user's cache where unpacked models and the segmenter's words are kept."""

import os
from pathlib import Path


def default_cache_dir() -> Path:
    """Return the folder for unpacked models in the user's cache, which XDG_CACHE_HOME may move."""
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (base if base.is_absolute() else Path.home() / ".cache") / "policy-qa" / "models"
