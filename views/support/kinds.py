"""The kinds of support that an act is about."""

from collections import Counter
from collections.abc import Sequence

from ingest import Clause
from ingest.annotations.vocabulary import default_vocabulary
from ingest.model import Mention

OTHER = "其他"
_OWN = 2
_WHO = ("企业培育",)


def find_kinds(clause: Clause, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Return the main kinds of support, the first of `spans` that names any deciding.

    Main are the kinds named at least half as often as the most frequent one, and the one named
    last, which in Chinese is what the rest describes (质量品牌等公共服务平台). 企业培育 mostly says
    who is meant, so the next span is read too. Where no span names a kind it is that of the title,
    else of the nearest heading above that names one, else `OTHER`.

    Args:
        clause: The clause that the act stands in.
        spans: Places in its document: the act's own, the most telling first, then that of its
            sentence, of which only the most frequent kind counts.
    """
    who: tuple[str, ...] = ()
    for i, (start, end) in enumerate(spans):
        kinds = _main([m for m in clause.annotations.supports if start <= m.start and m.end <= end])
        if kinds == _WHO and i + 1 < _OWN:
            who = kinds
        elif kinds:
            return tuple(dict.fromkeys((*who, *(kinds if i < _OWN else kinds[:1]))))
    if who:
        return who
    for heading in (clause.title, *reversed(clause.path)):
        named = name_kinds(heading)
        if named:
            return named
    return (OTHER,)


def name_kinds(title: str) -> tuple[str, ...]:
    """Return the kinds that a title names; those further down a list (健康化、智能化) are none."""
    found = default_vocabulary().find("supports", title)
    first = [f.name for f in found if f.start == 0 or title[f.start - 1] != "、"]
    return tuple(dict.fromkeys(first))


def _main(mentions: Sequence[Mention]) -> tuple[str, ...]:
    if not mentions:
        return ()
    counts = Counter(mention.name for mention in mentions)
    most = max(counts.values())
    last = mentions[-1].name
    return tuple(name for name, count in counts.most_common() if 2 * count >= most or name == last)
