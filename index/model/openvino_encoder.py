"""Run a converted model in OpenVINO; neither torch nor sentence-transformers is imported."""

import os
import threading
from collections.abc import Sequence

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

    All cores compute one input, or as many as OMP_NUM_THREADS says: with a core for each of several
    inputs a question alone would wait half as long again.
    """

    def __init__(self, converted: Converted) -> None:
        """Compile the model.

        Raises:
            EmbedderError: its files are damaged.
        """
        openvino = import_openvino()
        self.dim = converted.dim
        self.input_size = converted.input_size
        self._padding = converted.padding
        # Two processes that keep to cores would keep to the same.
        settings = {"PERFORMANCE_HINT": "LATENCY", "ENABLE_CPU_PINNING": False}
        threads = os.environ.get("OMP_NUM_THREADS", "")
        if threads.isdecimal() and int(threads):
            settings["INFERENCE_NUM_THREADS"] = int(threads)
        try:
            model = openvino.Core().compile_model(converted.folder / MODEL, "CPU", settings)
        except RuntimeError as error:
            raise EmbedderError(
                f"{converted.folder}: cannot be loaded; remove that folder, it is made anew"
            ) from error
        self._request = model.create_infer_request()
        self._running = threading.Lock()
        # Who waits for the model holds this one, for which whoever has just used the model comes
        # too late: a question waits for one batch of a build, and not for all of them.
        self._next = threading.Lock()
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
        with self._next:
            self._running.acquire()
        try:
            self._request.infer([ids, mask])
            states, vectors = (
                np.array(self._request.get_output_tensor(i).data, np.float32) for i in (0, 1)
            )
        finally:
            self._running.release()
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
