"""Run a sentence-transformers model: tokens of texts, and the vectors of model inputs."""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.model.model_folder import EmbedderError
from index.model.windows import Tokens, Window, split_tokens

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# More threads than this gain nothing with encoders of this size.
_MOST_THREADS = 8
# Some tokenizers lose count of the characters when the first ones of a text are dropped.
_DROPPED = "".join(chr(code) for code in (*range(9), *range(14, 28), 127))
_SURROGATE = re.compile("[\ud800-\udfff]")

Floats = NDArray[np.float32]


class Encoder:
    """A loaded model."""

    def __init__(self, folder: Path) -> None:
        """Load the model from `folder`, without the network.

        Raises:
            EmbedderError: the folder is damaged, or the model has no tokenizer of the fast kind.
        """
        self._model = _load(folder)
        if not getattr(self._model.tokenizer, "is_fast", False):
            raise EmbedderError(
                f"{folder}: its tokenizer does not tell where tokens stand; use a transformer model"
            )
        dim = self._model.get_embedding_dimension()
        if dim is None:
            raise EmbedderError(f"{folder}: does not state its dimension; use another model")
        self.dim: int = dim
        self.input_size: int = self._model.max_seq_length or 512

    def tokenize(self, texts: Sequence[str], prompt: str) -> list[Tokens]:
        """Return the tokens of each text, behind `prompt`."""
        if not texts:
            return []
        dropped = [0 if prompt else len(text) - len(text.lstrip(_DROPPED)) for text in texts]
        found = self._model.tokenizer(
            [
                prompt + _SURROGATE.sub("\ufffd", text[start:])
                for text, start in zip(texts, dropped, strict=True)
            ],
            truncation=False,
            return_attention_mask=False,
            return_offsets_mapping=True,
            return_special_tokens_mask=True,
            verbose=False,
        )
        columns = (found[key] for key in ("input_ids", "offset_mapping", "special_tokens_mask"))
        rows = zip(texts, *columns, dropped, strict=True)
        return [
            split_tokens(text, ids, offsets, special, start=len(prompt) - cut)
            for text, ids, offsets, special, cut in rows
        ]

    def run(self, batch: Sequence[Window], *, prompt_tokens: int) -> list[tuple[Floats, Floats]]:
        """Return the vector of each window and those of its own tokens, all of unit length.

        Args:
            batch: Windows of like length.
            prompt_tokens: Leading tokens that a model which pools without the prompt leaves out.
        """
        import torch
        from torch.nn.functional import normalize

        width = max(len(window.ids) for window in batch)
        padding = int(self._model.tokenizer.pad_token_id or 0)
        ids = torch.full((len(batch), width), padding)
        mask = torch.zeros_like(ids)
        for row, window in enumerate(batch):
            ids[row, : len(window.ids)] = torch.tensor(window.ids)
            mask[row, : len(window.ids)] = 1
        device = self._model.device
        with torch.inference_mode():
            found = self._model(
                {
                    "input_ids": ids.to(device),
                    "attention_mask": mask.to(device),
                    "prompt_length": prompt_tokens,
                }
            )
            vectors = normalize(found["sentence_embedding"].float(), dim=-1).cpu().numpy()
            tokens = normalize(found["token_embeddings"].float(), dim=-1).cpu().numpy()
        # Copies, as a view would keep the padding of its whole batch in memory.
        return [
            (vectors[row], tokens[row, window.first : window.first + len(window.spans)].copy())
            for row, window in enumerate(batch)
        ]


def _load(folder: Path) -> "SentenceTransformer":
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    # Threads that wait by spinning, torch's default, take several times as long on cores that
    # other programs use too. On idle ones the short spin is as fast.
    os.environ.setdefault("GOMP_SPINCOUNT", "10000")
    import torch
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    torch.set_num_threads(min(torch.get_num_threads(), _MOST_THREADS))
    shows_bars = transformers_logging.is_progress_bar_enabled()
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        model = SentenceTransformer(str(folder), local_files_only=True)
    except (OSError, ValueError, RuntimeError, KeyError, SafetensorError) as error:
        raise EmbedderError(f"{folder}: cannot be loaded ({error}); fetch it again") from error
    finally:
        if shows_bars:
            transformers_logging.enable_progress_bar()  # type: ignore[no-untyped-call]
    return model.eval()
