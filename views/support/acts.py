"""What a clause undertakes: its acts, each with the words that say how binding it is.

A sentence of these documents is a row of acts: 支持A行业改造，支持B行业上云，鼓励地方…. What one
act says of an industry or a place holds for that act alone, so acts are what a profile is matched
with.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from answer.sentences import split_sentences
from ingest import Clause
from ingest.structure.clauses import locate_text
from views.support.parts_of_sentence import Part, split_parts
from views.support.terms import find_paid
from views.support.words import load_words

_AFTER_TITLE = re.compile(r"[。：:．.\s]*")
_COMMAS = "，；, "


@dataclass(frozen=True, slots=True)
class Act:
    """An act: `start:end` of its clause's text, `source_start:source_end` of the document.

    Attributes:
        head: The part between commas in which its verb stands, in the document.
        sentence: The sentence that it is part of, in the document.
        words: What says how binding it is, as printed.
        strength: `support`, `encourage` (others are to do it) or `task` (of the departments).
    """

    start: int
    end: int
    source_start: int
    source_end: int
    head: tuple[int, int]
    sentence: tuple[int, int]
    words: tuple[str, ...]
    strength: str


def find_acts(clause: Clause, source_text: str) -> list[Act]:
    """Return the acts of `clause` in order, without supervision and duties of others.

    An act begins with a verb of `words.toml` at the beginning of a part of a sentence; adverbs,
    and what begins with a preposition, may stand before it. After 支持, 鼓励, 推动 and the like the
    parts that follow are what shall be done, and belong to it.
    """
    joined = locate_text(clause, source_text)
    found: list[Act] = []
    for start, end in _sentences(clause, source_text):
        for parts in _group(split_parts(clause.text, start, end)):
            head = next((part for part in parts if part.word), None)
            if head is None:
                continue
            printed = clause.text[head.start : head.end]
            if load_words().acts.duties.search(printed):
                continue
            begin = parts[0].start
            finish = begin + len(clause.text[begin : parts[-1].end].rstrip(_COMMAS))
            words, strength = _weigh(head.word, printed)
            found.append(
                Act(
                    *(begin, finish, *joined.span(begin, finish)),
                    head=joined.span(head.start, head.end),
                    sentence=joined.span(start, end),
                    words=words,
                    strength=strength,
                )
            )
    return found


def find_grants(clause: Clause, source_text: str) -> list[Act]:
    """Return the sentences of `clause` that say what is paid, and how much, however worded.

    按照经济贡献的10%予以奖励 begins with no verb of support, and is more than any of them.
    """
    grants = []
    joined, first = locate_text(clause, source_text), body_start(clause)
    for sentence, _ in find_paid(clause, source_text):
        start, end = max(sentence.start, first), sentence.end
        span = joined.span(start, end) if start < end else (end, end)
        paid = [
            mention.printed
            for mention in clause.annotations.supports
            if span[0] <= mention.start and mention.end <= span[1]
        ]
        # Only the title names it.
        if not paid:
            continue
        grants.append(
            Act(
                *(start, end, *span),
                head=span,
                sentence=span,
                words=tuple(paid[-1:]),
                strength="support",
            )
        )
    return grants


def body_start(clause: Clause) -> int:
    """Return where the text of `clause` begins after its number and run-in title."""
    after = len(clause.number)
    if clause.title:
        place = clause.text.find(clause.title, 0, after + len(clause.title) + 3)
        after = place + len(clause.title) if place >= 0 else after
    match = _AFTER_TITLE.match(clause.text, after)
    return match.end() if match else after


def _sentences(clause: Clause, source_text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences, without the title and without who is responsible."""
    first = body_start(clause)
    for sentence in split_sentences(clause, source_text):
        start = max(sentence.start, first)
        if start < sentence.end and clause.text[start] not in "（(":
            yield start, sentence.end


def _group(parts: list[Part]) -> list[list[Part]]:
    """Return the parts of each act: what stands before its verb, the verb's part, the rest."""
    groups: list[list[Part]] = []
    waiting: list[Part] = []
    for part in parts:
        if part.word:
            groups.append([*waiting, part])
            waiting = []
        elif part.is_prefix or not groups:
            waiting.append(part)
        else:
            groups[-1] += [*waiting, part]
            waiting = []
    if groups:
        groups[-1] += waiting
    return groups


def _weigh(word: str, head: str) -> tuple[tuple[str, ...], str]:
    """Return the words of `head` that say how binding it is, and its strength."""
    patterns = load_words().acts
    supports = [match.group() for match in patterns.support.finditer(head)]
    supports += [match.group()[:2] for match in patterns.grants.finditer(head)]
    # 鼓励地方提供支持 is what others are to do, 引导财政资金支持企业 is support.
    if word in supports or "支持" in supports or patterns.grants.search(head):
        return tuple(dict.fromkeys([word, *supports])), "support"
    return (word,), "encourage" if patterns.encourage.fullmatch(word) else "task"
