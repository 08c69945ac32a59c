"""All tasks of a department, from the annotations: a complete list, never the best few."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answer.extract import Extract
from answer.sentences import split_sentences
from index import Hit, Searcher
from index.query import Query, speaks_of_leading
from ingest import Clause
from ingest.vocabulary import default_vocabulary

_ROLE_NAMES = {"lead": "牵头", "support": "参与"}
_TAKES_PART = re.compile(r"参与|参加|分工|涉及|take part|takes part|taking part|involved")
_HELPS = re.compile(r"配合|协助|\bsupport")
_LEADS_NOT = re.compile(
    r"不牵头|不是牵头|非牵头|without (?:being )?(?:the )?lead|not (?:as )?(?:the )?lead"
)


@dataclass(frozen=True, slots=True)
class DepartmentTasks:
    """The clauses that make departments responsible in one role, in order of the documents.

    `role` is `lead` or `support`; each extract quotes the sentence that says so.
    """

    role: str
    extracts: tuple[Extract, ...]


def asked_roles(query: Query) -> tuple[str, ...]:
    """Return the roles that a question asks for: leading, supporting, or both."""
    text = query.lexical_text
    leads = speaks_of_leading(text)
    if _LEADS_NOT.search(text) or (_HELPS.search(text) and not leads):
        return ("support",)
    if leads and not _HELPS.search(text) and not _TAKES_PART.search(text):
        return ("lead",)
    return ("lead", "support")


def find_tasks(searcher: Searcher, query: Query) -> list[DepartmentTasks]:
    """Return every clause in which the departments of a question have the roles asked for.

    Args:
        searcher: All clauses of its index are looked through.
        query: The question; one that means a document gets the clauses of that one.
    """
    clauses = searcher.snapshot.searched
    meant = query.reference.doc_ids
    asked = set(query.departments)
    tasks = []
    for role in asked_roles(query):
        extracts = [
            _quote(searcher, clause, places[0], asked)
            for clause in clauses
            if (not meant or clause.doc_id in meant) and (places := _places(clause, role, asked))
        ]
        if extracts:
            tasks.append(DepartmentTasks(role, tuple(extracts)))
    return tasks


def _places(clause: Clause, role: str, asked: set[str]) -> list[tuple[int, int]]:
    """Return where the clause names an asked department in that role, in the source."""
    vocabulary = default_vocabulary()
    return [
        (r.start, r.end)
        for r in clause.annotations.responsibilities
        if r.role == role
        and asked & {found.name for found in vocabulary.find("departments", r.printed)}
    ]


def _quote(searcher: Searcher, clause: Clause, place: tuple[int, int], asked: set[str]) -> Extract:
    """Return the sentence of the clause that names a department at `place` in the source."""
    start, end = place
    sentences = split_sentences(clause, searcher.snapshot.corpus.texts[clause.doc_id])
    sentence = next(s for s in sentences if s.source_start <= start and end <= s.source_end)
    # No search found it, but its annotation: what it matches is the department's name.
    hit = Hit(1, 0.0, clause, {"names": sorted(asked)})
    return Extract(hit, sentence.text, sentence.source_start, sentence.source_end)


def name_roles(roles: Sequence[str]) -> str:
    """Return roles in Chinese: 牵头, 参与, or 牵头或参与."""
    return "或".join(_ROLE_NAMES[role] for role in roles)


def count_tasks(tasks: Sequence[DepartmentTasks]) -> str:
    """Return in Chinese how many tasks there are in each role, each with its citations.

    Citations are numbered from 1 in the order of the tasks.
    """
    counts = []
    first = 1
    for group in tasks:
        last = first + len(group.extracts)
        marks = "".join(f"[{n}]" for n in range(first, last))
        counts.append(f"{_ROLE_NAMES[group.role]} {len(group.extracts)} 项{marks}")
        first = last
    if len(counts) > 1:
        counts.append(f"共 {first - 1} 处")
    return "，".join(counts)
