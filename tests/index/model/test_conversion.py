import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from index.model.conversion import MODEL, Converted, convert_once
from index.model.embedder import load_embedder
from index.model.model_folder import EmbedderError
from index.model.torch_encoder import TorchEncoder
from index.model.windows import cut_windows

pytestmark = pytest.mark.model


@pytest.fixture
def converted(tiny_model: Path) -> Converted:
    return convert_once(tiny_model, "fingerprint", tiny_model.parent)


def test_a_converted_model_states_its_shape(converted: Converted) -> None:
    assert (converted.dim, converted.input_size, converted.padding) == (32, 64, 1)
    assert converted.why == ""
    assert (converted.folder / MODEL).is_file()


def test_a_model_is_converted_once(converted: Converted, tiny_model: Path) -> None:
    written = (converted.folder / MODEL).stat().st_mtime_ns
    assert convert_once(tiny_model, "fingerprint", tiny_model.parent) == converted
    assert (converted.folder / MODEL).stat().st_mtime_ns == written


def test_a_converted_model_that_is_damaged_is_made_anew(
    converted: Converted, tiny_model: Path
) -> None:
    weights = converted.folder / "model.bin"
    whole = weights.read_bytes()
    weights.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert convert_once(tiny_model, "fingerprint", tiny_model.parent) == converted
    assert weights.read_bytes() == whole


def test_a_model_that_pools_without_the_prompt_is_run_in_torch(
    tiny_model: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = Path(shutil.copytree(tiny_model, tmp_path / "without"))
    pooling = folder / "1_Pooling" / "config.json"
    settings = json.loads(pooling.read_text()) | {"include_prompt": False}
    pooling.write_text(json.dumps(settings))
    (found,) = load_embedder(str(folder), tmp_path).encode_queries(["中国产业"])
    assert "it pools without the prompt" in caplog.text
    encoder = TorchEncoder(folder)
    around, tokens = encoder.tokenize(["", "中国产业"], "query: ")
    (window,) = cut_windows([tokens], size=64)
    ((vector, _),) = encoder.run([window], prompt_tokens=len(around.head))
    np.testing.assert_allclose(found.vector, vector, atol=1e-6)


def test_a_folder_that_cannot_be_written_to_is_named(tiny_model: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    with pytest.raises(EmbedderError, match=r"file: the model cannot be converted there"):
        convert_once(tiny_model, "fingerprint", blocked)
