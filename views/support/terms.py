"""What an owner looks for: what clauses state of amounts and time, and what they do not say."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from answer.forms.support import find_open_terms
from answer.sentences import Sentence, split_sentences
from ingest import Clause, Corpus
from ingest.annotations.measures import is_money
from ingest.model import Figure
from ingest.structure.clauses import locate_text

# What an answer says of the same, and whom to turn to; the telephone of a call for comments is
# front matter and no clause.
_TURN_TO = (
    (
        "市、县由哪个部门受理",
        re.compile("受理(?:部门|单位|窗口)|[市县区]级?[^，。；]{0,8}(?:局|委)(?:负责|受理)"),
    ),
    ("咨询电话或办理地址", re.compile(r"电话|热线|邮箱|办理地址|\d{3,4}-\d{7,8}")),
)
BODY_KINDS = frozenset({"clause", "paragraph", "bullet", "row"})
# Kinds of support that are paid.
_PAID = frozenset({"资金", "税费"})
_DAY = r"(?:\d{4}\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*日"
_TIME = re.compile(
    rf"{_DAY}\s*[-—–~至到]\s*{_DAY}|{_DAY}\s*(?:之?前|止)|\d+\s*个?工作日(?:内|之内|以内)?"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """Words of `clause` that state a term, `start:end` of its document."""

    clause: Clause
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What a clause states of what is paid and until when."""

    amounts: tuple[Stated, ...] = ()
    times: tuple[Stated, ...] = ()


@dataclass(frozen=True, slots=True)
class CardTerms:
    """What a clause, with the tables in it, states, and where else its document states the like.

    `amounts_elsewhere` is None where the whole document states none, so `times_elsewhere`.
    """

    amounts: tuple[Stated, ...]
    times: tuple[Stated, ...]
    amounts_elsewhere: Stated | None
    times_elsewhere: Stated | None


def list_open_terms(clauses: Iterable[Clause]) -> list[str]:
    """Return, in Chinese, what none of `clauses` states of what an applicant looks for."""
    text = "\n".join(clause.text for clause in clauses)
    return [
        *find_open_terms(text),
        *(name for name, stated in _TURN_TO if not stated.search(text)),
    ]


def read_document_terms(doc_id: str, corpus: Corpus) -> dict[str, Terms]:
    """Return what the clauses of a document's body state, by clause_id, in their order."""
    found: dict[str, Terms] = {}
    for clause in corpus.clauses_of(doc_id):
        if clause.kind in BODY_KINDS:
            terms = read_terms(clause, corpus.texts[doc_id])
            if terms != Terms():
                found[clause.clause_id] = terms
    return found


def terms_of(clause: Clause, stated: Mapping[str, Terms]) -> CardTerms:
    """Return what `clause` states, of what all clauses of its document do."""
    own = [terms for place, terms in stated.items() if _stands_in(place, clause)]
    others = [terms for place, terms in stated.items() if not _stands_in(place, clause)]
    return CardTerms(
        amounts=_once(one for terms in own for one in terms.amounts),
        times=_once(one for terms in own for one in terms.times),
        amounts_elsewhere=next((one for terms in others for one in terms.amounts), None),
        times_elsewhere=next((one for terms in others for one in terms.times), None),
    )


def _stands_in(clause_id: str, clause: Clause) -> bool:
    return clause_id == clause.clause_id or clause_id.startswith(f"{clause.clause_id}/table")


def read_terms(clause: Clause, source_text: str) -> Terms:
    """Return the amounts of what is paid that `clause` states, and the days and spans of time."""
    figures = [f for _, found in find_paid(clause, source_text) for f in found]
    amounts = (Stated(clause, f.start, f.end, f.printed) for f in figures)
    return Terms(_once(amounts), _once(_find_times(clause, source_text)))


def _find_times(clause: Clause, source_text: str) -> Iterator[Stated]:
    matches = list(_TIME.finditer(clause.text))
    joined = locate_text(clause, source_text) if matches else None
    for match in matches:
        if joined is not None:
            yield Stated(clause, *joined.span(*match.span()), match.group())


def find_paid(clause: Clause, source_text: str) -> Iterator[tuple[Sentence, list[Figure]]]:
    """Yield the sentences that name money or tax relief and a sum or a share, with these."""
    annotations = clause.annotations
    figures = [
        f for f in annotations.figures if is_money(f.unit.lstrip("万亿千百")) or f.unit == "%"
    ]
    paid = [mention for mention in annotations.supports if mention.name in _PAID]
    if not figures or not paid:
        return
    for sentence in split_sentences(clause, source_text):
        start, end = sentence.source_start, sentence.source_end
        inside = [figure for figure in figures if start <= figure.start and figure.end <= end]
        if inside and any(start <= mention.start and mention.end <= end for mention in paid):
            yield sentence, inside


def _is_amount(figure: Figure) -> bool:
    return figure.unit == "%" or is_money(figure.unit.lstrip("百千万亿"))


def _once(stated: Iterable[Stated]) -> tuple[Stated, ...]:
    return tuple({one.text: one for one in stated}.values())
