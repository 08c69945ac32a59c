"""The file of the reader's weights: safetensors, checked when it is read."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from ingest.errors import BadDataError
from reader.calibration import Calibration
from reader.shape import Shape

WEIGHTS = Path(__file__).parent / "weights.safetensors"
# A larger file is not the reader's.
LARGEST = 5_000_000
FORMAT = "2"

Floats = NDArray[np.float32]


class WeightsError(BadDataError):
    """The file of weights cannot be used; the message says what mends it."""


@dataclass(frozen=True)
class Trained:
    """A trained network.

    `clause` calibrates whether one clause answers, `question` whether any of those read does, from
    the highest logit. `fingerprint` is that of the embedder whose token vectors it reads.
    """

    shape: Shape
    weights: dict[str, Floats]
    clause: Calibration
    question: Calibration
    fingerprint: str


def save_weights(trained: Trained, path: Path) -> None:
    """Write the weights at half precision with all that belongs to them."""
    about = {
        "format": FORMAT,
        "shape": json.dumps(asdict(trained.shape)),
        "clause": json.dumps(asdict(trained.clause)),
        "question": json.dumps(asdict(trained.question)),
        "fingerprint": trained.fingerprint,
    }
    halves = {name: np.asarray(array, np.float16) for name, array in trained.weights.items()}
    save_file(halves, path, metadata=about)


def load_weights(path: Path = WEIGHTS) -> Trained:
    """Read a file of weights.

    Raises:
        WeightsError: it is missing, damaged, or of another format.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise _refusal(path, f"{path.stat().st_size:,} bytes are too many")
        with safe_open(path, framework="numpy") as file:
            about = file.metadata() or {}
            names = file.keys()
            weights = {name: file.get_tensor(name).astype(np.float32) for name in names}
    except (OSError, SafetensorError, ValueError) as error:
        raise _refusal(path, f"cannot be read ({error})") from error
    if about.get("format") != FORMAT:
        raise _refusal(path, f"has the format {about.get('format')!r}, this is {FORMAT!r}")
    try:
        shape = Shape(**json.loads(about["shape"]))
        clause, question = (Calibration(**json.loads(about[n])) for n in ("clause", "question"))
        trained = Trained(shape, weights, clause, question, about["fingerprint"])
    except (KeyError, TypeError, ValueError) as error:
        raise _refusal(path, f"does not say what it holds ({error!r})") from error
    _check_arrays(path, trained)
    return trained


def _check_arrays(path: Path, trained: Trained) -> None:
    wanted = trained.shape.weights()
    found = {name: array.shape for name, array in trained.weights.items()}
    if found != wanted:
        odd = sorted(n for n in found.keys() | wanted.keys() if found.get(n) != wanted.get(n))
        raise _refusal(path, f"{odd[0]!r} is {found.get(odd[0])}, not {wanted.get(odd[0])}")
    unreal = sorted(n for n, array in trained.weights.items() if not np.isfinite(array).all())
    if unreal:
        raise _refusal(path, f"{unreal[0]!r} holds values that are no numbers")


def _refusal(path: Path, what: str) -> WeightsError:
    return WeightsError(f"{path}: {what}; restore it, or run: python -m reader train")
