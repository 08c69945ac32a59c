"""Check that the clauses which a statement cites hold its words: nothing is said beyond them."""

import re
from collections.abc import Callable, Mapping, Sequence

from answer.checks.dates import find_wrong_dates
from answer.checks.english_names import write_names_in_chinese
from answer.checks.numbers import find_wrong_numbers
from answer.checks.quotes import find_wrong_quotes
from answer.checks.roles import find_wrong_departments
from answer.checks.terms import find_wrong_terms
from answer.checks.text import Evidence, Span, blank, collect_evidence, fold
from answer.checks.words import find_wrong_force, find_wrong_negations
from ingest import Clause, Document
from ingest.annotations.vocabulary import default_vocabulary

# 未明确牵头单位 speaks of what is missing: the words after it are not claimed.
_MISSING = re.compile(
    "(?:并?没有|并?未|没|并?不)(?:再|进一步|具体|直接|单独|专门|另行)*"
    "(?:规定|说明|说到|提及|提到|提出|明确|列出|列明|涉及|给出|写明|写出|载明|指定|指明|注明|披露|设定|公布|包含)"
    "(?P<what>[^，;。]*)"
    r"|(?:(?:do|does|did) not|doesn't|don't) (?:explicitly |directly )?"
    r"(?:specify|mention|state|say|name|give|set|provide|indicate|list)(?P<said>[^，;.。]*)"
)
_LATIN_WORD = re.compile("[A-Za-z]+")
# A number that a list begins with.
_LIST_MARK = re.compile(r"^(?:[-*•]+|\(?\d{1,2}[.、)](?!\d))")
_LEAST_WORDS = 2


def find_unsupported(
    statement: str, clauses: Sequence[Clause], documents: Mapping[str, Document]
) -> list[str]:
    """Return the words of `statement` that the clauses it cites do not hold, in their order.

    Quotations, numbers with unit and bound, dates, departments with their role, places, words of
    force and of money, and negations are compared; white space, full and half width, Traditional
    and Simplified characters never count. A clause is taken with its headings and with the title,
    number, issuers and dates of its document.

    Args:
        statement: One line of an answer, in Chinese or English, without citation marks.
        clauses: The clauses it cites, with their annotations.
        documents: The documents of `clauses`, by doc_id; a clause whose one is missing raises.
    """
    joined = fold(statement)
    evidence = collect_evidence(clauses, documents)
    spans = find_wrong_quotes(joined.text, evidence)
    text = _hide_names(joined.text, evidence)
    missing = list(_MISSING.finditer(text))
    spans += [match.span() for match in missing if _is_there(match, evidence)]
    text = blank(text, [match.span() for match in missing])
    spans += [span for find_wrong in _CHECKS for span in find_wrong(text, evidence)]
    printed = [
        statement[slice(*joined.span(*_whole_words(joined.text, span)))].strip()
        for span in sorted(spans)
        if span[0] < span[1]
    ]
    return list(dict.fromkeys(printed))


def _whole_words(text: str, span: Span) -> Span:
    """Return `span` without an English word cut at its end."""
    word = _LATIN_WORD.match(text, span[1] - 1)
    return span[0], word.end() if word else span[1]


def _hide_names(text: str, evidence: Sequence[Evidence]) -> str:
    """Blank the titles and numbers of the documents cited, and the number of a list."""
    marks = [match.span() for match in _LIST_MARK.finditer(text)]
    names = [name for e in evidence for name in e.names]
    found = [match.span() for name in names for match in re.finditer(re.escape(name), text)]
    return blank(text, marks + found)


def _is_there(missing: re.Match[str], evidence: Sequence[Evidence]) -> bool:
    """Say whether a clause holds what a statement says is missing."""
    what = (missing["what"] or missing["said"] or "").strip()
    has_lead = any(
        r.role == "lead" for e in evidence for r in e.clause.annotations.responsibilities
    )
    says_no_lead = "牵头" in what or re.search(r"\blead", what) is not None
    is_held = len(what) >= _LEAST_WORDS and any(what in e.words for e in evidence)
    # What the clause itself says is missing is no claim of the statement.
    is_quoted = any(missing.group() in e.text for e in evidence)
    return ((says_no_lead and has_lead) or is_held) and not is_quoted


def _find_wrong_places(statement: str, evidence: Sequence[Evidence]) -> list[Span]:
    """Return the places of a folded statement that no clause names, nor a place within them."""
    vocabulary = default_vocabulary()
    held = {name for e in evidence for name in vocabulary.names("cities", e.everything)}
    wider = {name for place in held for name in vocabulary.broader("cities", place)}
    chinese = write_names_in_chinese(statement)
    text = chinese.text
    offices = [(office.start, office.end) for office in vocabulary.find("departments", text)]
    return [
        chinese.span(found.start, found.end)
        for found in vocabulary.find("cities", text)
        if found.name not in held | wider
        and not any(start <= found.start < end for start, end in offices)
        and not _is_part(found.name, held)
    ]


def _is_part(place: str, held: set[str]) -> bool:
    """Say whether `place` is one of those that a name joins: 粤东 in 粤东西北."""
    wider = default_vocabulary().broader("cities", place)
    return any(set(place) <= set(name) for name in held.intersection(wider))


_CHECKS: tuple[Callable[[str, Sequence[Evidence]], list[Span]], ...] = (
    find_wrong_numbers,
    find_wrong_terms,
    find_wrong_dates,
    find_wrong_departments,
    _find_wrong_places,
    find_wrong_force,
    find_wrong_negations,
)
