"""Small texts that went wrong once, in one readable file, with what a reader sees in them."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.model import Clause

FIXTURE = Path(__file__).parents[1] / "fixtures" / "cases.toml"
CASES = tomllib.loads(FIXTURE.read_text(encoding="utf-8"))["case"]
OUTSIDE = ("front", "back", "toc", "furniture")


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_a_text_that_went_wrong_has_the_outline_that_a_reader_sees(
    clauses_of: Callable[[str], dict[str, Clause]], case: dict[str, Any]
) -> None:
    found = {i: c for i, c in clauses_of(case["text"]).items() if c.kind not in OUTSIDE}
    assert list(found) == case["clauses"]
    assert {i: found[i].text for i in case.get("texts", {})} == case.get("texts", {})
    assert {i: found[i].kind for i in case.get("kinds", {})} == case.get("kinds", {})
    assert {i: found[i].lead_in for i in case.get("lead_ins", {})} == case.get("lead_ins", {})
    for clause in found.values():
        above = next((c.text for c in found.values() if c.clause_id == clause.lead_in_id), "")
        assert "".join(above.split()).endswith("".join(clause.lead_in.split()))
        assert bool(clause.lead_in) == bool(clause.lead_in_id)
    for clause_id, words in case.get("holds", {}).items():
        assert all(word in found[clause_id].text for word in words)
