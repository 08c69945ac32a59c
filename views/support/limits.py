"""Which firms an act is about: their size, and limits that it states without a measure."""

from views.support.conditions import Condition
from views.support.words import load_words

# Whom the words for other sizes may mean too: a 小巨人 may be 骨干企业, and a small firm may become
# 专精特新. A small firm is no 龙头企业.
_MAY_BE = {
    "leading": {"special"},
    "small": {"special"},
    "special": {"leading", "small"},
}


def find_sizes(text: str) -> tuple[tuple[str, str], ...]:
    """Return the sizes of firms that `text` names, as (size, word printed)."""
    return tuple(
        (size, match[1])
        for size, pattern in load_words().sizes.items()
        for match in pattern.finditer(text)
        if match[1]
    )


def find_limits(text: str) -> tuple[str, ...]:
    """Return limits without a measure, as printed: 有条件的企业."""
    return tuple(dict.fromkeys(match.group() for match in load_words().vague.finditer(text)))


def find_addressee(head: str, word: str) -> str:
    """Return whom an act addresses where that is no firm, else "".

    Args:
        head: The part of the act in which its verb stands.
        word: That verb; only 鼓励, 支持, 推动 and the like address anyone.
    """
    words = load_words()
    place = head.find(word)
    if words.acts.governing.fullmatch(word) is None or place < 0:
        return ""
    match = words.addressee.match(head, place + len(word))
    # 推动投资平台支持企业 is support for firms.
    if match is None or "企业" in match["who"] or words.acts.support.search(head, match.end()):
        return ""
    return match["who"]


def judge_size(named: tuple[tuple[str, str], ...], size: str) -> Condition:
    """Return whether an act that names sizes is about a firm of `size`, "" for not known."""
    printed = tuple(dict.fromkeys(word for _, word in named))
    if not named:
        return Condition("size", "open", "none")
    if not size:
        return Condition("size", "check", "not_given", printed)
    own = tuple(dict.fromkeys(word for name, word in named if name == size))
    if own:
        return Condition("size", "met", "named", own)
    if any(name in _MAY_BE[size] for name, _ in named):
        return Condition("size", "check", "may_be", printed)
    return Condition("size", "unmet", "others", printed)


def judge_limits(limits: tuple[str, ...], addressee: str) -> Condition:
    """Return what else an act asks: whom it addresses, and limits without a measure."""
    if addressee:
        return Condition("limit", "check", "addressee", (addressee,))
    if limits:
        return Condition("limit", "check", "vague", limits)
    return Condition("limit", "open", "none")
