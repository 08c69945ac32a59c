"""All that readers said of one document."""

from dataclasses import dataclass, field
from typing import Any

from eval.reading.annotations import Passage, read_facts, read_passages
from eval.reading.boundaries import Label, read_labels


@dataclass(frozen=True, slots=True)
class Labels:
    """Labelled lines and passages of a document, and its facts; empty where none is labelled."""

    lines: tuple[Label, ...] = ()
    passages: tuple[Passage, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)


def labels_of(sha256: str) -> Labels:
    """Return the labels of the document whose file has this checksum."""
    return Labels(
        tuple(label for label in read_labels() if label.document == sha256),
        tuple(passage for passage in read_passages() if passage.document == sha256),
        read_facts().get(sha256, {}),
    )
