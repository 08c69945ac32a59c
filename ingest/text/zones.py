"""Development zones and new areas: no divisions of their own, but governed as such."""

import re
from collections.abc import Sequence

# The longest first: a zone is called by the whole of its kind.
_KIND = (
    "(?:经济技术开发区|高新技术产业开发区|高新技术产业园区|经济开发区|高新区|经开区|技术开发区|产业开发区|旅游度假区"
    "|综合保税区|保税港区|保税物流园区|保税区|出口加工区|自由贸易试验区|自由贸易港|自贸试验区|自贸区|自贸片区|新片区|片区"
    "|(?:先行)?示范区|(?:深度)?合作区|(?:综合)?试验区|工业园区|产业园区|科技园区|投资区|管理区|开发区|新区|园区)"
)
# What is before it is its own name: no organ, no level, no word that joins.
_NO_NAME = "国家|自治|区域|[各本我省市县区]{1,2}级?"
_OWN = f"(?:(?!{_NO_NAME})[一-鿿·](?<![局委厅府部院会办处的和与及、关于])){{0,8}}?"
_BRACKET = "[）)]?"
_ZONE = re.compile(f"{_BRACKET}(?P<name>(?:{_OWN}{_KIND})+)")
# Who speaks for it, or what follows the issuer in a title; 开发区条例 is no zone's.
_GOVERNED = re.compile(
    r"$|\s|关于|印发|人民政府|政府|管理委员会|管委会|执行委员会|执委会|党工委|工作委员会"
    "|[一-鿿]{2,12}(?:局|委员会|办公室|中心|大队|法院)$"
)
_BARE = re.compile(_KIND)


def zone_after(text: str, start: int, *, may_be_bare: bool) -> str:
    """Return the zone that is named in `text` from `start` on, "" for none.

    Args:
        text: Name of an office, or the words of a title before what it is about.
        start: Where the place ends that the zone lies in.
        may_be_bare: Whether its kind alone names it: a city has one 高新区, a province many.
    """
    match = _ZONE.match(text, start)
    if match is None or not _GOVERNED.match(text, match.end()):
        return ""
    is_bare = _BARE.fullmatch(match["name"]) is not None
    has_bracket = match.start("name") > start
    return match["name"] if may_be_bare or has_bracket or not is_bare else ""


def zone_alone(texts: Sequence[str], *, of_city: bool) -> str:
    """Return the zone whose own name begins one of `texts`: 雄安新区管理委员会.

    In papers `of_city` 市高新区管委会 is clear as well.
    """
    found = (zone_after(text, of_city and text[:1] == "市", may_be_bare=of_city) for text in texts)
    return next((zone for zone in found if zone), "")
