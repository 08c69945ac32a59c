"""Search as its collection grows."""

from pathlib import Path

import pytest

from eval.speed.growth import measure_growth
from eval.speed.measure import Plan
from index import Settings


def test_a_size_that_fails_is_said_and_the_others_are_gone_on_with(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(model=str(tmp_path / "no model"))
    records = measure_growth(settings, ["问"] * 9, tmp_path, Plan(sizes=(300, 20)))
    assert [record["clauses"] for record in records] == [20, 300]
    assert all("no model" in record["failed"] for record in records)
    assert "20 clauses: ended with 1" in caplog.text
    assert list(tmp_path.iterdir()) == []
