"""Which offers are about a firm: judged side by side, the closest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest import Clause, Corpus
from views.support.above import follow_heading
from views.support.cards import Card, Fit, write_cards
from views.support.city import judge_city
from views.support.conditions import Condition
from views.support.departments import Department, count_departments
from views.support.industry import judge_industry
from views.support.limits import judge_limits, judge_size
from views.support.offers import Offer, list_offers
from views.support.profile import Profile, name_elsewhere
from views.support.scope import Scope, read_scope
from views.support.terms import BODY_KINDS, list_open_terms

_OF_DOCUMENT = ("document_out", "other_province")


@dataclass(frozen=True, slots=True)
class Support:
    """What the documents offer a firm.

    Attributes:
        profile: The firm.
        cards: What fits, each clause once, the closest first: what names the industry, then the
            city, then the size, then what is for all; of these the most strongly worded.
        clauses: The clauses of `cards`, in the documents' order.
        unmet: Clauses, or parts of them, that do not mean the firm, with the reason.
        outside: Documents that as a whole do not mean the firm, by doc_id, with the reason.
        departments: Who is responsible for `clauses`, those that lead in most first.
        unassigned: Those of `clauses` that name no department.
        open_terms: What neither `clauses` nor their tables say, in Chinese.
        terms_elsewhere: What of it other clauses of the same documents say.
        kinds: How many clauses fit, by kind of support, whatever was asked for.
        other_kinds: How many more clauses fit, of kinds that the firm did not ask for.
    """

    profile: Profile
    cards: tuple[Card, ...]
    clauses: tuple[Clause, ...]
    unmet: tuple[Card, ...]
    outside: dict[str, Condition]
    departments: tuple[Department, ...]
    unassigned: tuple[Clause, ...]
    open_terms: tuple[str, ...]
    terms_elsewhere: tuple[str, ...]
    kinds: dict[str, int]
    other_kinds: int

    @property
    def naming(self) -> tuple[Card, ...]:
        """Return the cards that name the firm's industry itself."""
        return tuple(card for card in self.cards if "industry" in card.closeness.named)


def find_support(corpus: Corpus, profile: Profile) -> Support:
    """Return what the documents of `corpus` offer the firm of `profile`.

    Every offer of the asked kinds is either on a card or, where it means others by industry,
    place or size, among `unmet`; only the entries of boxes on other industries are left out.
    """
    scopes = {document.doc_id: read_scope(document, corpus) for document in corpus.documents}
    elsewhere = name_elsewhere(corpus)
    fits = [
        _judge(offer, profile, scopes[offer.clause.doc_id], elsewhere)
        for offer in list_offers(corpus)
    ]
    fits = [fit for fit in fits if not _is_other_entry(fit)]
    asked = [fit for fit in fits if not profile.needs or {*fit.offer.kinds} & {*profile.needs}]
    meant = [fit for fit in asked if not fit.is_unmet]
    missed = [fit for fit in asked if fit.is_unmet]
    clauses = _clauses(meant)
    whole = _clauses(fit for fit in fits if not fit.is_unmet)
    open_terms, terms_elsewhere = _find_open_terms(clauses, meant, corpus)
    return Support(
        profile=profile,
        cards=write_cards(meant, corpus),
        clauses=clauses,
        unmet=tuple(sorted(write_cards(missed, corpus), key=_place)),
        outside={
            fit.offer.clause.doc_id: condition
            for fit in missed
            for condition in fit.conditions
            if condition.why in _OF_DOCUMENT
        },
        departments=count_departments(clauses),
        unassigned=tuple(c for c in clauses if not c.annotations.responsibilities),
        open_terms=open_terms,
        terms_elsewhere=terms_elsewhere,
        kinds=_count_kinds(fits),
        other_kinds=len([clause for clause in whole if clause not in clauses]),
    )


def _find_open_terms(
    clauses: Sequence[Clause], fits: Sequence[Fit], corpus: Corpus
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what clauses leave open, and what of it their documents say elsewhere."""
    if not clauses:
        return (), ()
    documents = {clause.doc_id for clause in clauses}
    body = [c for c in corpus.clauses if c.doc_id in documents and c.kind in BODY_KINDS]
    own = {clause.clause_id for clause in clauses} | {fit.offer.clause.clause_id for fit in fits}
    told = [c for c in body if {c.clause_id, c.clause_id.rpartition("/table")[0]} & own]
    quoted = [fit.offer.clause for fit in fits]
    left_open = list_open_terms([*told, *quoted])
    anywhere = list_open_terms([*body, *quoted])
    return tuple(left_open), tuple(term for term in left_open if term not in anywhere)


def _judge(offer: Offer, profile: Profile, scope: Scope, elsewhere: str) -> Fit:
    above = offer.above
    industry = judge_industry(offer.industries, offer.described, profile.industry, scope)
    heading = judge_industry(above.industries, (), profile.industry, scope)
    city = judge_city(offer.places, profile.city, scope, elsewhere=elsewhere)
    place = judge_city(above.places, profile.city, scope, elsewhere=elsewhere)
    size = judge_size(offer.sizes, profile.size)
    return Fit(
        offer,
        (
            follow_heading(industry, heading),
            follow_heading(city, place),
            follow_heading(size, judge_size(above.sizes, profile.size)),
            judge_limits(offer.limits, offer.addressee),
        ),
    )


def _is_other_entry(fit: Fit) -> bool:
    """Say whether a fit is the entry of a box that is not on the firm's industry."""
    industry = fit.conditions[0]
    is_own = industry.state in ("met", "check") and industry.why != "not_given"
    return fit.offer.strength == "listed" and not is_own


def _count_kinds(fits: Iterable[Fit]) -> dict[str, int]:
    clauses: dict[str, set[str]] = {}
    for fit in fits:
        if not fit.is_unmet:
            for kind in fit.offer.kinds:
                clauses.setdefault(kind, set()).add(fit.offer.owner.clause_id)
    return {kind: len(found) for kind, found in clauses.items()}


def _clauses(fits: Iterable[Fit]) -> tuple[Clause, ...]:
    return tuple({fit.offer.owner.clause_id: fit.offer.owner for fit in fits}.values())


def _place(card: Card) -> tuple[str, int]:
    return card.clause.doc_id, card.clause.start
