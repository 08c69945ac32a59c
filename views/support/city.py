"""Whether an act is about the place of a firm."""

import re
from collections.abc import Sequence

from ingest.annotations.vocabulary import default_vocabulary
from ingest.model import Mention
from ingest.text.joined import JoinedText
from views.support.conditions import Condition
from views.support.scope import Scope
from views.support.words import load_words


def find_places(mentions: Sequence[Mention], joined: JoinedText) -> tuple[Mention, ...]:
    """Return the places that limit an act: 借助大湾区建设契机 limits nothing.

    Of two names without a word between (沿海经济带东西两翼) the second says where.
    """
    places = []
    for i, mention in enumerate(mentions):
        start, end = joined.position(mention.start), joined.position(mention.end)
        is_narrowed = i + 1 < len(mentions) and mentions[i + 1].start == mention.end
        if not is_narrowed and not _is_frame(joined.text, start, end):
            places.append(mention)
    return tuple(places)


def judge_city(places: Sequence[Mention], city: str, scope: Scope, *, elsewhere: str) -> Condition:
    """Return whether an act limited to `places` is about a firm in `city`.

    A document of a place is about that place, which with all that it lies in is no limit;
    `elsewhere` stands for any place that no document comes from. A city lies in the regions that
    the vocabulary puts it in: 佛山 in 珠三角; of one of its districts a firm may be or not.
    """
    around = {city, *_wider(city)}
    if city and scope.region and scope.region not in around:
        if city in _wider(scope.region):
            return Condition("city", "check", "district_document", (scope.region,))
        return Condition("city", "unmet", "other_province", (scope.region,))
    own = {scope.region, *_wider(scope.region)}
    places = [place for place in places if place.name not in own]
    printed = tuple(dict.fromkeys(place.printed for place in places))
    if not places:
        return Condition("city", "open", "whole_province" if scope.region else "none")
    if not city:
        return Condition("city", "check", "not_given", printed)
    if city == elsewhere:
        return Condition("city", "check", "elsewhere", printed)
    held = tuple(dict.fromkeys(place.printed for place in places if place.name in around))
    if held:
        is_named = any(place.name == city for place in places)
        return Condition("city", "met", "named" if is_named else "region", held)
    part = tuple(dict.fromkeys(place.printed for place in places if city in _wider(place.name)))
    if part:
        return Condition("city", "check", "district", part)
    return Condition("city", "unmet", "others", printed)


def _wider(name: str) -> list[str]:
    return default_vocabulary().broader("cities", name) if name else []


def _is_frame(text: str, start: int, end: int) -> bool:
    place = re.escape(text[start:end])
    return any(
        match.start() <= start and end <= match.end()
        for frame in load_words().place_frames
        for match in re.finditer(frame.format(place=place), text)
    )
