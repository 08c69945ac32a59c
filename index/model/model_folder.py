"""Find the folder of an embedding model, and say what it is without loading it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from index.model.checked_folder import BOOKKEEPING, sha256_of_checked
from index.model.model_package import ModelPackageError, bundled_model
from ingest.errors import BadDataError

# Rises when the same model is to give other vectors.
_RECIPE = "1"
_DESCRIBING = {".json", ".txt", ".model", ".safetensors", ".bin"}


class EmbedderError(BadDataError):
    """An embedding model is not there, or cannot be used."""


def find_model_folder(name: str, cache_dir: Path, *, allow_download: bool = False) -> Path:
    """Return the folder of the model `name`: "bundled", a folder, or a name on the model hub.

    A hub name is looked up in the local cache of the hub; nothing is fetched unless
    `allow_download`.

    Raises:
        EmbedderError: there is no such model here.
    """
    if name == "bundled":
        try:
            return bundled_model(cache_dir)
        except ModelPackageError as error:
            raise EmbedderError(str(error)) from error
    folder = Path(name).expanduser()
    if not folder.is_dir():
        folder = _find_in_hub_cache(name, allow_download=allow_download)
    if not any((folder / file).is_file() for file in ("modules.json", "config.json")):
        raise EmbedderError(
            f"{folder}: holds neither modules.json nor config.json; "
            "give the folder of a sentence-transformers model"
        )
    return folder


def _find_in_hub_cache(name: str, *, allow_download: bool) -> Path:
    from huggingface_hub import snapshot_download

    full_name = name if "/" in name else f"sentence-transformers/{name}"
    try:
        return Path(
            snapshot_download(
                full_name,
                local_files_only=not allow_download,
                ignore_patterns=["onnx/*", "openvino/*", "*.h5", "*.msgpack", "*.ot"],
            )
        )
    except (OSError, ValueError) as error:
        raise EmbedderError(
            f"{name}: neither a folder nor a model in the hub's local cache; "
            f"run: hf download {full_name}"
        ) from error


def read_prompts(folder: Path, prompts: Mapping[str, str] | None = None) -> tuple[str, str]:
    """Return what the model wants before a query and before a passage; `prompts` go first."""
    path = folder / "config_sentence_transformers.json"
    try:
        settings = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except ValueError as error:
        raise EmbedderError(f"{path}: is not JSON ({error}); fetch the model again") from error
    given, own = dict(prompts or {}), dict(settings.get("prompts") or {})
    default = own.get(settings.get("default_prompt_name")) or ""

    def choose(names: Sequence[str]) -> str:
        # A model may state an empty "document" beside the "passage" that it was trained with.
        stated = [own[name] for name in names if own.get(name)]
        return next(iter([*(given[name] for name in names if name in given), *stated]), default)

    return choose(["query"]), choose(["passage", "document", "corpus"])


def folder_fingerprint(folder: Path, query_prompt: str, passage_prompt: str) -> str:
    """Return 32 hexadecimal digits that change with weights, tokenizer, pooling or prompts.

    Costs one reading of the files. It costs next to nothing in the bundled model's folder, whose
    files were checked, and in the hub's cache, where they are named by their contents.
    """
    paths = sorted(path for path in folder.rglob("*") if path.suffix in _DESCRIBING)
    named = {path: _hub_name(path) for path in paths if path.name not in BOOKKEEPING}
    read = sha256_of_checked(folder, [path for path, name in named.items() if not name])
    contents = {p.relative_to(folder).as_posix(): name or read[p] for p, name in named.items()}
    statement = [_RECIPE, query_prompt, passage_prompt, contents]
    return hashlib.sha256(json.dumps(statement, sort_keys=True).encode()).hexdigest()[:32]


def _hub_name(path: Path) -> str:
    """Return the name that the hub's cache gives to the file's contents, elsewhere nothing."""
    target = path.resolve()
    return target.name if path.is_symlink() and target.parent.name == "blobs" else ""
