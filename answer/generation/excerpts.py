"""The part of a long clause that a model is given to answer from.

A small model takes some 2,000 tokens, and of a table or a long article most has nothing to do with
the question. What the model writes is checked against the whole clause all the same.
"""

import re

from question.words import tokenize

# Five of these and the instructions are some 1,500 tokens.
LONGEST = 300
_LEFT_OUT = "……"
_SENTENCE = re.compile(r"[^。！？；\n]*(?:[。！？；]+[”’」』]?|\n|$)")


def excerpt(text: str, question: str, *, longest: int = LONGEST) -> str:
    """Return the sentences of `text` that share most words with a question, in their order.

    Args:
        text: Of a clause; returned whole where it is short enough.
        question: What they are to answer.
        longest: Characters kept at most, marks of what is left out aside.
    """
    if len(text) <= longest:
        return text
    words = frozenset(tokenize(question))
    sentences = [match.group() for match in _SENTENCE.finditer(text) if match.group()]
    shared = [len(words.intersection(tokenize(sentence))) for sentence in sentences]
    kept: set[int] = set()
    room = longest
    for number in sorted(range(len(sentences)), key=lambda n: (-shared[n], n)):
        if len(sentences[number]) <= room:
            kept.add(number)
            room -= len(sentences[number])
    if not kept:
        return text[:longest] + _LEFT_OUT
    parts = []
    for number in sorted(kept):
        if number and number - 1 not in kept:
            parts.append(_LEFT_OUT)
        parts.append(sentences[number])
    return "".join(parts) if max(kept) == len(sentences) - 1 else "".join(parts) + _LEFT_OUT
