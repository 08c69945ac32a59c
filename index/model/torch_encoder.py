"""Run a sentence-transformers model in torch: for models that cannot be converted, and to compare.

Loading takes seconds, as torch and sentence-transformers are imported for it.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.model.model_folder import EmbedderError
from index.model.tokenizing import WholeSplitter, tokenize
from index.model.windows import Tokens, Window, pad_windows

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# More threads than this gain nothing with encoders of this size.
_MOST_THREADS = 8

Floats = NDArray[np.float32]


class TorchEncoder:
    """A model as sentence-transformers loads it."""

    def __init__(self, folder: Path) -> None:
        """Load the model from `folder`, without the network.

        Raises:
            EmbedderError: the folder is damaged, or the model has no tokenizer of the fast kind.
        """
        self.model = _load(folder)
        if not getattr(self.model.tokenizer, "is_fast", False):
            raise EmbedderError(
                f"{folder}: its tokenizer does not tell where tokens stand; use a transformer model"
            )
        dim = self.model.get_embedding_dimension()
        if dim is None:
            raise EmbedderError(f"{folder}: does not state its dimension; use another model")
        self.dim: int = dim
        self.input_size: int = self.model.max_seq_length or 512
        self.padding = int(self.model.tokenizer.pad_token_id or 0)
        self.tokenizer = self.model.tokenizer.backend_tokenizer
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self._splitter = WholeSplitter(self.tokenizer)

    def tokenize(self, texts: Sequence[str], prompt: str) -> list[Tokens]:
        """Return the tokens of each text, behind `prompt`."""
        return tokenize(self._splitter, texts, prompt)

    def run(self, batch: Sequence[Window], *, prompt_tokens: int) -> list[tuple[Floats, Floats]]:
        """Return the vector of each window and those of its own tokens, all of unit length.

        Args:
            batch: Windows of like length.
            prompt_tokens: Leading tokens that a model which pools without the prompt leaves out.
        """
        import torch
        from torch.nn.functional import normalize

        ids, mask = map(torch.from_numpy, pad_windows(batch, self.padding))
        device = self.model.device
        with torch.inference_mode():
            found = self.model(
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
