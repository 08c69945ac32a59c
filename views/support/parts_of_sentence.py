"""The parts of a sentence between its commas, and the verbs with which an act begins there."""

import re
from dataclasses import dataclass, replace

from views.support.words import load_words

_PART = re.compile("[^，；。！？]+[，；。！？]?[”’」』]?")


@dataclass(frozen=True, slots=True)
class Part:
    """A part, `start:end` of the text; `word` is the verb that begins an act, "" for none.

    `is_prefix`: it belongs to the part after it, as 围绕关键环节 does.
    """

    start: int
    end: int
    word: str
    is_prefix: bool


def split_parts(text: str, start: int, end: int) -> list[Part]:
    """Return the parts of the sentence `text[start:end]`."""
    parts: list[Part] = []
    governor = ""
    for match in _PART.finditer(text, start, end):
        segment = match.group().lstrip()
        is_prefix = load_words().acts.prefixed.match(segment) is not None
        if governor and is_prefix and _holds_task(segment):
            # 鼓励企业联合，在研发方面开展合作: still what is encouraged.
            is_prefix = False
        word = _read_verb(segment, governor=governor)
        if word and parts and parts[-1].is_prefix and _continues(word, governor):
            word = ""
        if word and _governs(word):
            governor = word
        parts.append(Part(match.end() - len(segment), match.end(), word, is_prefix))
    return _name_first(text, parts)


def _read_verb(segment: str, *, governor: str) -> str:
    """Return the verb with which `segment` begins an act, "" where it begins none."""
    patterns = load_words().acts
    match = patterns.governing.match(segment)
    if match is None and patterns.holder.match(segment):
        inner = patterns.inner_governing if governor else patterns.inner
        match = inner.search(segment)
    if match is None and not governor and not patterns.prefixed.match(segment):
        match = patterns.task.match(segment)
    return next((word for word in match.groups() if word), "") if match else ""


def _name_first(text: str, parts: list[Part]) -> list[Part]:
    """Let a sentence that begins with what is mostly a result (提高…) begin an act with it."""
    if not parts or parts[0].word or (parts[0].is_prefix and len(parts) > 1 and parts[1].word):
        return parts
    match = load_words().acts.first.match(text, parts[0].start)
    return [replace(parts[0], word=match["word"]), *parts[1:]] if match else parts


def _holds_task(segment: str) -> bool:
    return re.search("开展|进行", segment) is not None


def _governs(word: str) -> bool:
    return load_words().acts.governing.match(word) is not None


def _continues(word: str, governor: str) -> bool:
    """Say whether `word`, after a prefix, goes on with what someone is encouraged to do."""
    patterns = load_words().acts
    is_addressed = bool(governor) and patterns.push.fullmatch(governor) is None
    return is_addressed and patterns.push.fullmatch(word) is not None
