"""Run a converted model in OpenVINO; neither torch nor sentence-transformers is imported."""

import os
from collections.abc import Sequence
from queue import LifoQueue
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.model.conversion import MODEL, TOKENIZER, Converted
from index.model.model_folder import EmbedderError
from index.model.partial_vocabulary import open_splitter
from index.model.runtime import import_openvino
from index.model.tokenizing import Splitter, tokenize
from index.model.windows import Tokens, Window, pad_windows

# Kernels are made for each new width of an input: with fewer widths there is less to make, and
# tiles of this many rows are computed whole in any case.
_STEP = 16

Floats = NDArray[np.float32]


class OpenVinoEncoder:
    """A converted model, compiled for this processor.

    Each input is computed by one core: a short one takes no longer than on two, and several go on
    side by side.
    """

    def __init__(self, converted: Converted) -> None:
        """Compile the model.

        Raises:
            EmbedderError: its files are damaged.
        """
        openvino = import_openvino()
        self.dim = converted.dim
        self.input_size = converted.input_size
        self.at_once = len(os.sched_getaffinity(0))
        self._padding = converted.padding
        lanes = {
            "NUM_STREAMS": self.at_once,
            "INFERENCE_NUM_THREADS": self.at_once,
            # Two processes would keep to the same core.
            "ENABLE_CPU_PINNING": False,
        }
        try:
            model = openvino.Core().compile_model(converted.folder / MODEL, "CPU", lanes)
        except RuntimeError as error:
            raise EmbedderError(
                f"{converted.folder}: cannot be loaded; remove that folder, it is made anew"
            ) from error
        # The one used last has its kernels at hand.
        self._free: LifoQueue[Any] = LifoQueue()
        for _ in range(self.at_once):
            self._free.put(model.create_infer_request())
        self._splitter: Splitter = open_splitter(converted.folder / TOKENIZER)

    def tokenize(self, texts: Sequence[str], prompt: str) -> list[Tokens]:
        """Return the tokens of each text, behind `prompt`."""
        return tokenize(self._splitter, texts, prompt)

    def run(self, batch: Sequence[Window], *, prompt_tokens: int) -> list[tuple[Floats, Floats]]:
        """Return the vector of each window and those of its own tokens, all of unit length.

        Args:
            batch: Windows of like length.
            prompt_tokens: Not used: models that pool without the prompt are not converted.
        """
        ids, mask = pad_windows(batch, self._padding, step=_STEP, most=self.input_size)
        request = self._free.get()
        try:
            request.infer([ids, mask])
            states, vectors = (
                np.array(request.get_output_tensor(i).data, np.float32) for i in (0, 1)
            )
        finally:
            self._free.put(request)
        return [
            (
                _normalize(vectors[row]),
                _normalize(states[row, window.first : window.first + len(window.spans)]),
            )
            for row, window in enumerate(batch)
        ]


def _normalize(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-12), dtype=np.float32)
