"""Questions where a department has to do with a plan at all: 跟我们厅沾边的, 用得着民政厅的地方."""

import re
from functools import cache
from pathlib import Path

from ingest.annotations.vocabulary import default_vocabulary
from question.query import Query
from question.thesaurus import default_thesaurus

# English words of a question that names no subject beside a department.
_FRAME_PATH = Path(__file__).with_name("task_frame.txt")
_OFFICE = "厅|局|委|办公室|署|院|部门|单位|机构"
_RELATED = re.compile(
    "(?:[跟与和同]|涉及|关系|牵涉|牵扯|扯).{0,14}(?:沾边|沾上|相干|挂钩|关系|有关|相关|关联|搭界|联系)"
    "|(?:涉及|牵涉到?|牵扯到?|关系到|用得[着上]|用到|轮到|落到|落在|派到?给?|摊上|摊到|摊给|分给|分到|交给|交代|布置"
    "|安排|指派|压给|压到|托付|要求|需要|要|请|靠|点了?|提到?|写到?|讲到|说到|出现|带上|叫上|拉上|扯上|算上)"
    f".{{0,14}}(?:{_OFFICE}|我们|咱们|本局|本厅|我[厅局委办处])"
    f"|(?:{_OFFICE}).{{0,6}}(?:要|得|需|被|该|须|能)?.{{0,3}}(?:出力|出面|出手|出马|干活|派活|派[了上]|上阵|操心|忙活"
    "|摊上|分到|领到|揽下|接了?|扛)"
)
_ENGLISH_RELATED = re.compile(
    r"\b(?:gives?|given|hands?|handed|assign\w*|calls? (?:up)?on|involv\w*|includ\w*|mention\w*"
    r"|names?|named|refer\w*|concern\w*|affect\w*|requir\w*|relat\w*|relevant|needs?|asks?"
    r"|expect\w*|appears?|listed|has to|have to|to do|role|part|job|work|duty|duties|tasks?"
    r"|responsib\w*|charge)\b"
)
_LATIN = re.compile(r"[a-z]{3,}")
_WORD = re.compile(r"[a-z]{2,}|[一-鿿]+")


def is_english(text: str) -> bool:
    """Say whether `text` has English words."""
    return _LATIN.search(text) is not None


def relates(text: str) -> bool:
    """Say whether `text` (Simplified Chinese) asks what has to do with a department."""
    return _RELATED.search(text) is not None


def relates_in_english(query: Query) -> bool:
    """Say whether a question in English asks what has to do with a department, and nothing else."""
    if not _ENGLISH_RELATED.search(query.text):
        return False
    return _frame().issuperset(_WORD.findall(_without_departments(query.text)))


@cache
def _frame() -> frozenset[str]:
    return frozenset(_FRAME_PATH.read_text(encoding="utf-8").split())


def _without_departments(text: str) -> str:
    """Return `text` without the English names of departments."""
    for english in _english_names():
        text = text.replace(english, " ")
    return text


@cache
def _english_names() -> tuple[str, ...]:
    """Return what the thesaurus expands to departments, longest first."""
    departments = default_vocabulary().terms["departments"].keys()
    expansions = default_thesaurus().expansions.items()
    names = [
        key for key, words in expansions if key.isascii() and not departments.isdisjoint(words)
    ]
    return tuple(sorted(names, key=lambda name: (-len(name), name)))
