"""Tokens of texts, with the place of each in its text."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from index.model.windows import Span, Tokens, split_tokens

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# Some tokenizers lose count of the characters when the first ones of a text are dropped.
_DROPPED = "".join(chr(code) for code in (*range(9), *range(14, 28), 127))
_SURROGATE = re.compile("[\ud800-\udfff]")

# Of one text: ids, the character span of each, and 1 for each that the tokenizer added.
Pieces = tuple[list[int], list[Span], list[int]]


class Splitter(Protocol):
    """What cuts texts into tokens."""

    def split(self, texts: Sequence[str]) -> list[Pieces]:
        """Return the tokens of each text."""


class WholeSplitter:
    """A tokenizer with its whole vocabulary."""

    def __init__(self, tokenizer: "Tokenizer") -> None:
        """Take a tokenizer that neither cuts nor pads."""
        self._tokenizer = tokenizer

    def split(self, texts: Sequence[str]) -> list[Pieces]:
        """Return the tokens of each text."""
        found = self._tokenizer.encode_batch(list(texts))
        return [(e.ids, e.offsets, e.special_tokens_mask) for e in found]


def tokenize(splitter: Splitter, texts: Sequence[str], prompt: str) -> list[Tokens]:
    """Return the tokens of each text, behind `prompt`."""
    if not texts:
        return []
    dropped = [0 if prompt else len(text) - len(text.lstrip(_DROPPED)) for text in texts]
    pieces = splitter.split(
        [
            prompt + _SURROGATE.sub("\ufffd", text[start:])
            for text, start in zip(texts, dropped, strict=True)
        ]
    )
    return [
        split_tokens(text, ids, offsets, special, start=len(prompt) - cut)
        for text, (ids, offsets, special), cut in zip(texts, pieces, dropped, strict=True)
    ]
