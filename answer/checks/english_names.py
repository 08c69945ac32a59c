"""English names of departments and places, replaced by the Chinese ones that documents print."""

import re
from functools import cache

from answer.checks.text import rewrite
from ingest.annotations.vocabulary import default_vocabulary
from ingest.text.joined import JoinedText
from question.thesaurus import default_thesaurus

# Without such a word, natural resources are what a text speaks of and no department.
_OFFICE = re.compile(
    r"\b(?:department|bureau|commission|administration|regulator|office|authority|ministry"
    r"|miit|ndrc|samr)\b"
)
# Of the province that the document is from, as a department is when nothing is said.
_BEFORE = "(?:the )?(?:(?:guangdong|provincial|province's) )*"
_AFTER = "(?: of guangdong(?: province)?)?"


def write_names_in_chinese(text: str) -> JoinedText:
    """Return folded `text` with English names in Chinese, with the place of each character in it.

    `led by the Guangdong Department of Commerce` becomes `led by 商务厅`, `Foshan` `佛山`.
    """
    pattern, names = _names()
    joined = JoinedText(text, tuple(range(len(text))))
    return rewrite(
        joined, pattern, lambda match: names[(match["office"] or match["place"]).lower()]
    )


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    vocabulary = default_vocabulary()
    names: dict[str, dict[str, str]] = {"departments": {}, "cities": {}}
    for english, words in default_thesaurus().expansions.items():
        for kind, found in names.items():
            is_name = english.isascii() and (kind == "cities" or _OFFICE.search(english))
            if is_name and [f.printed for f in vocabulary.find(kind, words[0])] == [words[0]]:
                found[english] = words[0]
    offices, places = ("|".join(sorted(n, key=len, reverse=True)) for n in names.values())
    pattern = re.compile(
        rf"(?<![A-Za-z])(?:{_BEFORE}(?P<office>{offices}){_AFTER}|(?P<place>{places}))(?![A-Za-z])",
        re.IGNORECASE,
    )
    return pattern, names["departments"] | names["cities"]
