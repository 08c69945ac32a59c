from pathlib import Path

import pytest

from index.settings import Settings, SettingsError, load_settings
from ingest.documents import ROOT


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"POLICY_QA_{name.upper()}", raising=False)
    for name in ("INDEX_URI", "INDEX_TOKEN"):
        monkeypatch.delenv(name, raising=False)


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
    expected = (
        rf"^environment: {name} is no setting; use POLICY_QA_ADDING, POLICY_QA_ADDING_HEADER, "
    )
    with pytest.raises(SettingsError, match=expected):
        load_settings()


def test_an_unknown_settings_value_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_QA_TOKEN", "s3cret")
    with pytest.raises(SettingsError) as error:
        load_settings()
    assert "s3cret" not in str(error.value)


def test_the_address_of_milvus_is_read_by_either_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().index_uri == ""
    monkeypatch.setenv("INDEX_URI", "./milvus.db")
    assert load_settings().index_uri == "./milvus.db"
    monkeypatch.setenv("POLICY_QA_INDEX_URI", "http://host:19530")
    assert load_settings().index_uri == "http://host:19530"
    assert Settings(index_uri="x").index_uri == "x"


def test_settings_show_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDEX_URI", "http://root:s3cret@host")
    monkeypatch.setenv("INDEX_TOKEN", "t0ken")
    settings = load_settings()
    assert settings.index_token is not None
    assert settings.index_token.get_secret_value() == "t0ken"
    assert not [secret for secret in ("s3cret", "t0ken") if secret in f"{settings!r}{settings}"]


@pytest.mark.parametrize(("name", "value"), [("ADDING", "yes-4711"), ("ADDING_PROXIES", "4711x")])
def test_a_value_that_cannot_be_used_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"POLICY_QA_{name}", value)
    with pytest.raises(SettingsError, match=f"environment: POLICY_QA_{name}: "):
        load_settings()
