"""Terms whose meaning a question asks for and no clause found explains."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from answer.refusal.needs import sentences_of
from ingest import Clause
from question.words import simplify

_ASKS_MEANING = re.compile(
    r"什么意思|啥意思|何意|含义|意思是|(?:是)?指(?:的是)?(?:什么|啥)|什么叫|啥叫|何谓|何为|什么是|啥是|定义|怎么理解|如何理解|解释(?!权)|何解|概念|咩意思|乜意思|乜嘢意思|全称|全名|缩写|名词解释"
    r"|[”\"」]点解|[a-z]{2,}[一-鿿]?代表(?:什么|啥)|的意思|stands? for"
    r"|what (?:does|do) .{1,50} mean|\bdefin(?:e|ed|ition)\b|meaning of|what is meant"
)
_ASKS_PLACE = re.compile(r"写在|哪一?条|第几条|哪一章|哪里提")
_TERM = re.compile(
    r"[“\"「『‘']([^”\"」』’']{2,16})[”\"」』’']"
    r"|(?:什么叫|啥叫|何谓|何为|什么是|啥是)(?:做)?([^。,?!是的和跟]{2,12})"
    r"|(?!具体|到底|究竟|分别)([一-鿿a-z0-9]{2,12}?)(?:到底|究竟|具体|分别|这个词|这个说法|这几个字|一词|的定义|是|各)*(?:是)?(?:什么意思|啥意思|指什么|指的是什么|指啥|怎么定义|何意|如何理解)"
    r"|what (?:does|do) ([a-z0-9/]{2,12}) (?:stand|mean)"
)
# C2M, PDM: what the letters stand for.
_LETTERS = re.compile(r"(?<![a-z0-9])(?!miit|iot)[a-z][a-z0-9]{1,6}(?![a-z0-9])")
_HAN = re.compile("[一-鿿]")
_NUMERALS = dict(zip("两双二三四五六七八九", (2, 2, *range(2, 10)), strict=True))
# A term such as 四流合一 or 三个“换” counts its parts, and a text that uses it lists them.
_COUNTS_PARTS = re.compile(r"([两双二三四五六七八九十几])(?:个(.+)|大?(.))")
_LISTED = re.compile(r"[^,:]+")
_QUOTES = re.compile("[“”‘’「」『』\"']")
_EXPLAINS = re.compile(r"是指|指的是|即(?!将|时|使)|包括|包含|涵盖|所谓|也就是|称为|定义为")
# What follows “平战”结合 after a comma says what is done; “链主”企业 only begins a list.
_QUOTED_AND_GLOSSED = re.compile(
    r"“([^”]+)”((?!企业|品牌|战略|人才|平台|工程)[^“”,、等]{0,4})(?:,[^,]|(?:促进|推动|实现|带动))[^,]{7,}"
)
_LEAST_SHARED = 3
# A clause whose title is little more than the term is about what it means.
_LEAST_OF_TITLE = 0.6


def unexplained_terms(text: str, clauses: Sequence[Clause]) -> Iterator[str]:
    """Yield the meanings that the question `text` asks for and no sentence gives."""
    if not _ASKS_MEANING.search(text) or _ASKS_PLACE.search(text):
        return
    found = list(_TERM.finditer(text))
    quoted = [match[1] for match in found if match[1]]
    sentences = [sentence for clause in clauses for sentence in sentences_of(clause.text)]
    terms = quoted or [match[2] or match[3] or match[4] for match in found]
    if not terms and _HAN.search(text):
        terms = _LETTERS.findall(text)
    if not terms and _COUNTS_PARTS.search(text):
        return
    for term in terms or [""]:
        bare = _used_term(_QUOTES.sub("", term), text, sentences)
        if not _is_title(bare, clauses) and not any(_explains(s, bare) for s in sentences):
            yield f"“{bare}”的含义" if bare else "定义"


def _is_title(term: str, clauses: Sequence[Clause]) -> bool:
    titles = [_QUOTES.sub("", simplify(clause.title)) for clause in clauses]
    return bool(term) and any(
        term in title and len(term) >= _LEAST_OF_TITLE * len(title) for title in titles
    )


def _used_term(term: str, text: str, sentences: Sequence[str]) -> str:
    """Return `term`, or what the clauses share with the question if they lack it (大白话)."""
    plain = [_QUOTES.sub("", sentence) for sentence in sentences]
    if not term or _COUNTS_PARTS.match(term) or any(term in sentence for sentence in plain):
        return term
    shared = [_longest_shared(_QUOTES.sub("", text), sentence) for sentence in plain]
    best = max(shared, key=len, default="")
    return best if len(best) >= _LEAST_SHARED else term


def _longest_shared(text: str, sentence: str) -> str:
    match = SequenceMatcher(None, text, sentence, autojunk=False).find_longest_match()
    return text[match.a : match.a + match.size].strip(",")


def _explains(sentence: str, term: str) -> bool:
    """Say whether a sentence explains a term, or lists the parts that the term counts."""
    plain = _QUOTES.sub("", sentence)
    if not term:
        return _EXPLAINS.search(plain) is not None
    counted = _COUNTS_PARTS.search(term)
    if counted and _lists_parts(plain, term, counted):
        return True
    if term not in plain:
        return False
    if any(term == match[1] + match[2] for match in _QUOTED_AND_GLOSSED.finditer(sentence)):
        return True
    in_brackets = re.search(rf"[一-鿿]\([^)]*{re.escape(term)}", plain)
    examples = re.search(rf"、[^,。;:]*等[^,。;:、]{{0,4}}{re.escape(term)}", plain)
    return bool(_EXPLAINS.search(plain) or examples or in_brackets) or _spells_out(plain, term)


def _lists_parts(sentence: str, term: str, counted: re.Match[str]) -> bool:
    """Say whether a sentence has as many parts as the term says: 换 thrice, or a list of four."""
    count = _NUMERALS.get(counted[1], 2)
    part = counted[2] or counted[3]
    if sentence.count(part) >= max(count, 2):
        return True
    parts = max(len(re.split("[、和]", listed)) for listed in _LISTED.findall(sentence))
    return part in sentence and counted[1] in sentence and parts >= count


def _spells_out(sentence: str, term: str) -> bool:
    """Say whether a sentence gives the words of an abbreviation: 专业化、精细化 of 专精."""
    pattern = "[、和及，]".join(f"{re.escape(letter)}[一-鿿]{{1,4}}" for letter in term)
    return re.search(pattern, sentence) is not None
