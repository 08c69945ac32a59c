import os

import pytest

from api.serving import check_address, share_cores
from api.settings import ServiceSettings, load_service_settings
from index.settings import SettingsError, load_settings
from ingest.errors import BadUsageError


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_QA_API_KEYS", "first-key, other-key,")
    monkeypatch.setenv("POLICY_QA_API_RATE", "60/minute")
    monkeypatch.setenv("POLICY_QA_API_QUEUE", "3")
    monkeypatch.setenv("POLICY_QA_API_LOG_QUESTIONS", "1")
    settings = load_service_settings()
    assert [key.get_secret_value() for key in settings.keys] == ["first-key", "other-key"]
    assert (settings.rate, settings.queue, settings.log_questions) == ("60/minute", 3, True)
    assert "-key" not in repr(settings)
    # The settings of the index take no offence at those of the service.
    assert load_settings().model == "bundled"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RATES", "60/minute"),
        ("RATE", "often"),
        ("QUEUE", "-1"),
        ("AT_ONCE", "0"),
        ("TIMEOUT", "nan"),
        ("BODY_LIMIT", "many"),
        ("KEYS", "schlüssel"),
    ],
)
def test_what_is_no_setting_is_refused_by_name_and_not_by_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"POLICY_QA_API_{name}", value)
    with pytest.raises(SettingsError, match=f"POLICY_QA_API_{name}") as refused:
        load_service_settings()
    assert "schlüssel" not in str(refused.value)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "service.example"])
def test_an_address_that_others_reach_wants_a_key_or_to_be_open(host: str) -> None:
    with pytest.raises(BadUsageError, match="--open"):
        check_address(host, ServiceSettings())
    check_address(host, ServiceSettings(keys="key"))  # type: ignore[arg-type]
    check_address(host, ServiceSettings(open=True))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_an_address_of_this_machine_wants_no_key(host: str) -> None:
    check_address(host, ServiceSettings())


@pytest.mark.parametrize(
    ("at_once", "workers", "places", "threads"),
    [(None, 1, 4, 1), (None, 2, 2, 1), (None, 8, 1, 1), (1, 2, 1, 2), (6, 1, 6, 1)],
)
def test_cores_are_parted_among_processes_and_what_they_do_at_once(
    monkeypatch: pytest.MonkeyPatch, at_once: int | None, workers: int, places: int, threads: int
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 4)
    monkeypatch.setenv("POLICY_QA_API_AT_ONCE", "")
    # Set first, so that what is set by the function is taken back after the test.
    monkeypatch.setenv("OMP_NUM_THREADS", "")
    monkeypatch.delenv("OMP_NUM_THREADS")
    share_cores(ServiceSettings(at_once=at_once), workers)
    assert os.environ["POLICY_QA_API_AT_ONCE"] == str(places)
    assert os.environ["OMP_NUM_THREADS"] == str(threads)
