"""Typing errors: a word written with a character that sounds the same, 知能化 for 智能化."""

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from question.lexicon import Lexicon, chinese_words, pairs_of
from question.sounds import Sounds, index_by_sound, sound
from question.word_model import LONGEST_WORD, WordModel
from question.words import segmenter

_CJK_RUN = re.compile("[一-鿿]+")
# 那份 and 哪份 are both right, though they sound alike.
_BOTH_RIGHT = frozenset("那哪")
# A word so frequent in general text is taken for what was meant; one in a longer phrase only where
# it is far more frequent: 化装 in 化装品 is an error, 只能 in 只能制造 is none.
_RIGHT_ALONE = 20
_RIGHT_IN_PHRASE = 1000
# Natural logarithms: how much more probable the text must get by a repair, what each further
# character costs, and by how much the second best word for the same place must be worse.
_LEAST_GAIN = 5.6
_FURTHER_CHARACTER = 3.0
_LEAD = 1.5
_FILE = "speller.json"


class Repair(NamedTuple):
    """A word that was meant: `understood` for `typed`, of the same length, at `start`."""

    start: int
    typed: str
    understood: str


@dataclass(frozen=True, slots=True)
class Speller:
    """Words and their sounds; immutable, so that it can be shared.

    Attributes:
        model: How probable words are; only its known words are put for others.
        names: Known words clear enough to be told by their sound, with no character right.
        pairs: Pairs of characters that stand in the documents or are asked with.
        sounds: How single characters are read, the usual ones at least.
        by_sound: The words of each sequence of sounds.
    """

    model: WordModel
    names: frozenset[str]
    pairs: frozenset[str]
    sounds: Mapping[str, str]
    by_sound: Mapping[Sounds, tuple[str, ...]]

    def correct(self, text: str) -> str:
        """Return `text` (Simplified Chinese) with typing errors repaired, in the same length."""
        return apply_repairs(text, self.find_repairs(text))

    def find_repairs(self, text: str) -> list[Repair]:
        """Return what to repair in `text` (Simplified Chinese), in order, without overlaps."""
        found = [
            (-gain, repair._replace(start=run.start() + repair.start))
            for run in _CJK_RUN.finditer(text)
            for gain, repair in self._sure_repairs(run.group())
        ]
        repairs: dict[int, Repair] = {}
        for _, repair in sorted(found):
            places = range(repair.start, repair.start + len(repair.typed))
            if not any(place in repairs for place in places):
                repairs |= dict.fromkeys(places, repair)
        return sorted(set(repairs.values()))

    def _sure_repairs(self, run: str) -> Iterator[tuple[float, Repair]]:
        """Yield the sure repairs in a run of Chinese characters, each with what it gains."""
        sounds = [self.sounds.get(character) or sound(character) for character in run]
        around: tuple[list[float], list[float]] | None = None
        for start in range(len(run)):
            for end in range(start + 2, min(start + LONGEST_WORD, len(run)) + 1):
                typed = run[start:end]
                meant = self.by_sound.get(tuple(sounds[start:end]))
                if not meant or self._is_right(typed):
                    continue
                before, after = around = around or self.model.around(run)
                rest = before[start] + after[end] - before[-1]
                gains = sorted((rest + self._likelihood(typed, word), word) for word in meant)
                gain, word = gains[-1]
                is_clear = len(gains) == 1 or gain - gains[-2][0] >= _LEAD
                if is_clear and gain >= _LEAST_GAIN:
                    yield gain, Repair(start, typed, word)

    def _is_right(self, typed: str) -> bool:
        if typed in self.model.known or self.model.general.get(typed, 0) >= _RIGHT_ALONE:
            return True
        return all(pair in self.pairs for pair in pairs_of(typed))

    def _likelihood(self, typed: str, word: str) -> float:
        """Return the log probability of `word`, and that it came out as `typed`."""
        changed = [i for i, character in enumerate(word) if character != typed[i]]
        touched = [pair for i in changed for pair in pairs_of(typed[max(0, i - 1) : i + 2])]
        if (
            (len(changed) == len(word) and word not in self.names)
            or any(typed[i] in _BOTH_RIGHT for i in changed)
            or any(self.model.general.get(pair, 0) >= _RIGHT_IN_PHRASE for pair in touched)
        ):
            return -math.inf
        return self.model.expected(word) - _FURTHER_CHARACTER * (len(changed) - 1)


def build_speller(clause_counts: Mapping[str, int], lexicon: Lexicon) -> Speller:
    """Return a speller that knows the words of an index and those people use for them.

    Args:
        clause_counts: Number of clauses with each term: words and all pairs of characters.
        lexicon: Words that are known beside those of the clauses.
    """
    cutter = segmenter()
    general: Mapping[str, int] = cutter.FREQ
    printed = chinese_words(term for term in clause_counts if len(term) > 1 and general.get(term))
    more = [word for word in printed if word not in lexicon.words]
    by_sound = dict(lexicon.by_sound)
    for sounds, words in index_by_sound(w for w in more if len(w) <= LONGEST_WORD).items():
        by_sound[sounds] = by_sound.get(sounds, ()) + words
    return Speller(
        model=WordModel(
            {word: clause_counts.get(word, 0) for word in (*lexicon.words, *more)},
            general,
            cutter.total,
        ),
        names=lexicon.names,
        pairs=lexicon.pairs.union(clause_counts),
        sounds={word: sound(word) for word in general if len(word) == 1 and _CJK_RUN.match(word)},
        by_sound=by_sound,
    )


def write_speller(speller: Speller, folder: Path) -> None:
    """Write a speller to a file of `folder`; what the segmenter knows of words is left out."""
    held = {
        "known": dict(speller.model.known),
        "names": sorted(speller.names),
        "pairs": sorted(speller.pairs),
        "sounds": dict(speller.sounds),
        "by_sound": {" ".join(sounds): words for sounds, words in speller.by_sound.items()},
    }
    text = json.dumps(held, ensure_ascii=False, sort_keys=True)
    (folder / _FILE).write_text(text, encoding="utf-8")


def read_speller(folder: Path) -> Speller:
    """Return the speller that `write_speller` wrote to `folder`."""
    held = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    return Speller(
        model=WordModel(held["known"], segmenter().FREQ, segmenter().total),
        names=frozenset(held["names"]),
        pairs=frozenset(held["pairs"]),
        sounds=held["sounds"],
        by_sound={tuple(s.split()): tuple(words) for s, words in held["by_sound"].items()},
    )


def apply_repairs(text: str, repairs: Iterable[Repair]) -> str:
    """Return `text` with `repairs` made; the places in it stay."""
    for repair in repairs:
        end = repair.start + len(repair.typed)
        text = text[: repair.start] + repair.understood + text[end:]
    return text
