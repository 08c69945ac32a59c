"""The words by which documents are read for support; `words.toml` holds them."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PATH = Path(__file__).with_name("words.toml")
# 借助政策支持 and 项目支持， are nouns.
_NO_NOUN = "(?<!政策)(?<!项目)(?:{words})(?![，。；、和力])"
_CONDITIONAL = "对[^，；。]{2,12}(?:在[^，；。]+)?(?P<inner>开辟|给予)"


@dataclass(frozen=True, slots=True)
class ActPatterns:
    """How the beginning of an act is told; each pattern has a group `word` or `inner`.

    `governing` begins an act anywhere, `task` only where nothing governs, `first` only at the
    beginning of a sentence; `prefixed` is what belongs to the words after it, `holder` what may
    hold a verb of `inner`.
    """

    governing: re.Pattern[str]
    task: re.Pattern[str]
    first: re.Pattern[str]
    prefixed: re.Pattern[str]
    holder: re.Pattern[str]
    inner_governing: re.Pattern[str]
    inner: re.Pattern[str]
    support: re.Pattern[str]
    grants: re.Pattern[str]
    encourage: re.Pattern[str]
    push: re.Pattern[str]
    duties: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Words:
    """What `words.toml` holds, compiled."""

    acts: ActPatterns
    background: re.Pattern[str]
    sizes: dict[str, re.Pattern[str]]
    place_frames: tuple[str, ...]
    vague: re.Pattern[str]
    addressee: re.Pattern[str]


@cache
def load_words() -> Words:
    """Return the words, read once."""
    table = tomllib.loads(_PATH.read_text(encoding="utf-8"))
    limits = table["limits"]
    sizes = table["sizes"]
    not_sizes = _any(sizes.pop("except"))
    other = "|".join(limits["others"])
    # 鼓励A、B和C建立…: the names in a row right after the word; 在…集群建立 names nobody.
    one = f"(?!在|建设|建立|打造|项目)[^，。；、和“”]{{0,12}}?(?:{other}|企业)"
    return Words(
        acts=_read_acts(table["acts"]),
        background=re.compile(_any(table["parts"]["background"])),
        sizes={name: re.compile(f"{not_sizes}|({_any(words)})") for name, words in sizes.items()},
        place_frames=tuple(table["places"]["frames"]),
        vague=re.compile("|".join(limits["vague"])),
        addressee=re.compile(f"(?:、规范)?(?P<who>(?:国际、)?{one}(?:[、和]{one})*)"),
    )


def _read_acts(acts: dict[str, list[str]]) -> ActPatterns:
    adverbs = f"(?:{_any(acts['adverbs'])})*"
    governing = _any([*acts["encourage"], *acts["push"], "支持", "扶持", "助推"])
    inner = _NO_NOUN.format(words=governing)
    return ActPatterns(
        governing=re.compile(f"{adverbs}(?P<word>{governing})|{_CONDITIONAL}|(?P<first>优先)"),
        task=re.compile(f"{adverbs}?(?P<word>{_any([*acts['task'], *acts['support']])})"),
        first=re.compile(f"{adverbs}(?P<word>{_any(acts['result'])})"),
        prefixed=re.compile(_any([*acts["prepositions"], *acts["holders"]])),
        holder=re.compile(_any(acts["holders"])),
        inner_governing=re.compile(f"(?P<word>{inner})"),
        inner=re.compile(f"(?P<word>{inner}|{_any(acts['inner'])})"),
        support=re.compile(_NO_NOUN.format(words=_any(acts["support"]))),
        grants=re.compile("|".join(acts["grants"])),
        encourage=re.compile(_any(acts["encourage"])),
        push=re.compile(_any(acts["push"])),
        duties=re.compile("|".join(acts["duties"])),
    )


def _any(words: Iterable[str]) -> str:
    """Return the pattern of any of `words`, the longest first."""
    return "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word))))
