"""What documents provably do not hold: a name that stands nowhere in any of them.

Only what was looked for in the whole of all texts is said to be absent. Whether a clause answers is
another question, which is left to reading it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from ingest import Corpus, Document
from ingest.annotations.vocabulary import default_vocabulary
from ingest.structure.numbering import parse_number
from ingest.text.numerals import ZEROS
from ingest.text.places import FoundPlace, default_places, short_name
from question.dialogue.utterance import asking_part
from question.query import Query
from question.words import simplify

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=\s*年)")
# Of an edition too (2014版), and in English (the 2016 rules).
_CALENDAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=\s*(?:[年版至到~–—-]|[a-z]))")
_NUMBER = re.compile(
    r"[一-鿿]{1,8}[〔\[(（【]\s*((?:19|20)\d{2})\s*[〕\])）】]\s*(?:第\s*)?(\d{1,5})\s*号"
)
_IN_CHINESE = str.maketrans("0123456789", "零一二三四五六七八九")
_AS_ZERO = str.maketrans(dict.fromkeys(ZEROS, "零"))
_TITLE = re.compile(r"《([^《》]{4,60})》")
_ARTICLE = re.compile(r"第([〇零一二三四五六七八九十百千]{1,8}|\d{1,4})条")
_JOINING = re.compile(r"[和与及、\s]")


class Absence:
    """Looks for names in all texts of a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        """Read the texts once: in Simplified characters, without white space."""
        self._documents = corpus.documents
        self._texts = {
            doc_id: "".join(simplify(text).split()) for doc_id, text in corpus.texts.items()
        }
        self._text = "\n".join(self._texts.values())
        self._joined = _JOINING.sub("", self._text)
        self._latest = max(map(int, _YEAR.findall(self._text)), default=0)
        self._numbers = {parse_number(number) for number in _ARTICLE.findall(self._text)}

    def find(self, query: Query) -> list[str]:
        """Return in Chinese what a question names and no document does: years, papers, offices.

        Articles too: 第九条, where no document has or mentions one of that number. What people say
        of themselves before they ask (都2026年了，…; 珠海市工信局要写材料：…) is not asked for.
        """
        asked = asking_part(query.text)
        found = [
            *(f"{year} 年的内容" for year in self._years(asked)),
            *self._papers(asked),
            *self._offices(query, asked),
            *self._articles(query),
        ]
        return list(dict.fromkeys(found))

    def narrower(self, query: Query) -> list[str]:
        """Return the years and articles that a question names and no document does, as written."""
        years = [
            match.group()
            for y in self._years(query.text)
            for match in re.finditer(rf"{y}\s*年", query.text)
        ]
        return [*years, *self._articles(query)]

    def unstated_years(self, query: Query, document: Document) -> list[str]:
        """Return the years that a question names and a document, as a whole, does not state."""
        years = dict.fromkeys(_CALENDAR.findall(query.text))
        return [year for year in years if self._is_without(document, year)]

    def places_without_document(self, places: Iterable[FoundPlace]) -> list[str]:
        """Return those of the places whose documents are not held, nor those of places around."""
        return [
            f"{place.printed}的规定"
            for place in places
            if not any(d.region and fits_region(place, d.region) for d in self._documents)
        ]

    def _years(self, text: str) -> Iterator[str]:
        """Give years later than any in the texts; one before may be the asker's own: 1956年生."""
        for year in _YEAR.findall(text):
            if int(year) > self._latest and all(self._is_without(d, year) for d in self._documents):
                yield year

    def _is_without(self, document: Document, year: str) -> bool:
        """Say whether a document neither states a year nor is for a time that it lies in."""
        text = self._texts[document.doc_id]
        is_written = year in text or year.translate(_IN_CHINESE) in text.translate(_AS_ZERO)
        return not (is_written or _covers(document, int(year)))

    def _papers(self, text: str) -> Iterator[str]:
        for match in _NUMBER.finditer(text):
            held = re.search(rf"[〔\[(（【]{match[1]}[〕\])）】]第?{match[2]}号", self._text)
            if not held:
                yield match.group()
        for title in _TITLE.findall(text):
            if title not in self._text:
                yield f"《{title}》"

    def _articles(self, query: Query) -> Iterator[str]:
        for (kind, number), (start, end) in query.places.items():
            if kind == "条" and number not in self._numbers:
                yield query.text[start:end]

    def _offices(self, query: Query, asked: str) -> Iterator[str]:
        terms = default_vocabulary().terms["departments"]
        for name in sorted(query.departments):
            spellings = (name, *terms[name].aliases) if name in terms else (name,)
            # What a question only hints at, it does not name.
            named = [s for s in spellings if s in asked]
            if named and not any(_JOINING.sub("", s) in self._joined for s in spellings):
                yield max(named, key=len)


def places_of(query: Query) -> list[FoundPlace]:
    """Return the places that a question names and that are told from others of their name."""
    return [place for place in default_places().find(query.text) if place.code]


def fits_region(place: FoundPlace, region: str) -> bool:
    """Say whether a place lies in a region, or the region in it; all lie in no region."""
    return region.startswith(place.name) or place.name.startswith(region)


def is_outside(document: Document, places: Iterable[FoundPlace], texts: Mapping[str, str]) -> bool:
    """Say whether a document is of another place than those named, and speaks of none of them."""
    listed = list(places)
    if not listed or not document.region:
        return False
    text = texts[document.doc_id]
    return not any(
        fits_region(place, document.region) or _last_name(place) in text for place in listed
    )


def _last_name(place: FoundPlace) -> str:
    return short_name(default_places().chain(place.code)[-1])


def _covers(document: Document, year: int) -> bool:
    """Say whether a year lies in the time that a document is for, or is in force for."""
    if document.period is not None and document.period[0] <= year <= document.period[1]:
        return True
    if not (document.effective and document.expires):
        return False
    return document.effective[:4] <= str(year) <= document.expires[:4]
