"""What a document is called over each of its passages: place or issuer, and the core of its title.

A clause alone rarely says whose it is; a question nearly always does.
"""

import re

from ingest import Corpus, Document
from ingest.structure.titles import title_of_issued

_LONGEST = 60
# What is left when 关于…的通知 is taken off says what the document is about.
_ABOUT = re.compile("^关于(?:开展|做好|进一步)?")
_ACT = re.compile("的(?:通知|公告|通告|函|令)(?:[（(][^（）()]*[）)])?$")
_UNITS = re.compile("[^省市县区州盟旗]+(?:省|自治区|特别行政区|市|自治州|县|区|州|盟|旗)")
_NATION = ("中华人民共和国", "中華人民共和國")
_SUFFIX = re.compile("(?:省|(?:[壮回维][^自]{0,4}族?)?自治区|市|县|区)$")


def names_of(corpus: Corpus) -> dict[str, str]:
    """Return what each document of `corpus` is called, by doc_id."""
    return {document.doc_id: name_of(document) for document in corpus.documents}


def name_of(document: Document) -> str:
    """Return what `document` is called for short, "" for one without a title.

    广州市人民政府办公厅关于印发广州市公共租赁住房管理办法的通知 is 广州市公共租赁住房管理办法; a
    title that names no place has the place or the first issuer before it.
    """
    title = core_of_title(document)
    if not title:
        return ""
    place = "" if title.startswith(_NATION) else _place(document)
    if place and not any(short in title for short in _shorts(place)):
        return f"{place} {title}"[:_LONGEST]
    return title[:_LONGEST]


def core_of_title(document: Document) -> str:
    """Return a title without its issuers, 关于 and the word for the letter that carries it."""
    title = title_of_issued(document.title) or document.title
    issuers = "|".join(map(re.escape, document.issuers))
    if issuers:
        title = re.sub(rf"^(?:{issuers})+(?=关于|\S{{4}})", "", title)
    return _ACT.sub("", _ABOUT.sub("", title)) or document.title


def _place(document: Document) -> str:
    if document.region:
        return document.region
    issuers = document.issuers or tuple(f.value for f in document.facts if f.name == "issuer")
    return issuers[0] if issuers else ""


def _shorts(place: str) -> list[str]:
    """Return what the innermost part of a place, or an issuer, may be called in a title."""
    innermost = (_UNITS.findall(place) or [place])[-1]
    return [innermost, _SUFFIX.sub("", innermost) or innermost]
