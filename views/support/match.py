"""Which offers are about a firm: judged side by side, grouped by kind, with who is responsible."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest import Clause, Corpus
from ingest.annotations.vocabulary import default_vocabulary
from views.support.cards import Card, Fit, write_cards
from views.support.city import judge_city
from views.support.conditions import Condition
from views.support.departments import Department, count_departments
from views.support.industry import judge_industry
from views.support.kinds import OTHER
from views.support.limits import judge_limits, judge_size
from views.support.offers import STRENGTHS, Offer, list_offers
from views.support.profile import ELSEWHERE, Profile
from views.support.scope import Scope, read_scope
from views.support.terms import list_open_terms

# What a clause is counted as where all it says to this firm is said to others.
OTHERS = "others"
_OF_DOCUMENT = ("document_out", "other_province")


@dataclass(frozen=True, slots=True)
class KindGroup:
    """The cards of one kind of support, of all documents."""

    kind: str
    cards: tuple[Card, ...]

    @property
    def names_industry(self) -> bool:
        """Say whether a clause names the firm's industry itself."""
        return any(card.names_industry for card in self.cards)


@dataclass(frozen=True, slots=True)
class Support:
    """What the documents offer a firm.

    Attributes:
        profile: The firm.
        groups: What fits, by kind of support, those that name the firm's industry first, else in
            the vocabulary's order; a clause may be in several.
        clauses: The clauses of `groups`, each once, in the documents' order.
        naming: Those that name the firm's industry itself.
        strengths: How many of `clauses` are worded how strongly at most: one of `STRENGTHS`, or
            `OTHERS`. They add up.
        unmet: Clauses, or parts of them, that do not mean the firm, with the reason.
        outside: Documents that as a whole do not mean the firm, by doc_id, with the reason.
        departments: Who is responsible for `clauses`, those that lead in most first.
        unassigned: Those of `clauses` that name no department.
        open_terms: What `clauses` do not say, in Chinese.
        other_kinds: How many more clauses fit, of kinds that the firm did not ask for.
    """

    profile: Profile
    groups: tuple[KindGroup, ...]
    clauses: tuple[Clause, ...]
    naming: tuple[Clause, ...]
    strengths: dict[str, int]
    unmet: tuple[Card, ...]
    outside: dict[str, Condition]
    departments: tuple[Department, ...]
    unassigned: tuple[Clause, ...]
    open_terms: tuple[str, ...]
    other_kinds: int


def find_support(corpus: Corpus, profile: Profile) -> Support:
    """Return what the documents of `corpus` offer the firm of `profile`.

    Every offer of the asked kinds is either in a group or, where it means others by industry,
    place or size, among `unmet`; only the entries of boxes on other industries are left out.
    """
    scopes = {document.doc_id: read_scope(document, corpus) for document in corpus.documents}
    fits = [_judge(offer, profile, scopes[offer.clause.doc_id]) for offer in list_offers(corpus)]
    fits = [fit for fit in fits if not _is_other_entry(fit)]
    asked = [fit for fit in fits if not profile.needs or {*fit.offer.kinds} & {*profile.needs}]
    meant = [fit for fit in asked if not fit.is_unmet]
    missed = [fit for fit in asked if fit.is_unmet]
    clauses = _clauses(meant)
    whole = _clauses(fit for fit in fits if not fit.is_unmet)
    return Support(
        profile=profile,
        groups=_group(meant, profile, corpus),
        clauses=clauses,
        naming=_clauses(fit for fit in meant if fit.conditions[0].why == "named"),
        strengths=_count_strengths(meant),
        unmet=tuple(sorted(write_cards(missed, corpus), key=_place)),
        outside={
            fit.offer.clause.doc_id: condition
            for fit in missed
            for condition in fit.conditions
            if condition.why in _OF_DOCUMENT
        },
        departments=count_departments(clauses),
        unassigned=tuple(c for c in clauses if not c.annotations.responsibilities),
        open_terms=tuple(list_open_terms(clauses)) if clauses else (),
        other_kinds=len([clause for clause in whole if clause not in clauses]),
    )


def _judge(offer: Offer, profile: Profile, scope: Scope) -> Fit:
    return Fit(
        offer,
        (
            judge_industry(offer.industries, offer.described, profile.industry, scope),
            judge_city(offer.places, profile.city, scope, elsewhere=ELSEWHERE),
            judge_size(offer.sizes, profile.size),
            judge_limits(offer.limits, offer.addressee),
        ),
    )


def _is_other_entry(fit: Fit) -> bool:
    """Say whether a fit is the entry of a box that is not on the firm's industry."""
    industry = fit.conditions[0]
    is_own = industry.state in ("met", "check") and industry.why != "not_given"
    return fit.offer.strength == "listed" and not is_own


def _group(meant: Sequence[Fit], profile: Profile, corpus: Corpus) -> tuple[KindGroup, ...]:
    groups = []
    for kind in (*default_vocabulary().terms["supports"], OTHER):
        fits = [fit for fit in meant if kind in fit.offer.kinds]
        if fits and (not profile.needs or kind in profile.needs):
            groups.append(KindGroup(kind, write_cards(fits, corpus)))
    return tuple(sorted(groups, key=lambda group: not group.names_industry))


def _clauses(fits: Iterable[Fit]) -> tuple[Clause, ...]:
    return tuple({fit.offer.owner.clause_id: fit.offer.owner for fit in fits}.values())


def _count_strengths(fits: Sequence[Fit]) -> dict[str, int]:
    order = (*STRENGTHS, OTHERS)
    strongest: dict[str, int] = {}
    for fit in fits:
        strength = OTHERS if fit.offer.addressee else fit.offer.strength
        clause_id = fit.offer.owner.clause_id
        strongest[clause_id] = min(order.index(strength), strongest.get(clause_id, len(order)))
    counts = {name: list(strongest.values()).count(i) for i, name in enumerate(order)}
    return {name: count for name, count in counts.items() if count}


def _place(card: Card) -> tuple[str, int]:
    return card.clause.doc_id, card.clause.start
