from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.reading.annotations import read_facts
from eval.reading.baseline import read_baseline
from eval.reading.policies import SIDES, PoliciesError, find_policies, policies_of, read_split


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Look for the documents in a folder of the test's own, and forget it afterwards."""
    monkeypatch.setenv("POLICY_QA_POLICIES", str(tmp_path / "policies"))
    find_policies.cache_clear()
    yield tmp_path / "policies"
    find_policies.cache_clear()


def test_the_sides_share_no_document_and_each_is_labelled() -> None:
    dev, test = (set(read_split()[side].values()) for side in SIDES)
    assert not dev & test
    assert dev | test == read_facts().keys()


def test_the_baseline_holds_every_document() -> None:
    expected = {f"{sha[:8]} {name}" for side in SIDES for name, sha in read_split()[side].items()}
    assert read_baseline().keys() == expected


def test_a_document_is_known_by_its_bytes_not_by_its_name(folder: Path) -> None:
    folder.mkdir()
    name = next(iter(read_split()["dev"]))
    (folder / name).write_text("another text under the name", encoding="utf-8")
    assert policies_of("dev") == {}


def test_a_folder_that_is_not_there_is_said(folder: Path) -> None:
    with pytest.raises(PoliciesError, match=r"policies: is no folder"):
        find_policies()


def test_an_unknown_side_is_said() -> None:
    with pytest.raises(ValueError, match="unknown side 'train'; use one of dev, test"):
        policies_of("train")
