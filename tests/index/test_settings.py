from pathlib import Path

import pytest

from index.settings import Settings, SettingsError, load_settings
from ingest.documents import ROOT


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"POLICY_QA_{name.upper()}", raising=False)


def test_without_an_environment_everything_is_in_the_repository() -> None:
    settings = load_settings()
    assert settings.docs == ROOT / "docs_raw"
    assert settings.store == ROOT / "index" / "store"
    assert (settings.model, settings.cache_dir) == ("bundled", None)


def test_the_environment_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_QA_STORE", "/data/index")
    monkeypatch.setenv("POLICY_QA_MODEL", "bge-small-zh")
    settings = load_settings()
    assert (settings.store, settings.model) == (Path("/data/index"), "bge-small-zh")


def test_an_empty_value_is_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.setenv(f"POLICY_QA_{name.upper()}", "")
    assert load_settings() == Settings()
    assert load_settings().store == ROOT / "index" / "store"


@pytest.mark.parametrize("name", ["POLICY_QA_STROE", "POLICY_QA_", "policy_qa_modell"])
def test_an_unknown_setting_is_refused_with_those_there_are(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "x")
    expected = rf"^environment: {name} is no setting; use POLICY_QA_CACHE_DIR, POLICY_QA_DOCS, "
    with pytest.raises(SettingsError, match=expected):
        load_settings()


def test_an_unknown_settings_value_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_QA_TOKEN", "s3cret")
    with pytest.raises(SettingsError) as error:
        load_settings()
    assert "s3cret" not in str(error.value)
