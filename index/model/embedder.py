"""Turn texts into vectors: one for the whole text, and one for each of its tokens."""

import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm  # type: ignore[import-untyped]

from index.model.conversion import convert_once
from index.model.model_folder import (
    EmbedderError,
    find_model_folder,
    folder_fingerprint,
    read_prompts,
)
from index.model.windows import Span, Tokens, Window, batch_windows, cut_windows
from question.cache_folder import default_cache_dir

__all__ = ["Embedder", "EmbedderError", "Encoded", "SentenceTransformerEmbedder", "load_embedder"]

# Tokens of a batch with its padding; larger ones are no faster on a processor.
_BATCH_TOKENS = 1024
_ANY = "企业可以申请哪些支持？"

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoded:
    """Vectors of one text.

    `vector`: float32 (dim,), unit length. `tokens`: float32 (n_tokens, hidden), unit rows: the last
    hidden states of the text's own tokens, without special tokens and prompt. `spans`: int32
    (n_tokens, 2): half-open character span of each token in the text as it was given. Tokens that
    come from one character (㈠ gives three) share its span.
    """

    vector: Floats
    tokens: Floats
    spans: NDArray[np.int32]


class Embedder(Protocol):
    """What gives vectors: the real model, or a stand-in in tests."""

    @property
    def fingerprint(self) -> str:
        """Identify weights, tokenizer, pooling and prompts."""

    @property
    def dim(self) -> int:
        """Return the length of the vector of a text."""

    @property
    def window(self) -> int:
        """Return the most tokens of one passage, prompt and special tokens taken off."""

    def encode_queries(self, texts: Sequence[str], *, progress: bool = False) -> list[Encoded]:
        """Return the vectors of each text, read as a query."""

    def encode_passages(self, texts: Sequence[str], *, progress: bool = False) -> list[Encoded]:
        """Return the vectors of each text, read as a passage."""

    def token_spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """Return the character span of each token of each passage, without running the model."""


class WrappedEmbedder:
    """An embedder that does all as another does, but for what a class that extends it says."""

    def __init__(self, embedder: Embedder) -> None:
        """Wrap an embedder."""
        self._embedder = embedder

    @property
    def fingerprint(self) -> str:
        """Identify weights, tokenizer, pooling and prompts."""
        return self._embedder.fingerprint

    @property
    def dim(self) -> int:
        """Return the length of the vector of a text."""
        return self._embedder.dim

    @property
    def window(self) -> int:
        """Return the most tokens of one passage, prompt and special tokens taken off."""
        return self._embedder.window

    def encode_queries(self, texts: Sequence[str], *, progress: bool = False) -> list[Encoded]:
        """Return the vectors of each text, read as a query."""
        return self._embedder.encode_queries(texts, progress=progress)

    def encode_passages(self, texts: Sequence[str], *, progress: bool = False) -> list[Encoded]:
        """Return the vectors of each text, read as a passage."""
        return self._embedder.encode_passages(texts, progress=progress)

    def token_spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """Return the character span of each token of each passage, without running the model."""
        return self._embedder.token_spans(texts)


class Encoder(Protocol):
    """A loaded model: in OpenVINO, or in torch."""

    dim: int
    input_size: int

    def tokenize(self, texts: Sequence[str], prompt: str) -> list[Tokens]:
        """Return the tokens of each text, behind `prompt`."""

    def run(self, batch: Sequence[Window], *, prompt_tokens: int) -> list[tuple[Floats, Floats]]:
        """Return the vector of each window and those of its own tokens, all of unit length."""


def load_embedder(
    name: str = "bundled",
    cache_dir: Path | None = None,
    *,
    prompts: Mapping[str, str] | None = None,
    allow_download: bool = False,
) -> "SentenceTransformerEmbedder":
    """Return an embedder whose weights are loaded when the first text is encoded.

    Args:
        name: "bundled", the folder of a sentence-transformers model, or a name on the model hub.
        cache_dir: Where the bundled model is unpacked; by default the user's cache folder.
        prompts: "query" and "passage", for a model that does not state the prompts it needs.
        allow_download: Fetch a hub name that is not in the hub's local cache.

    Raises:
        EmbedderError: there is no such model here.
    """
    cache_dir = cache_dir or default_cache_dir()
    folder = find_model_folder(name, cache_dir, allow_download=allow_download)
    return SentenceTransformerEmbedder(folder, cache_dir, prompts=prompts)


class SentenceTransformerEmbedder:
    """Any sentence-transformers model in a folder; one forward pass gives both kinds of vector."""

    def __init__(
        self, folder: Path, cache_dir: Path, *, prompts: Mapping[str, str] | None = None
    ) -> None:
        """Note the folder and its prompts; the model is loaded when it is first needed.

        Args:
            folder: A sentence-transformers model.
            cache_dir: Where the form in which it is run is kept.
            prompts: "query" and "passage", for a model that does not state them.
        """
        self._folder = folder
        self._cache_dir = cache_dir
        self._query_prompt, self._passage_prompt = read_prompts(folder, prompts)
        self._loading = threading.Lock()
        self._loaded: Encoder | None = None

    @cached_property
    def fingerprint(self) -> str:
        """Identify weights, tokenizer, pooling and prompts, without loading the model."""
        return folder_fingerprint(self._folder, self._query_prompt, self._passage_prompt)

    @property
    def dim(self) -> int:
        """Return the length of the vector of a text."""
        return self._encoder.dim

    @cached_property
    def window(self) -> int:
        """Return the most tokens of one passage, prompt and special tokens taken off."""
        (around,) = self._encoder.tokenize([""], self._passage_prompt)
        # The space that ends a prompt is a token of its own before most Chinese texts.
        taken = len(around.head) + len(around.tail) + bool(self._passage_prompt)
        return self._encoder.input_size - taken

    def warm_up(self) -> None:
        """Load the model and run it on questions of usual lengths, for each of which it gets ready.

        What is wrong with it is told when it is needed.
        """
        with suppress(EmbedderError):
            for repeated in range(1, 5):
                self.encode_queries([_ANY * repeated])

    def encode_queries(self, texts: Sequence[str], *, progress: bool = False) -> list[Encoded]:
        """Return the vectors of each text, read as a query; `encode_passages` says more."""
        return self._encode(texts, self._query_prompt, progress=progress)

    def encode_passages(self, texts: Sequence[str], *, progress: bool = False) -> list[Encoded]:
        """Return the vectors of each text, read as a passage.

        A text of more than `window` tokens is read in windows of that size. No token is left out;
        the vector of the text is then the mean of the windows' by their numbers of tokens.

        Args:
            texts: Passages of any length.
            progress: Show a progress bar on stderr, where that is a terminal.

        Raises:
            EmbedderError: the model cannot be loaded.
        """
        return self._encode(texts, self._passage_prompt, progress=progress)

    def token_spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """Return the character span of each token of each passage, without running the model."""
        return [found.spans for found in self._encoder.tokenize(texts, self._passage_prompt)]

    @property
    def _encoder(self) -> Encoder:
        with self._loading:
            if self._loaded is None:
                self._loaded = _load_encoder(self._folder, self._cache_dir)
            return self._loaded

    def _encode(self, texts: Sequence[str], prompt: str, *, progress: bool) -> list[Encoded]:
        around, *tokenized = self._encoder.tokenize(["", *texts], prompt)
        windows = list(cut_windows(tokenized, size=self._encoder.input_size))
        found: dict[int, Encoded] = {}
        with tqdm(
            total=len(windows), desc="embedding", unit="window", disable=None if progress else True
        ) as bar:
            for batch in batch_windows(windows, most_tokens=_BATCH_TOKENS):
                inputs = [windows[number] for number in batch]
                vectors = self._encoder.run(inputs, prompt_tokens=len(around.head))
                for number, window, pair in zip(batch, inputs, vectors, strict=True):
                    found[number] = Encoded(*pair, window.spans)
                bar.update(len(batch))
        parts: list[list[Encoded]] = [[] for _ in texts]
        for number, window in enumerate(windows):
            parts[window.text].append(found[number])
        return [_join(of_text) for of_text in parts]


def _load_encoder(folder: Path, cache_dir: Path) -> Encoder:
    converted = convert_once(folder, folder_fingerprint(folder, "", ""), cache_dir)
    if converted.why:
        from index.model.torch_encoder import TorchEncoder

        return TorchEncoder(folder)
    from index.model.openvino_encoder import OpenVinoEncoder

    return OpenVinoEncoder(converted)


def _join(parts: Sequence[Encoded]) -> Encoded:
    """Return the vectors of a text from those of its windows, which come in order."""
    if len(parts) == 1:
        return parts[0]
    weights = [len(part.tokens) for part in parts]
    vector = np.average([part.vector for part in parts], axis=0, weights=weights)
    return Encoded(
        (vector / np.linalg.norm(vector)).astype(np.float32),
        np.concatenate([part.tokens for part in parts]),
        np.concatenate([part.spans for part in parts]),
    )
