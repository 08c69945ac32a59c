"""Vectors of passages on disk, found again by their texts."""

import shutil
from contextlib import ExitStack
from pathlib import Path

import numpy as np

from index.channels.token_codes import encode_tokens
from index.disk.vectors import KnownVectors, PassageVectors, VectorWriter, count_durable
from tests.fakes import FakeEmbedder

TEXTS = [f"第{i}条规定" for i in range(6)]


def vectors_of(text: str) -> PassageVectors:
    (encoded,) = FakeEmbedder().encode_passages([text])
    return PassageVectors(encoded.vector, encode_tokens(encoded.tokens), encoded.spans)


def write(folder: Path, durable: list[str], lost: list[str]) -> None:
    folder.mkdir()
    with ExitStack() as closing:
        writer = VectorWriter(folder, "model", 32, 32, closing)
        for text in durable:
            writer.add(text, vectors_of(text))
        writer.flush()
        for text in lost:
            writer.add(text, vectors_of(text))


def test_what_was_flushed_is_found_in_any_of_the_folders(tmp_path: Path) -> None:
    write(tmp_path / "a", TEXTS[:3], [TEXTS[3]])
    write(tmp_path / "b", [TEXTS[4]], [])
    assert [count_durable(tmp_path / name) for name in ("a", "b")] == [3, 1]
    known = KnownVectors([tmp_path / "a", tmp_path / "b"], "model")
    for text in (*TEXTS[:3], TEXTS[4]):
        found, expected = known.find(text), vectors_of(text)
        assert found is not None
        assert np.array_equal(found.vector, expected.vector)
        assert np.array_equal(found.tokens.codes, expected.tokens.codes)
        assert np.array_equal(found.tokens.centre, expected.tokens.centre)
        assert np.array_equal(found.spans, expected.spans)
    assert known.find(TEXTS[3]) is None
    assert known.find(TEXTS[5]) is None


def test_vectors_of_another_model_are_not_known(tmp_path: Path) -> None:
    write(tmp_path / "a", TEXTS, [])
    assert KnownVectors([tmp_path / "a"], "another").find(TEXTS[0]) is None


def test_a_folder_that_cannot_be_read_holds_nothing(tmp_path: Path) -> None:
    write(tmp_path / "whole", TEXTS, [])
    for path in sorted((tmp_path / "whole").iterdir()):
        for data in (None, b"", b"no array"):
            folder = tmp_path / "damaged"
            shutil.copytree(tmp_path / "whole", folder)
            (folder / path.name).unlink()
            if data is not None:
                (folder / path.name).write_bytes(data)
            assert KnownVectors([folder], "model").find(TEXTS[0]) is None
            shutil.rmtree(folder)
    assert count_durable(tmp_path / "nowhere") == 0
