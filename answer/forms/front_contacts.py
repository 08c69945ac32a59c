"""How the issuers of a document are reached, and until when they take comments on it."""

import re
from collections.abc import Iterable

from answer.drafts import Draft
from answer.forms.front_pages import FrontPages, Reader, line, whole
from ingest import Clause
from ingest.structure.front import tidy_title

_PHONE = re.compile(r"(?<!\d)(?:0\d{2,3}[-－—）)]?\d{7,8}|1[3-9]\d{9}|[48]00-?\d{3}-?\d{4})(?!\d)")
_BEFORE = re.compile(r"\s*(?:之?前|止|截止)")


def read_contacts(*words: str) -> Reader:
    """Return what reads the contacts whose printed name holds one of `words`, in one line."""

    def read(pages: FrontPages) -> tuple[Draft, ...]:
        found = [
            (fact, clause)
            for fact, clause in pages.facts_in("contact")
            if any(word in fact.name for word in words)
        ]
        if not found:
            return ()
        text = "；".join(f"{fact.name}：{_closed(fact.value)}" for fact, _ in found)
        return (Draft(text, tuple(dict.fromkeys(whole(clause) for _, clause in found))),)

    return read


def are_in(clauses: Iterable[Clause]) -> bool:
    """Say whether any of `clauses` prints a telephone number."""
    return any(_PHONE.search("".join(clause.text.split())) for clause in clauses)


def _closed(value: str) -> str:
    return f"{value}）" if value.count("（") > value.count("）") else value


def read_deadline(pages: FrontPages) -> tuple[Draft, ...]:
    """Return the day until which comments on the document are taken."""
    for fact, clause in pages.facts_in("text", "preamble", "contact"):
        if fact.name == "deadline":
            after = _BEFORE.match(pages.source_text, fact.end)
            printed = pages.source_text[fact.start : after.end() if after else fact.end]
            extracts = [s.extract for s in pages.notice if s.extract.clause is clause]
            holding = [e for e in extracts if e.source_start <= fact.start < e.source_end]
            return line("征求意见截止", tidy_title(printed), *(holding or [whole(clause)]))
    return ()
