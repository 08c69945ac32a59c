"""A collection of entries that have ids of their own, such as a benchmark's passages."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.documents import Corpus
from ingest.model import Clause, Document


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a collection: its id, its title (may be empty) and its text."""

    entry_id: str
    title: str
    text: str


def corpus_of_entries(name: str, entries: Sequence[Entry], *, source: str) -> Corpus:
    """Return a corpus with one document, untitled, whose clauses are the entries.

    Args:
        name: The document's id.
        entries: At least one; their ids become the clauses' ids.
        source: Path of the file that they come from.
    """
    clauses: list[Clause] = []
    start = 0
    for entry in entries:
        end = start + len(entry.text)
        path = (entry.title,) if entry.title else ()
        clauses.append(
            Clause(
                clause_id=entry.entry_id,
                doc_id=name,
                source=source,
                start=start,
                end=end,
                kind="paragraph",
                number="",
                title="",
                path=path,
                text=entry.text,
                citation=entry.entry_id,
            )
        )
        start = end + 1
    text = "\n".join(entry.text for entry in entries)
    # A lone surrogate, which JSON may hold, is no text to other encoders.
    checksum = hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
    return Corpus((Document(name, source, checksum),), {name: text}, tuple(clauses))
