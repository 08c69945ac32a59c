"""Front and back matter of a document: what its lines state, and what they say of it."""

from ingest.structure.blocks import LABELS, Block, group_blocks, label_line, mark_preamble
from ingest.structure.describe import describe, read_region
from ingest.structure.facts import read_facts
from ingest.structure.titles import read_period, tidy_title

__all__ = [
    "LABELS",
    "Block",
    "describe",
    "group_blocks",
    "label_line",
    "mark_preamble",
    "read_facts",
    "read_period",
    "read_region",
    "tidy_title",
]
