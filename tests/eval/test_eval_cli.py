"""The command `python -m eval`."""

import json
from pathlib import Path

import pytest

from eval.__main__ import main

pytestmark = pytest.mark.model


def test_a_run_prints_its_metrics_as_one_json_object(
    real_store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POLICY_QA_STORE", str(real_store))
    assert main(["run", "--split", "dev", "--retriever", "lexical", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["retriever"] == "lexical"
    assert set(record["metrics"]) == {"success@1", "success@3", "MRR@10", "nDCG@10"}


def test_an_unknown_split_is_bad_usage() -> None:
    with pytest.raises(SystemExit) as usage:
        main(["run", "--split", "train"])
    assert usage.value.code == 2


def test_the_speed_of_every_step_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["speed", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert all(value > 0 for value in record.values())
    # Nothing changed, so nothing is embedded: the second build is far faster on any machine.
    assert record["unchanged_build_s"] < record["build_s"] / 2
