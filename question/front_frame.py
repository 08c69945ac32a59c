"""Whether a question asks of a document itself, or of something that the document speaks of."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path

from ingest.annotations.vocabulary import default_vocabulary
from question.words import segmenter, simplify

# Words of the documents that questions about a document itself use too. Any other word of theirs
# in such a question is what it is about: 绿色产品采购目录由谁发布 asks of a catalogue.
_FRAME_PATH = Path(__file__).with_name("front_frame.txt")
_BREAK = re.compile(r"[,。，;；?？!！\n]|\.\s")
# English words that name a document, or what is done with it, and are expanded to trades and goods.
_ENGLISH_FRAME = re.compile(
    r"\b(?:papers?|light[- ]industr(?:y|ial)|textiles?|channels?|green ?light|box|issues?|issued)\b"
)
# A clause with one of these asks of what the others speak of.
_BACK = re.compile(
    r"这(?:部分|活|摊|件?事|一?块|一?项|方面|行)|那(?:部分|段|项|块)|此项|它们?|其(?![他它余])"
    r"|\bits\b"
)
_LATIN = re.compile(r"[a-z]{3,}")


def clause_around(text: str, place: int) -> str:
    """Return the clause of a question that `place` lies in or ends, and what it refers back to."""
    start = max((m.end() for m in _BREAK.finditer(text, 0, max(place - 1, 0))), default=0)
    after = _BREAK.search(text, place)
    end = after.start() if after else len(text)
    return text[:end] if _BACK.search(text, start, end) else text[start:end]


class Frame:
    """Tells words that speak of a document from words that speak of what it says."""

    def __init__(self, expansions: Mapping[str, Iterable[str]]) -> None:
        """Take what documents say to be in the words that others are expanded to."""
        self._expansions = expansions

    def topics(self, asked: str, expand: Callable[[str], list[str]]) -> list[str]:
        """Return the words of `asked` that documents use in speaking of their subject.

        Args:
            asked: A question or a part of it, in lower case and Simplified Chinese.
            expand: Gives the documents' words for those of people; used where `asked` is English.
        """
        terms = expand(_ENGLISH_FRAME.sub(" ", asked)) if _LATIN.search(asked) else []
        # Departments stand in questions about a document as its issuers.
        texts = [self._departments.sub(" ", text) for text in (asked, *terms)]
        words = (word for text in texts for word in segmenter().lcut_for_search(text))
        return [word for word in words if word in self._known]

    @cached_property
    def _known(self) -> frozenset[str]:
        listed = {simplify(word) for words in self._expansions.values() for word in words}
        listed |= _names("industries")
        listed |= {part for word in listed for part in segmenter().lcut(word)}
        frame = _FRAME_PATH.read_text(encoding="utf-8").split()
        words = (word for word in listed if len(word) > 1 and not word.isdigit())
        return frozenset(words) - frozenset(frame)

    @cached_property
    def _departments(self) -> re.Pattern[str]:
        longest_first = sorted(_names("departments"), key=lambda name: (-len(name), name))
        return re.compile("|".join(map(re.escape, longest_first)) or "(?!)")


def _names(kind: str) -> set[str]:
    terms = default_vocabulary().terms[kind].values()
    return {simplify(name) for term in terms for name in (term.name, *term.aliases)}
