"""How Chinese words sound: their pinyin without tones."""

from collections.abc import Iterable
from functools import cache
from itertools import product

# Pairs of characters that may sound unlike but are mistaken for each other.
_LOOK_ALIKE = (
    "朔溯 塑溯 候侯 末未 己已 帐账 即既 辩辨 拔拨 折拆 冶治 崇祟 籍藉 扰拢 祥详 竞竟 徒徙 载栽 "
    "贷货 待侍 券卷 贴帖 枝技 洒酒 晴睛 概慨 幅辐 人入 市巿"
)

Sounds = tuple[str, ...]


@cache
def sound(character: str) -> str:
    """Return how a character by itself is mostly read."""
    return read_aloud(character)[0]


@cache
def word_sounds(word: str) -> frozenset[Sounds]:
    """Return the sounds under which people may type a word of Chinese characters.

    Each is what `sound` gives for characters typed in its place: those read like the word's, in
    the word or alone (行业 is hangye, 行 alone xing), and those that look like it.
    """
    options = zip(word, read_aloud(word), strict=True)
    return frozenset(
        product(*({read, sound(c), *map(sound, _look_alikes().get(c, ()))} for c, read in options))
    )


def index_by_sound(words: Iterable[str]) -> dict[Sounds, tuple[str, ...]]:
    """Return which of `words` may be meant by each sequence of sounds."""
    found: dict[Sounds, list[str]] = {}
    for word in sorted(set(words)):
        for sounds in word_sounds(word):
            found.setdefault(sounds, []).append(word)
    return {sounds: tuple(words) for sounds, words in found.items()}


def read_aloud(text: str) -> list[str]:
    """Return the sound of each of some Chinese characters that stand together."""
    # Where sounds are stored with an index nobody needs it, and its import takes .2 s.
    from pypinyin import lazy_pinyin

    return list(lazy_pinyin(text))


@cache
def _look_alikes() -> dict[str, str]:
    alike: dict[str, str] = {}
    for pair in _LOOK_ALIKE.split():
        alike[pair[0]] = alike.get(pair[0], "") + pair[1]
        alike[pair[1]] = alike.get(pair[1], "") + pair[0]
    return alike
