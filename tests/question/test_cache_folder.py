from pathlib import Path

import pytest

from question.cache_folder import default_cache_dir


def test_the_cache_folder_follows_the_desktop_s_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/var/cache/me")
    assert default_cache_dir() == Path("/var/cache/me/policy-qa/models")
    for unusable in ("", "relative"):
        monkeypatch.setenv("XDG_CACHE_HOME", unusable)
        assert default_cache_dir() == Path.home() / ".cache/policy-qa/models"
