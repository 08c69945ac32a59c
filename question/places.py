"""Which place of a document a question names by its number: 第二条, （十二）, 专栏3, 附件2."""

import re
from collections.abc import Iterator

from ingest import Clause
from ingest.structure.numbering import parse_number
from question.words import simplify

# What a place is, and its number: ("条", 2), ("附件", 2). Numbers of no stated kind are of 项.
Place = tuple[str, int]

_N = "(?:[0-9]{1,4}|[零〇一二三四五六七八九十百]{1,5})"
_KINDS = "条|章|节|编"
_ITEMS = "点|项|款|部分|方面"
_PARTS = "附件|附表|附录|专栏"
_ASKED = re.compile(
    rf"第\s*(?P<n>{_N})\s*(?P<kind>{_KINDS}|{_ITEMS})|[（(](?P<item>[一二三四五六七八九十]{{1,3}}|\d{{1,2}})[）)]"
    rf"|(?P<part>{_PARTS})\s*(?P<of>{_N})"
    rf"|\b(?P<english>article|chapter|section|annex)\s+(?P<number>\d{{1,3}})\b"
    rf"|(?:排第|第)\s*(?P<row>{_N})\s*(?:行|号|位|名的|$|[的是])"
)
_ENGLISH = {"article": "条", "chapter": "章", "section": "节", "annex": "附件"}
_ITEM, _ROW = "项", "行"
_NUMBER = re.compile(rf"\s*[（(]?第?\s*(?P<n>{_N})\s*(?P<kind>{_KINDS}|部分|[）)、]|[.．](?!\d))")
_PART = re.compile(rf"\s*(?P<kind>{_PARTS})\s*(?P<n>{_N})")
_ANNEX = re.compile(r"annex(?P<n>\d+)(?:~\d+)?/")
_LISTED = re.compile(r"(?<![\d.])(?P<n>\d{1,2})[.．、](?!\d)")
# How surely a clause is meant: it has the number itself, a number of another kind, stands below
# one that has it, below a heading that does, or lists the annex.
_OWN, _OTHER_KIND, _BELOW, _UNDER_HEADING, _LISTS = 1.0, 0.8, 0.8, 0.6, 0.7


def places_in(text: str) -> dict[Place, tuple[int, int]]:
    """Return the places that a question names, each with the span that names it."""
    places: dict[Place, tuple[int, int]] = {}
    for match in _ASKED.finditer(text):
        if match["english"]:
            place = (_ENGLISH[match["english"]], int(match["number"]))
        elif match["part"]:
            place = (match["part"], parse_number(match["of"]))
        elif match["row"]:
            place = (_ROW, parse_number(match["row"]))
        else:
            kind = match["kind"] if match["kind"] in _KINDS.split("|") else _ITEM
            place = (kind, parse_number(match["n"] or match["item"]))
        places.setdefault(place, match.span())
    return places


def places_of(clause: Clause) -> dict[Place, float]:
    """Return by which places a clause may be meant, each with how surely, up to 1."""
    places: dict[Place, float] = {}
    for place, share in _all_places(clause):
        places[place] = max(share, places.get(place, 0.0))
    return places


def _parts_of(clause: Clause) -> Iterator[Place]:
    """Give the annexes and boxes that a clause stands in, or is."""
    for printed in (*clause.path, clause.text[:20]):
        part = _PART.match(simplify(printed))
        if part:
            yield part["kind"], parse_number(part["n"])


def _all_places(clause: Clause) -> Iterator[tuple[Place, float]]:
    for part in _parts_of(clause):
        yield part, _OWN
    annex = _ANNEX.match(clause.clause_id.partition("/")[2])
    if annex:
        yield ("附件", int(annex["n"])), _OWN
    if clause.clause_id.rpartition("/")[2].startswith("annex"):
        for listed in _LISTED.finditer(clause.text):
            yield ("附件", int(listed["n"])), _LISTS
    if clause.kind == "row":
        first = re.match(r"\d{1,4}(?=\s)", clause.text)
        if first:
            yield (_ROW, int(first.group())), _OWN
    own = _NUMBER.match(simplify(clause.number))
    if own:
        number = parse_number(own["n"])
        yield (own["kind"] if own["kind"] in _KINDS else _ITEM, number), _OWN
        yield ("条", number), _OTHER_KIND
        yield (_ITEM, number), _OTHER_KIND
    for heading in clause.path:
        above = _NUMBER.match(simplify(heading))
        if above and above["kind"] in _KINDS:
            share = _BELOW if above["kind"] == "条" else _UNDER_HEADING
            yield (above["kind"], parse_number(above["n"])), share
