"""Passages: what the embedder and the lexical index are given of a clause."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest import Clause
from ingest.text.unify import fold

# Headings say nothing beyond the paths of their clauses, where they are searched with them.
_FRONT_HEADINGS = {
    "title": "文件标题、名称、全称",
    "number": "发文字号：文号、红头文件编号",
    "issuers": "发文机关：由哪些部门联合印发、制定、起草",
    "date": "成文日期：什么时候印发、发布",
    "adoption": "制定机关，通过、批准、公布、修正的日期",
    "recipients": "主送机关：发给谁",
    "contact": "联系方式：电话、传真、邮箱、地址",
    "source": "来源说明：出处、网址",
    "disclosure": "公开方式：是否主动公开",
    "text": "通知正文：印发、征求意见、反馈方式和截止时间",
    "preamble": "引言：制定的背景、目的和依据",
}
# What people call what a clause says of the document itself, which it says in other words.
_OF_ITSELF = (
    (
        re.compile(r"自[^。；]{1,40}起(?:开始)?(?:施行|实施|执行|生效|试行)"),
        "施行日期：何时生效、实施",
    ),
    (
        re.compile(r"有效期(?:限)?为?[0-9一二三四五六七八九十]+(?:年|个月)|有效期至"),
        "有效期：何时失效、到期",
    ),
    (re.compile(r"同时废止|予以废止|停止执行"), "废止：哪些旧文件作废、失效"),
)
_LONGEST_OF_ITSELF = 600
_STATES = frozenset({"clause", "paragraph"})
_NOT_SEARCHED = frozenset({"toc", "furniture", "heading", "box"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause, or a window of a long one, under its heading path.

    `text[path_end:]` is the clause's own text; it begins at `offset` in the clause's text.
    """

    text: str
    path_end: int
    offset: int
    clause: int


def is_searched(clause: Clause) -> bool:
    """Say whether a clause is indexed: it has text of its own beyond a heading.

    Headings stand in the paths of the clauses below them; a box title and the names of a table's
    columns do so too.
    """
    only_box_title = clause.kind == "box" and "\n" not in clause.text
    return clause.kind not in _NOT_SEARCHED or (clause.kind == "box" and not only_box_title)


def label_of(clause: Clause) -> str:
    """Return which fact front or back matter states, e.g. `number`; empty for other clauses."""
    if clause.kind not in ("front", "back"):
        return ""
    return clause.clause_id.rsplit("/", 1)[1].split("~")[0]


def heading_of(clause: Clause, name: str = "") -> str:
    """Return the headings that a clause is embedded under, a line each.

    Front matter often has none printed: what people call its facts stands for it.

    Args:
        clause: The clause.
        name: What its document is called.
    """
    path = [name] if name and name not in clause.path[:1] else []
    path.extend(clause.path)
    if clause.lead_in and not any(clause.lead_in in heading for heading in path):
        path.append(clause.lead_in)
    columns = dict.fromkeys(cell.column for cell in clause.cells if cell.column)
    if columns:
        path.append("、".join(columns))
    own = clause.text
    above = [c.text for c in clause.cells if c.text and not clause.start <= c.start < clause.end]
    path.extend(text for text in above if text not in own)
    if label_of(clause):
        path.append(_FRONT_HEADINGS.get(label_of(clause), clause.title))
    elif clause.kind in _STATES and len(own) <= _LONGEST_OF_ITSELF:
        path.extend(heading for pattern, heading in _OF_ITSELF if pattern.search(own))
    return "".join(f"{heading}\n" for heading in path)


def make_passages(
    clauses: Iterable[Clause],
    token_spans: Callable[[Sequence[str]], list[list[tuple[int, int]]]],
    window: int,
    names: Mapping[str, str] | None = None,
) -> Iterator[Passage]:
    """Give the passages of `clauses` in order, each of at most `window` tokens.

    Args:
        clauses: The clauses to index; `Passage.clause` counts them from 0.
        token_spans: Character span of each token of each text.
        window: Most tokens of a passage. A longer clause is cut into several, with its heading
            path (cut to half a window) over each.
        names: What each document is called, by doc_id; it stands over all its passages.
    """
    names = names or {}
    for number, clause in enumerate(clauses):
        heading, windows = _windows(
            heading_of(clause, names.get(clause.doc_id, "")), clause.text, token_spans, window
        )
        for start, end in windows:
            # Radicals and the like are no words to the model.
            text = fold(heading + clause.text[start:end])
            yield Passage(text, len(heading), start, number)


def _windows(
    heading: str,
    text: str,
    token_spans: Callable[[Sequence[str]], list[list[tuple[int, int]]]],
    window: int,
) -> tuple[str, list[tuple[int, int]]]:
    """Return the heading, cut where it is too long, and the spans of `text` to put it over."""
    # A token is at least one character here, so a short passage needs no counting.
    if len(heading) + len(text) <= window:
        return heading, [(0, len(text))]
    above, spans = token_spans([heading, text])
    if len(above) + len(spans) <= window:
        return heading, [(0, len(text))]
    if len(above) > window // 2:
        above = above[: window // 2]
        heading = f"{heading[: above[-1][1]]}\n"
    room = window - len(above)
    starts = [0]
    while starts[-1] + room < len(spans):
        starts.append(_sentence_break(text, spans, starts[-1], starts[-1] + room))
    bounds = [0, *(spans[start][0] for start in starts[1:]), len(text)]
    return heading, list(pairwise(bounds))


def _sentence_break(text: str, spans: list[tuple[int, int]], start: int, stop: int) -> int:
    """Return the last place in the second half of `spans[start:stop]` that ends a sentence."""
    for place in range(stop, start + (stop - start) // 2, -1):
        if text[spans[place - 1][1] - 1] in "。！？；\n":
            return place
    return stop
