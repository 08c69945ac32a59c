"""Build the fast tokenizer of multilingual-e5-small (XLM-RoBERTa's) from its pieces and tables."""

import struct
from collections.abc import Mapping
from typing import TYPE_CHECKING

from index.model.e5_file import UnigramTable

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MASK = "<mask>"

_VALUE = 1 << 31
_HAS_VALUE = 1 << 8


def build_tokenizer(table: UnigramTable) -> "Tokenizer":
    """Return a tokenizer that gives the published ids, with exact offsets into the text."""
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, normalizers, pre_tokenizers
    from tokenizers.models import Unigram
    from tokenizers.processors import TemplateProcessing

    scored = list(zip(table.pieces, map(float, table.scores), strict=True))
    tokenizer = Tokenizer(Unigram(scored, unk_id=table.unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Precompiled(pack_normalization(table.normalization)),
            normalizers.Replace(Regex(r"\s+"), " "),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace("▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace("▁", prepend_scheme="always")
    bos, eos = table.pieces[table.bos], table.pieces[table.eos]
    tokenizer.post_processor = TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, table.bos), (eos, table.eos)],
    )
    tokenizer.add_special_tokens(
        [AddedToken(table.pieces[i], **flags) for i, flags in special_tokens(table).items()]
    )
    return tokenizer


def special_tokens(table: UnigramTable) -> dict[int, dict[str, bool]]:
    """Return the ids of the special tokens, with how each is to be found in a text."""
    if MASK not in table.pieces:
        raise ValueError(f"the tokenizer has no piece {MASK}")
    plain = {"lstrip": False, "rstrip": False, "single_word": False, "normalized": False}
    special = dict.fromkeys((table.bos, table.pad, table.eos, table.unk), plain)
    return special | {table.pieces.index(MASK): plain | {"lstrip": True}}


def pack_normalization(table: Mapping[str, str]) -> bytes:
    """Return `table` (one character → its replacement) in SentencePiece's compiled form.

    That form is a double-array trie over UTF-8 bytes, then the replacements, each ended by a zero
    byte. The child of a node for byte c stands at `base(node) ^ c`. Every node gets slots of its
    own, so no search for free room is needed: 256 for the root, 64 for the others, whose children
    are continuation bytes (0x80–0xBF).

    Source: Darts-clone's unit layout (label in bits 0–7, has-value in bit 8, offset from bit 10).
    """
    keys = {character.encode(): text.encode() for character, text in table.items()}
    prefixes = sorted({key[:end] for key in keys for end in range(1, len(key))})
    base = {b"": 256} | {prefix: (512 + 64 * slot) ^ 0x80 for slot, prefix in enumerate(prefixes)}
    # Values start on a multiple of 256: a step from one by any byte then meets no node.
    first_value = -(-(512 + 64 * len(prefixes)) // 256) * 256
    units = [0] * (-(-(first_value + len(keys)) // 256) * 256)
    units[0] = base[b""] << 10
    for prefix in prefixes:
        place = base[prefix[:-1]] ^ prefix[-1]
        units[place] = (place ^ base[prefix]) << 10 | prefix[-1]
    replacements = bytearray()
    for value_place, (key, text) in enumerate(keys.items(), start=first_value):
        place = base[key[:-1]] ^ key[-1]
        units[place] = (place ^ value_place) << 10 | _HAS_VALUE | key[-1]
        units[value_place] = _VALUE | len(replacements)
        replacements += text + b"\0"
    return struct.pack(f"<I{len(units)}I", 4 * len(units), *units) + bytes(replacements)
