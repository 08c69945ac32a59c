"""The administrative divisions of China: found in a text, and the one that issued a document."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from ingest.text.matcher import Matcher
from ingest.text.zones import zone_after, zone_alone

PLACES_PATH = Path(__file__).with_name("places.tsv")
_PEOPLES = (
    "(?:(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇"
    "|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|裕固|独龙|鄂伦春|各)族?)"
)
_PEOPLES_ENDING = re.compile(f"{_PEOPLES}+自治[区州县旗]$")
_SELF_GOVERNED = re.compile("自治[区州县旗]$")
_PLAIN_ENDING = re.compile("(?:特别行政区|林区|特区|地区|矿区|新区|[省市区县旗盟])$")
# Words of other meanings too: as places they need their ending (日照时间, 长治久安) …
_NEED_ENDING = """
    白银 东方 大同 安康 日照 德州 开封 新乡 来宾 朝阳 长治 海东 海西 海北
    黄南 北海 中卫 和田 白山 白城 松原 资阳 三明 南平 平凉 伊春 吉安 铜川
    金昌 百色 广安 通化 东营 池州 玉树 山南
"""
# … or even the place that they lie in, as do all names of two characters (省和县).
_NEED_CHAIN = """
    东区 西区 南区 北区 市中区 市南区 市北区 新城区 老城区 港口区 海港区 新市区
    城中区 城东区 城西区 城北区 山城区 站前区 平安区 新建区 振兴区 富裕县 友好区
    前进区 公安县 新兴区 中方县 向阳区 大观区 南部县 建设区
"""
# 区域, 县级 and 市场 are words of their own.
_GOES_ON = re.compile("(?<=区)[域间位划分]|(?<=县)[级域城]|(?<=市)[级场民政区域]")
_SHORTEST = 2
_WHOLE = 3
_PREFECTURE = 4
_NATIONAL = re.compile(
    "国家|国务院|中华|全国|中共中央|中央|最高人民|中国(?!.{0,12}(?:监管局|分行|支行|办事处))|.{2,14}部$"
)
_NUMBERED = re.compile("[\\s（(]*(?P<short>[一-鿿])(?=[一-鿿]{1,12}[〔\\[（(【]?[12][0-9]{3})")
# 台财法字第…号, whoever issued it.
_TAIWAN_NUMBER = re.compile("(?:院|府)?[台臺][一-鿿]{1,6}字第")


class FoundPlace(NamedTuple):
    """A place in a text: `name` is the full one, `广东省广州市天河区`; `code` "" if ambiguous."""

    name: str
    code: str
    printed: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Places:
    """The divisions by code; a code begins with that of the division it lies in."""

    names: Mapping[str, str]
    numbers: Mapping[str, str]
    _codes: Mapping[str, tuple[str, ...]]
    _matcher: Matcher

    def chain(self, code: str) -> tuple[str, ...]:
        """Return the names of the division and of those around it, the province first."""
        codes = (code[:2], code[:4], code)
        return tuple(self.names[c] for c in dict.fromkeys(codes) if c in self.names)

    def full_name(self, code: str) -> str:
        """Return the name with those of the divisions around it: `广东省广州市天河区`."""
        return "".join(self.chain(code))

    def codes(self, name: str) -> tuple[str, ...]:
        """Return the divisions that `name`, full or short, can mean."""
        return self._codes.get(name, ())

    def find(self, text: str, *, within: str = "") -> list[FoundPlace]:
        """Return the places in `text`; those one after the other (广州市天河区) are one.

        Args:
            text: Simplified Chinese.
            within: Full name of the region that the text is about; it decides between places of
                one name.
        """
        found: list[FoundPlace] = []
        position = 0
        while position < len(text):
            word = self._word_at(text, position)
            if not word:
                position += 1
                continue
            end, codes = position + len(word), self._codes[word]
            while inner := self._next(text, end, codes):
                end, codes = inner
            code = self._choose(codes, within)
            printed = text[position:end]
            found.append(FoundPlace(self.full_name(code) or printed, code, printed, position, end))
            position = end
        return found

    def starts(self, text: str) -> bool:
        """Say whether `text` begins with a place."""
        return bool(self._word_at(text, 0))

    def _word_at(self, text: str, start: int) -> str:
        """Return the place that begins at `start`; 西山区 is none in 广西山区."""
        word = self._matcher.at(text, start)
        if word and _GOES_ON.match(text, start + len(word)):
            word = word[:-1] if word[:-1] in self._codes else ""
        before = (text[max(0, start - size) : start + 1] for size in (1, 2))
        is_cut = len(word) >= _WHOLE and any(name in self._codes for name in before)
        return "" if is_cut else word

    def _next(
        self, text: str, start: int, codes: Sequence[str]
    ) -> tuple[int, tuple[str, ...]] | None:
        """Return where a place within one of `codes` ends that begins at `start`."""
        for end in range(min(len(text), start + 15), start + 1, -1):
            inner = tuple(
                code
                for code in self._codes.get(text[start:end], ()) or self._bare(text[start:end])
                if any(code.startswith(outer) and code != outer for outer in codes)
            )
            if inner:
                return end, inner
        return None

    def _bare(self, name: str) -> tuple[str, ...]:
        return self._codes.get("·" + name, ())

    def _choose(self, codes: Sequence[str], within: str) -> str:
        if len(codes) == 1:
            return codes[0]
        within = "".join(split_region(within)) if within else ""
        near = [code for code in codes if within and self._is_near(code, within)]
        return near[0] if len(near) == 1 else ""

    def _is_near(self, code: str, within: str) -> bool:
        full = self.full_name(code)
        return full.startswith(within) or within.startswith(full)


def short_name(name: str) -> str:
    """Return `name` without its ending: 广东 for 广东省, 延边 for 延边朝鲜族自治州."""
    endings = (_PEOPLES_ENDING, _SELF_GOVERNED, _PLAIN_ENDING)
    shorts = (ending.sub("", name) for ending in endings if ending.search(name))
    return next((short for short in shorts if len(short) >= _SHORTEST), name)


@cache
def default_places() -> Places:
    """Return the divisions that come with the package, read once."""
    names: dict[str, str] = {}
    numbers: dict[str, str] = {}
    for line in PLACES_PATH.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, name, *abbreviations = line.split("\t")
            names[code] = name
            numbers.update({word: code for words in abbreviations for word in words.split("、")})
    need_ending, need_chain = set(_NEED_ENDING.split()), set(_NEED_CHAIN.split())
    codes: dict[str, list[str]] = {}
    for code, name in names.items():
        short = short_name(name)
        is_county = len(code) > _PREFECTURE
        needs_chain = is_county and (len(name) <= _SHORTEST or name in need_chain)
        codes.setdefault(f"·{name}" if needs_chain else name, []).append(code)
        if is_county or short in need_ending:
            codes.setdefault("·" + short, []).append(code)
        elif short != name and not any(len(c) < len(code) for c in codes.get(short, ())):
            codes.setdefault(short, []).append(code)
    known = {word: tuple(dict.fromkeys(found)) for word, found in codes.items()}
    return Places(names, numbers, known, Matcher(w for w in known if not w.startswith("·")))


def place_terms() -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Return each place as it is best called, its other names, and the place that it lies in.

    Provinces and prefectures go by their short names (杭州), counties by their full ones, with
    the prefecture where there are several (南京市鼓楼区).
    """
    places = default_places()
    called: dict[str, str] = {}
    terms: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []
    for code, name in sorted(places.names.items(), key=lambda place: len(place[0])):
        outer = next((c for c in (code[:4], code[:2]) if c != code and c in called), "")
        short, around = short_name(name), places.names.get(outer, "")
        others: tuple[str, ...]
        if len(code) <= _PREFECTURE:
            is_clear = places.codes(short) == (code,)
            called[code], others = (short, (name,)) if is_clear else (name, ())
        else:
            is_clear = places.codes(name) == (code,)
            called[code] = name if is_clear else around + name
            others = (around + name, short_name(around) + name, short_name(around) + short)
        others = tuple(dict.fromkeys(other for other in others if other != called[code]))
        terms.append((called[code], others, (called[outer],) if outer else ()))
    known = {name for name, _, _ in terms}
    unclear = dict.fromkeys(name for name in places.names.values() if places.codes(name)[1:])
    return terms + [(name, (), ()) for name in unclear if name not in known]


@lru_cache(maxsize=1024)
def split_region(region: str) -> tuple[str, ...]:
    """Return the places that the full name `region` is made of, the province first.

    A zone is none of them: it lies in one.
    """
    places = default_places()
    found = places.find(region)
    return places.chain(found[0].code) if found and found[0].code else (region,)


_UNLISTED = re.compile("(?![全本我各关])[一-鿿]{2,3}?(?:省|自治区|市)(?!场|民|级|政|内|值|直)")


def find_region(*, issuers: Sequence[str], title: str = "", number: str = "") -> str:
    """Return the full name of the place whose government issued a document, "" for a national one.

    The issuers say it, else the title before 关于, else the first character of the number (粤府).
    A development zone or new area stands below the place that it lies in.
    """
    places = default_places()
    if _TAIWAN_NUMBER.match(number):
        return short_name(places.names["71"])
    if issuers and all(_NATIONAL.match(issuer) and not _found(issuer) for issuer in issuers):
        return ""
    prefix = _NUMBERED.match(number)
    numbered = places.numbers.get(prefix["short"], "") if prefix else ""
    hint = places.full_name(numbered)
    texts = (*issuers, title.split("关于")[0])
    if zone := next((zone for text in texts for zone in _find_zones(text, hint)), ""):
        return zone
    named = [place for text in texts for place in _found(text, hint)]
    best = max(named, key=lambda place: len(place.code), default=None)
    if best or hint:
        return best.name if best else hint + zone_alone(texts, of_city=len(numbered) > 2)
    if zone := zone_alone(texts, of_city=False):
        return zone
    # A place that the list does not hold, or no longer: its name says what it is.
    unknown = (_UNLISTED.match(text) for text in (*issuers, title))
    return next((match.group() for match in unknown if match), "")


def _find_zones(text: str, within: str) -> list[str]:
    """Return the zones in `text` by their full names, the innermost first."""
    places = default_places()
    zones: list[str] = []
    first = ""
    for place in places.find(text, within=within):
        first = first or place.code
        if not place.code.startswith(first) or not first:
            break
        is_province = len(place.code) == 2 and not place.name.endswith("市")
        around, own = place.name, ""
        if len(place.code) > _PREFECTURE and not place.name.endswith(place.printed[-2:]):
            # 南沙新区 is named after 南沙区, which it is no part of.
            *outer, last = places.chain(place.code)
            around, own = "".join(outer), short_name(last)
        zone = zone_after(text, place.end, may_be_bare=not is_province)
        if zone:
            zones.insert(0, around + own + zone)
    return zones


def _found(text: str, within: str = "") -> list[FoundPlace]:
    """Return the places whose office `text` names first."""
    return [place for place in default_places().find(text, within=within) if place.code][:1]
