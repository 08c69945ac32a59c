"""What documents offer firms: their acts, and the boxes that list industry by industry."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest import Clause, Corpus
from ingest.model import Mention
from ingest.structure.clauses import locate_text
from views.support.above import NOTHING_ABOVE, Above, read_above
from views.support.acts import Act, find_acts, find_grants
from views.support.boxes import Entry, list_entries
from views.support.city import find_places
from views.support.industry import find_industries
from views.support.kinds import find_kinds
from views.support.limits import find_addressee, find_limits, find_sizes
from views.support.words import load_words

# How an act is worded, the strongest first; a box says no more than what it lists.
STRENGTHS = ("support", "encourage", "task", "listed")
_BODY_KINDS = frozenset({"clause", "paragraph", "bullet"})


@dataclass(frozen=True, slots=True)
class Offer:
    """An act of a clause, or an entry of a box, with what it asks of a firm.

    Attributes:
        clause: The clause that it is quoted from, `start:end` of its document.
        owner: The clause that it belongs to: for the entry of a box the one that the box details.
        text: The words quoted, page breaks joined.
        words: What says how binding it is, as printed; empty for a box.
        strength: One of `STRENGTHS`.
        kinds: Kinds of support, the main one first.
        industries: Industries that it names.
        described: Wider industries that it names only to say what its examples are.
        places: Places that it is limited to.
        sizes: Sizes of firms that it names, as (size, word printed).
        limits: Limits without a measure, as printed.
        addressee: Whom it addresses where that is no firm.
        above: What the headings above it name.
    """

    clause: Clause
    owner: Clause
    start: int
    end: int
    text: str
    words: tuple[str, ...]
    strength: str
    kinds: tuple[str, ...]
    industries: tuple[Mention, ...]
    described: tuple[Mention, ...]
    places: tuple[Mention, ...]
    sizes: tuple[tuple[str, str], ...] = ()
    limits: tuple[str, ...] = ()
    addressee: str = ""
    above: Above = NOTHING_ABOVE


def list_offers(corpus: Corpus) -> list[Offer]:
    """Return what the documents offer, in their order.

    A document offers something in the clauses of its body, those parts aside whose headings speak
    of background, targets and organisation (`words.toml`, `parts`), in acts: see `find_acts`. The
    entries of a box follow the clause that the box details, and what a table says is paid the
    clause that the table stands in.
    """
    entries = list_entries(corpus)
    offers: list[Offer] = []
    body: dict[str, Clause] = {}
    for clause in corpus.clauses:
        if clause.kind in _BODY_KINDS and not _is_background(clause):
            body[clause.clause_id] = clause
            acts = _with_grants(clause, corpus.texts[clause.doc_id])
            offers += _read_acts(clause, clause, acts, corpus)
            offers += [_read_entry(entry) for entry in entries if entry.owner == clause]
        owner = body.get(clause.clause_id.rpartition("/table")[0])
        if clause.kind == "row" and owner is not None:
            grants = find_grants(clause, corpus.texts[clause.doc_id])
            offers += _read_acts(clause, owner, grants, corpus)
    return offers


def _is_background(clause: Clause) -> bool:
    return load_words().background.search("\n".join((*clause.path, clause.title))) is not None


def _read_acts(
    clause: Clause, owner: Clause, acts: Iterable[Act], corpus: Corpus
) -> Iterator[Offer]:
    source_text = corpus.texts[clause.doc_id]
    joined = locate_text(clause, source_text)
    named = clause.annotations
    above = read_above(clause)
    for act in acts:
        start, end = act.source_start, act.source_end
        text = clause.text[act.start : act.end]
        head = "".join(source_text[slice(*act.head)].split())
        addressee = find_addressee(head, act.words[0])
        inside = _inside(named.industries, start, end)
        industries, described = find_industries(inside, act.head, source_text)
        yield Offer(
            clause=clause,
            owner=owner,
            start=start,
            end=end,
            text=text,
            words=act.words,
            strength=act.strength,
            kinds=find_kinds(clause, [act.head, (start, end), act.sentence]),
            industries=industries,
            described=described,
            places=find_places(_inside(named.cities, start, end), joined),
            sizes=() if addressee else find_sizes(text),
            limits=find_limits(text),
            addressee=addressee,
            above=above,
        )


def _with_grants(clause: Clause, source_text: str) -> list[Act]:
    """Return the acts of `clause`, and its grants instead of what is less in the same sentence."""
    acts = find_acts(clause, source_text)
    for grant in find_grants(clause, source_text):
        inside = [a for a in acts if grant.start < a.end and a.start < grant.end]
        if not any(act.strength == "support" for act in inside):
            acts = [*(act for act in acts if act not in inside), grant]
    return sorted(acts, key=lambda act: act.start)


def _read_entry(entry: Entry) -> Offer:
    """Return the entry of a box; the industry it is about stands before its colon."""
    clause = entry.clause
    named = clause.annotations.industries
    until = clause.start + len(clause.number) + len(clause.title) + 1
    return Offer(
        clause=clause,
        owner=entry.owner,
        start=clause.start,
        end=clause.end,
        text=clause.text,
        words=(),
        strength="listed",
        kinds=entry.kinds,
        industries=tuple(mention for mention in named if mention.end <= until) or named,
        described=(),
        places=(),
    )


def _inside(mentions: tuple[Mention, ...], start: int, end: int) -> tuple[Mention, ...]:
    return tuple(m for m in mentions if start <= m.start and m.end <= end)
