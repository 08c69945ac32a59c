"""The systems that are measured: this project's and its peers, and what each is made with."""

import json
import logging
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from eval.runs.baselines import split_chunks
from eval.speed.rounds import Entry
from index import Settings
from index.model.model_folder import find_model_folder, read_prompts
from ingest import Corpus
from question.cache_folder import default_cache_dir

logger = logging.getLogger(__name__)

OURS, ANSWERS = "search", "answers"
PEERS = ("langchain", "langchain-chunks", "chromadb", "lancedb")
INSTALL = "pip install -r requirements-peers.txt"
K = 10
_OURS, _PEERS = "eval/speed/ours.py", "eval/speed/peers.py"


def our_search(settings: Settings) -> Entry:
    """Return this project's search, all channels."""
    return Entry(OURS, f"{_OURS}:Search", {"settings": _as_json(settings), "k": K})


def our_answers(settings: Settings) -> Entry:
    """Return this project's answers, over the index of its search."""
    return Entry(ANSWERS, f"{_OURS}:Answers", our_search(settings).keywords, index=OURS)


def grown_search(settings: Settings, clauses: int, *, memory_mb: int | None) -> Entry:
    """Return this project's search over a composed collection of so many clauses."""
    keywords = {"clauses": clauses, "memory_mb": memory_mb, **our_search(settings).keywords}
    return Entry(f"{clauses} clauses", f"{_OURS}:Grown", keywords)


def peer_systems(
    settings: Settings, passages: Sequence[str], corpus: Corpus, folder: Path
) -> list[Entry]:
    """Return the peers.

    Args:
        settings: Of the model.
        passages: The texts that this project embeds of its clauses, for all but one.
        corpus: Its documents, as chunks of 500 characters, are for that one.
        folder: Takes the files of the texts.
    """
    chunks = [chunk.page_content for chunk in split_chunks(corpus.texts, whole=False)]
    files = {"clauses": folder / "clauses.json", "chunks": folder / "chunks.json"}
    for path, texts in ((files["clauses"], list(passages)), (files["chunks"], chunks)):
        path.write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
    classes = (
        ("LangChain", "clauses", "langchain-community"),
        ("LangChain", "chunks", "langchain-community"),
        ("Chroma", "clauses", "chromadb"),
        ("Lance", "clauses", "lancedb"),
    )
    return [
        Entry(
            name,
            f"{_PEERS}:{kind}",
            {"texts": str(files[texts]), "k": K, **_model_of(settings)},
            (package,),
        )
        for name, (kind, texts, package) in zip(PEERS, classes, strict=True)
    ]


def both_encoders(settings: Settings) -> list[Entry]:
    """Return this project's encoder, and sentence-transformers' own with the same model."""
    return [
        Entry("this project", f"{_OURS}:OurEncoder", {"settings": _as_json(settings)}),
        Entry("sentence-transformers", f"{_PEERS}:TorchEncoder", _model_of(settings)),
    ]


def installed(entries: Sequence[Entry]) -> tuple[list[Entry], dict[str, str]]:
    """Return the systems whose packages are installed, and why each other one is left out."""
    present, skipped = [], {}
    for entry in entries:
        missing = [package for package in entry.packages if find_version(package) is None]
        if missing:
            skipped[entry.name] = f"{', '.join(missing)} is not installed; run: {INSTALL}"
            logger.warning("%s: left out, %s", entry.name, skipped[entry.name])
        else:
            present.append(entry)
    return present, skipped


def find_version(package: str) -> str | None:
    """Return the version of an installed distribution, None where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _model_of(settings: Settings) -> dict[str, Any]:
    folder = find_model_folder(settings.model, settings.cache_dir or default_cache_dir())
    query, passage = read_prompts(folder)
    return {"model": str(folder), "prompts": {"query": query, "passage": passage}}


def _as_json(settings: Settings) -> dict[str, Any]:
    recorded: dict[str, Any] = settings.model_dump(mode="json")
    return recorded
