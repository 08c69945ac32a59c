"""Whether an act is about the industry of a firm."""

import re
from collections.abc import Sequence

from ingest.annotations.vocabulary import default_vocabulary
from ingest.model import Mention
from views.support.conditions import Condition
from views.support.scope import Scope

_ENDINGS = re.compile("(?:及|和|、).*|(?:制造)?(?:行业|工业|产业|业)|制品|产品|用品")


def find_industries(
    mentions: Sequence[Mention], head: tuple[int, int], source_text: str
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Return the industries that an act names, and the wider ones that a list only describes.

    Of 轻工特种纸 the second says what is meant. Beside single industries a wider one means them all
    only where the act's own part (`head`) names it; after a list of examples (空调等轻工产品) it
    means what is like them.
    """
    starts = {mention.start for mention in mentions}
    exact = [mention for mention in mentions if mention.end not in starts]
    named, described = [], []
    for mention in exact:
        narrower = [m for m in exact if mention.name in _wider(m.name)]
        before = [m for m in narrower if m.end <= mention.start]
        if before and "等" in source_text[before[-1].end : mention.start]:
            described.append(mention)
        elif not narrower or head[0] <= mention.start < head[1]:
            named.append(mention)
    is_own = [m for m in described if head[0] <= m.start < head[1]]
    return tuple(named), tuple(is_own)


def judge_industry(
    named: Sequence[Mention], described: Sequence[Mention], industry: str, scope: Scope
) -> Condition:
    """Return whether acts that name industries are about `industry`, "" where it is not known.

    An act that names the industry, or a wider one it belongs to, is about it; one that names only
    a part of it may be; one that names only others is not. One that names none is about all that
    its document is about, which its title says: a document on 轻工 that never names 纺织 is not
    about a weaving mill.
    """
    if not industry:
        either = (*named, *described)
        return _condition("check", "not_given", either) if either else _condition("open", "none")
    covers = scope.cover(industry)
    if covers == "out":
        return Condition("industry", "unmet", "document_out", scope.printed)
    if not named and not described:
        if covers == "partly":
            return Condition("industry", "check", "document_partly", scope.printed)
        return _condition("open", "none")
    for relation, (state, why) in _RELATIONS.items():
        related = [m for m in named if _relate(m, industry) == relation]
        if related:
            return _condition(state, why, related)
    if any(mention.name in _wider(industry) for mention in described):
        return _condition("check", "example", (*named, *described))
    return _condition("unmet", "others", (*named, *described))


_RELATIONS = {
    "same": ("met", "named"),
    "wider": ("met", "wider"),
    "part": ("check", "part"),
}


def _relate(mention: Mention, industry: str) -> str:
    """Return how a mention relates to `industry`: `same`, `wider`, `part` of it, or `other`."""
    is_whole = is_general(mention.name, mention.printed)
    if mention.name == industry:
        return "same" if is_whole else "part"
    if industry in _wider(mention.name):
        return "part"
    if mention.name in _wider(industry):
        # 乳制品和饮料 is an alias of 食品.
        if industry in mention.printed:
            return "same"
        return "wider" if is_whole else "other"
    return "other"


def is_general(name: str, printed: str) -> bool:
    """Say whether `printed` means all of the industry `name`: 造纸业, but not 特种纸, of 造纸."""
    term = default_vocabulary().terms["industries"].get(name)
    aliases = term.aliases if term else ()
    if printed == name or printed in name or printed.endswith("制造业") or printed in aliases[:1]:
        return True
    bare = printed.removeprefix("现代")
    for whole in (name, *aliases[:1]):
        if bare.startswith(whole) and _ENDINGS.fullmatch(bare[len(whole) :] or "业"):
            return True
    return False


def _wider(industry: str) -> list[str]:
    return default_vocabulary().broader("industries", industry)


def _condition(state: str, why: str, named: Sequence[Mention] = ()) -> Condition:
    return Condition("industry", state, why, tuple(dict.fromkeys(m.printed for m in named)))
