"""Whether a question that speaks of several documents sets one beside another."""

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

# Of documents that a question speaks of, these ask how they stand to each other.
_CONTRASTS = re.compile(
    r"区别|差别|差异|差在|不同|不一样|一样|相同|相反|重合|重叠|重样|重复|一致|出入|比一比|对一下|谁更"
    r"|各(?!地|类|项|种|级|行|个)|两[边头者]|双方"
    r"|哪一?[个份边家](?:更|的|要|先|已|是|还|定|写|讲|说|提|[高低大多早严细])"
    r"|\bdiffer|\bsame\b|\bversus\b|\bvs\b|\bwhereas\b|respectively|which (?:one|is)\b|in common"
    r"|overlap"
)
# So asks a question of two things, in one document or in several.
_OF_SEVERAL = re.compile(rf"{_CONTRASTS.pattern}|分别|差多少|还是|哪个")
_PART = re.compile(r"[^,，;；。?？!！:：]+")
_ASKS = re.compile(
    r"什么|啥|怎么?|如何|多少|几|哪|谁|吗|呢|么$|有没有|是否|\b(?:what|which|how|who|does)\b"
)
# What stands between two documents that are named together.
_AND = re.compile(r"[和跟与同及、对而 ]*(?:以及|还是|相比|对比|and|versus|vs\.?|the)*[ ]*")


def asks_of_several(text: str) -> bool:
    """Say whether `text`, Simplified Chinese or English, asks of several things how they differ.

    Or what is said of each.
    """
    return _OF_SEVERAL.search(text) is not None


def sets_beside(
    text: str, spans: Iterable[tuple[int, int]], only_document: Callable[[str], str]
) -> bool:
    """Say whether `text`, which speaks of several documents, sets one beside another.

    It does in words for that, by naming them together, or by asking something of each.

    Args:
        text: Simplified Chinese or English.
        spans: Where it names documents.
        only_document: Returns the one document that a part of a text speaks of, "" if there is
            none or several.
    """
    if _CONTRASTS.search(text):
        return True
    asked = {only_document(part) for part in _PART.findall(text) if _ASKS.search(part)}
    if len(asked - {""}) > 1:
        return True
    named = [(span, only_document(text[slice(*span)])) for span in sorted(set(spans))]
    named = [(span, document) for span, document in named if document]
    return any(
        one != other and _AND.fullmatch(text[end:start]) is not None
        for ((_, end), one), ((start, _), other) in pairwise(named)
    )
