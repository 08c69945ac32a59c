"""Convert a sentence-transformers model to the form that runs fastest on a processor, once.

OpenVINO runs it in the precision that suits the processor: bfloat16 where that has instructions for
it, else single. The weights lie on disk at half precision. What is converted is compared with
the model in torch; where the vectors differ, or it cannot be converted, torch goes on running it.
"""

import json
import logging
import warnings
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.model.cached_folder import make_once
from index.model.checked_folder import write_checksums
from index.model.model_folder import EmbedderError
from index.model.partial_vocabulary import write_vocabulary
from index.model.runtime import import_openvino

if TYPE_CHECKING:
    from torch import Tensor

    from index.model.torch_encoder import TorchEncoder

logger = logging.getLogger(__name__)

MODEL = "model.xml"
TOKENIZER = "tokenizer.json"
_ABOUT = "encoder.json"
# Rises when models are to be converted anew.
_RECIPE = "1"
_ALIKE = 0.9995
# Different lengths, of which one fills up the other, and scripts.
_PROBES = ("企业", "申请技术改造资金需要什么条件？" * 6, "What support is there for firms?")


@dataclass(frozen=True, slots=True)
class Converted:
    """What a folder of a converted model holds; `why` it cannot be run so, "" where it can.

    `dim` is the length of a text's vector, `input_size` the most tokens of one input, `padding` the
    token that fills up.
    """

    folder: Path
    dim: int
    input_size: int
    padding: int
    why: str = ""


def convert_once(model: Path, fingerprint: str, cache_dir: Path) -> Converted:
    """Return the converted form of a model, converting it where that was not done.

    Args:
        model: Folder of the model.
        fingerprint: Changes with what the folder holds.
        cache_dir: Where converted models are kept.

    Raises:
        EmbedderError: the model is damaged, or `cache_dir` cannot be written to.
    """
    folder = cache_dir / f"openvino-{_RECIPE}-{fingerprint}"
    try:
        make_once(folder, lambda fresh: _write(model, fingerprint, fresh))
        about = json.loads((folder / _ABOUT).read_text("utf-8"))
    except OSError as error:
        raise EmbedderError(
            f"{cache_dir}: the model cannot be converted there ({error.strerror or error}); "
            "choose a cache folder that can be written to and has 900 MB of room"
        ) from error
    return Converted(folder, **about)


def _write(model: Path, fingerprint: str, folder: Path) -> None:
    from index.model.torch_encoder import TorchEncoder

    logger.info("converting the embedding model, once")
    encoder = TorchEncoder(model)
    tokenizer = encoder.tokenizer.to_str()
    (folder / TOKENIZER).write_text(tokenizer, encoding="utf-8")
    write_vocabulary(json.loads(tokenizer), folder)
    why = _convert(encoder, folder)
    if why:
        logger.warning("%s: cannot be converted (%s); torch runs it, which is slower", model, why)
    about = asdict(Converted(folder, encoder.dim, encoder.input_size, encoder.padding, why))
    del about["folder"]
    (folder / _ABOUT).write_text(json.dumps(about), encoding="utf-8")
    write_checksums(folder, fingerprint)


def _convert(encoder: "TorchEncoder", folder: Path) -> str:
    """Write the converted model; return why that cannot be done, "" where it was."""
    openvino = import_openvino()
    import torch
    from transformers.utils import logging as transformers_logging

    if any(getattr(module, "include_prompt", True) is False for module in encoder.model):
        return "it pools without the prompt"

    class Traced(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.parts = torch.nn.ModuleList(encoder.model)

        def forward(
            self, input_ids: "Tensor", attention_mask: "Tensor"
        ) -> tuple["Tensor", "Tensor"]:
            found = {"input_ids": input_ids, "attention_mask": attention_mask}
            for part in self.parts:
                found = part(found)
            return found["token_embeddings"], found["sentence_embedding"]

    example = torch.full((2, 16), encoder.padding)
    said = transformers_logging.get_verbosity()
    transformers_logging.set_verbosity(logging.ERROR)
    try:
        with warnings.catch_warnings(), torch.inference_mode():
            warnings.simplefilter("ignore")
            converted = openvino.convert_model(
                Traced().eval(),
                example_input={"input_ids": example, "attention_mask": torch.ones_like(example)},
                input=[openvino.PartialShape([-1, -1])] * 2,
            )
        openvino.save_model(converted, folder / MODEL, compress_to_fp16=True)
    except Exception as error:  # what tracing and converting raise is not stated anywhere
        return f"{type(error).__name__}: {str(error)[:200]}"
    finally:
        transformers_logging.set_verbosity(said)
    return _compare(encoder, folder)


def _compare(encoder: "TorchEncoder", folder: Path) -> str:
    """Return how far the vectors of the converted model are off, "" where they are not."""
    from index.model.openvino_encoder import OpenVinoEncoder
    from index.model.windows import cut_windows

    about = Converted(folder, encoder.dim, encoder.input_size, encoder.padding)
    texts = encoder.tokenize(_PROBES, "")
    windows = list(cut_windows(texts, size=encoder.input_size))
    expected = encoder.run(windows, prompt_tokens=0)
    found = OpenVinoEncoder(about).run(windows, prompt_tokens=0)
    least = min(_least_cosine(*pair) for pair in zip(expected, found, strict=True))
    return "" if least >= _ALIKE else f"its vectors have a cosine of {least:.4f} to torch's"


def _least_cosine(expected: Sequence[np.ndarray], found: Sequence[np.ndarray]) -> float:
    rows = [np.vstack([tokens, vector]) for vector, tokens in (expected, found)]
    return float((rows[0] * rows[1]).sum(axis=1).min())
