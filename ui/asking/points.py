"""The statements of an answer: the verdict, then a numbered point for each clause it rests on."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from answer import Answer, Citation
from answer.model import Point
from ingest import Corpus
from ui.asking.cards import group_citations, write_cited
from ui.parts.addresses import read_link
from ui.parts.markup import Html, element, join, source_text
from ui.parts.script import say

# Points that are seen at once, and characters of one.
_FIRST, _SHOWN, _NAMED = 6, 160, 24
_LEFT_OUT = "……"
_PREVIEWED = 120
_PRINTED = re.compile(r"(“[^”]*”|《[^》]*》)")


def write_verdict(answer: Answer, corpus: Corpus, day: date) -> list[Html]:
    """Return what answers in one sentence, with the clauses it rests on where no point has them."""
    verdict = next((point for point in answer.points if point.is_verdict), None)
    if verdict is None:
        return []
    words = element(
        "p", *_label(verdict), _own_or_source(verdict), *_marks(verdict, answer), class_="verdict"
    )
    others = [n for point in answer.points if not point.is_verdict for n in point.citations]
    told = {c.clause.clause_id for c in answer.citations if c.n in others}
    own = [c for c in answer.citations if c.n in verdict.citations]
    alone = [c for c in own if c.clause.clause_id not in told]
    return [words, *_write_cards(alone, corpus, day)]


def write_points(answer: Answer, corpus: Corpus, day: date) -> list[Html]:
    """Return the other statements as a list of our own numbers, its end a click away."""
    verdict = next((point.words for point in answer.points if point.is_verdict), "")
    points = [p for p in answer.points if not p.is_verdict]
    if not points:
        return []
    items = [_write_point(point, verdict, answer, corpus, day) for point in points]
    shown, rest = items[:_FIRST], items[_FIRST:]
    if len(rest) < 2:
        return [element("ol", *items, class_="points")]
    summary = element("summary", say(f"再看 {len(rest)} 条"))
    more = element("ol", *rest, class_="points", start=str(len(shown) + 1))
    return [element("ol", *shown, class_="points"), element("details", summary, more)]


def _write_point(point: Point, verdict: str, answer: Answer, corpus: Corpus, day: date) -> Html:
    about = {c.clause.clause_id for c in answer.citations if c.n in point.citations}
    cited = [c for c in answer.citations if c.clause.clause_id in about]
    words = _words(point, verdict)
    return element(
        "li",
        element("p", *_label(point), words, *_marks(point, answer)),
        *_write_cards(cited, corpus, day),
    )


def _label(point: Point) -> list[str | Html]:
    if point.clause is None:
        return []
    link = read_link(point.clause.clause_id)
    return [element("a", point.label, href=link, class_="label", lang="zh-Hans"), " "]


def _words(point: Point, verdict: str) -> Html:
    """Return the words of a point: what the verdict said is marked, of long ones the beginning."""
    if len(point.words) <= _SHOWN:
        before, found, after = point.words.partition(verdict or point.words)
        marked = [element("mark", found)] if verdict and found else [found]
        return source_text("span", before, *marked, after)
    if verdict and verdict in point.words and point.clause is not None:
        # The sentence that matters stands above; what surrounds it is a click away.
        title = point.clause.title or point.words[:_NAMED]
        return source_text("span", f"{title}{_LEFT_OUT}")
    return source_text("span", f"{point.words[:_SHOWN]}{_LEFT_OUT}")


def write_statement(point: Point) -> Html:
    """Return a statement whole, with the numbers of its citations, as a line of its own."""
    marks = "".join(f"[{n}]" for n in point.citations)
    return element("p", *_label(point), _own_or_source(point), marks)


def _own_or_source(point: Point) -> Html:
    """Return words: a document's stay as they are, ours are in the reader's characters."""
    if len(point.citations) == 1 or point.clause is not None:
        return source_text("span", point.words)
    return write_said(point.words)


def write_said(words: str) -> Html:
    """Return words of ours; what stands between quotation marks, or is a title, is a document's."""
    pieces = _PRINTED.split(words)
    return join(
        source_text("span", piece) if _PRINTED.fullmatch(piece) else say(piece) for piece in pieces
    )


def _marks(point: Point, answer: Answer) -> list[Html]:
    """Return the citations of a point as one link for each run of numbers: [3], [1–16]."""
    numbers = sorted(n for n in point.citations if any(c.n == n for c in answer.citations))
    return [_mark(run, answer.citations) for run in _runs(numbers)]


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    breaks = [i + 1 for i, (a, b) in enumerate(pairwise(numbers)) if b != a + 1]
    cuts = [0, *breaks, len(numbers)]
    return [(numbers[a], numbers[b - 1]) for a, b in pairwise(cuts) if a < b]


def _mark(run: tuple[int, int], citations: Sequence[Citation]) -> Html:
    first, last = run
    text = f"[{first}]" if first == last else f"[{first}–{last}]"
    quote = next(c.quote for c in citations if c.n == first)
    cut = quote[:_PREVIEWED] + (_LEFT_OUT if len(quote) > _PREVIEWED else "")
    preview = element("span", cut, class_="preview", lang="zh-Hans", aria_hidden="true")
    label = say(f"引文 {text[1:-1]}")
    return element("a", text, preview, href=f"#cite-{first}", class_="ref", aria_label=label)


def _write_cards(cited: Sequence[Citation], corpus: Corpus, day: date) -> list[Html]:
    """Return the clauses cited, whole, in a closed box; a mark that leads there opens it."""
    cards = [write_cited(group, corpus, day) for group in group_citations(cited)]
    if not cards:
        return []
    return [element("details", element("summary", say("条款全文")), *cards, class_="basis")]
