"""Which systems are measured."""

import json
import logging
from importlib.metadata import version
from pathlib import Path

import pytest

from eval.speed.entries import PEERS, find_version, installed, peer_systems
from eval.speed.rounds import Entry
from index import Settings
from ingest import Corpus

HERE = Entry("here", "a.py:A", packages=("numpy",))
MISSING = Entry("missing", "b.py:B", packages=("numpy", "no-such-package-here"))


def test_a_system_that_is_not_installed_is_left_out_with_a_word(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        present, skipped = installed([HERE, MISSING])
    assert present == [HERE]
    assert skipped == {
        "missing": "no-such-package-here is not installed; "
        "run: pip install -r requirements-peers.txt"
    }
    assert "missing: left out, no-such-package-here is not installed" in caplog.text


def test_a_version_is_found_where_there_is_one() -> None:
    assert find_version("numpy") == version("numpy")
    assert find_version("no-such-package-here") is None


def test_peers_are_given_the_same_passages_but_for_one_with_chunks(
    corpus: Corpus, tmp_path: Path
) -> None:
    model = tmp_path / "model"
    model.mkdir()
    (model / "config.json").write_text("{}", encoding="utf-8")
    prompts = {"prompts": {"query": "query: ", "passage": "passage: "}}
    (model / "config_sentence_transformers.json").write_text(json.dumps(prompts), encoding="utf-8")
    entries = peer_systems(Settings(model=str(model)), ["一", "二"], corpus, tmp_path)
    assert tuple(entry.name for entry in entries) == PEERS
    texts = {
        entry.name: json.loads(Path(entry.keywords["texts"]).read_text(encoding="utf-8"))
        for entry in entries
    }
    chunks = texts.pop("langchain-chunks")
    assert all(given == ["一", "二"] for given in texts.values())
    assert len(chunks) > 20
    assert max(map(len, chunks)) <= 500
    assert all(entry.keywords["prompts"] == prompts["prompts"] for entry in entries)
