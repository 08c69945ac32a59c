"""What documents ask of whoever applies: their lists of conditions, each held against the firm."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from answer.forms.support import find_open_terms
from ingest import Clause, Corpus, Document
from ingest.structure.clauses import locate_text
from views.support.city import find_places, judge_city
from views.support.conditions import Condition
from views.support.industry import judge_industry
from views.support.limits import find_sizes, judge_size
from views.support.profile import Profile, name_elsewhere
from views.support.scope import Scope, read_scope

_ASKS = ("requires", "excludes")
# What applying is called where terms are looked for.
_APPLYING = "申报条件和程序"
# 批发业和零售业 are trades, 农业机械 is none.
_WHOLE = re.compile(r"[\s，。；、（）()和及与或等]|行业|企业|产业|领域|$")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One entry of a list of conditions below `lead_in`, and how the firm meets it.

    `conditions` are those of its sides that it names for certain, none where only the owner can
    tell: always so in a list that shuts out.
    """

    clause: Clause
    lead_in: str
    conditions: tuple[Condition, ...]

    @property
    def state(self) -> str:
        """Return `unmet` where any side is, `met` where all named are, else `check`."""
        states = {condition.state for condition in self.conditions}
        if "unmet" in states:
            return "unmet"
        return "met" if states == {"met"} else "check"


def list_requirements(
    document: Document, corpus: Corpus, profile: Profile
) -> tuple[Requirement, ...]:
    """Return the entries of the lists of conditions for applying in a document, in their order.

    A list is what stands below words that set a condition (符合下列条件的，可以申请：).
    """
    scope, elsewhere = read_scope(document, corpus), name_elsewhere(corpus)
    clauses = corpus.clauses_of(document.doc_id)
    by_id = {clause.clause_id: clause for clause in clauses}
    found = []
    for clause in clauses:
        head = by_id.get(clause.lead_in_id)
        if head is None or not _is_for_applying(head, clause):
            continue
        polarities = {condition.polarity for condition in head.annotations.conditions}
        told: tuple[Condition, ...] = ()
        if "excludes" not in polarities:
            told = tuple(
                condition
                for condition in _judge(clause, profile, scope, corpus, elsewhere)
                if condition.state in ("met", "unmet")
            )
        found.append(Requirement(clause, clause.lead_in, told))
    return tuple(found)


def _is_for_applying(head: Clause, clause: Clause) -> bool:
    asks = any(condition.polarity in _ASKS for condition in head.annotations.conditions)
    said = " ".join((*clause.path, head.title, clause.lead_in))
    return asks and _APPLYING not in find_open_terms(said)


def _judge(
    clause: Clause, profile: Profile, scope: Scope, corpus: Corpus, elsewhere: str
) -> Iterator[Condition]:
    text = corpus.texts[clause.doc_id]
    trades = [m for m in clause.annotations.industries if _WHOLE.match(text, m.end)]
    if profile.industry and trades:
        yield judge_industry(trades, (), profile.industry, scope)
    if profile.city:
        places = find_places(clause.annotations.cities, locate_text(clause, text))
        yield judge_city(places, profile.city, scope, elsewhere=elsewhere)
    if profile.size:
        yield judge_size(find_sizes(clause.text), profile.size)
