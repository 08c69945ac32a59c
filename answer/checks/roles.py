"""Departments of a statement, and who it says leads or takes part, against the clauses it cites."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from answer.checks.english_names import write_names_in_chinese
from answer.checks.text import Evidence, Span, english_words
from ingest.annotations.vocabulary import default_vocabulary

# What a word says of the department beside it; `any` is a part of either kind.
_ROLES = {
    "lead": "牵头|主办|主管|主责|主导|主抓|统筹|带头|领头|领导(?!小组|班子|干部|人才)|"
    + english_words("leads?|leading|leadership|led|headed"),
    "support": "配合|协助|协办|会办|协同|辅助|参与|参加|支持(?=单位|部门)|"
    + english_words(
        "support(?:s|ed|ing)?|participat[a-z]*|co-?operat[a-z]*|assist[a-z]*|tak(?:es?|ing) part"
    ),
    "any": "负责|承担|责任(?=单位|部门|主体)|" + english_words("responsib[a-z]*|in charge"),
}
_ANY_ROLE = "|".join(f"(?P<{role}>{words})" for role, words in _ROLES.items())
_WORD = re.compile(_ANY_ROLE)
_OFFICE = "(?:责任|负责)?(?:单位|部门|机关|机构|方|者)"
_IS = "(?:分别|均|都|主要)?(?:是|为|有|包括|涉及)?:?"
# 牵头单位为, 参与: or led by stand before the departments they speak of.
_LABEL = re.compile(
    f"(?:{_ANY_ROLE})(?:负责)?(?:的?{_OFFICE}{_IS}"
    "|(?:工作|责任|职责|任务)(?:由|在|归|是)|的(?:是|为|有|包括):?|:"
    "| (?:departments?|agenc(?:y|ies)|bureaus?)(?: (?:is|are))?:?"
    "| (?:by|with|from|of|is|are)(?: the)?) ?$"
)
_JOINED_BY = re.compile("会同$")
# What may stand between departments and the word that says what they do.
_BETWEEN = re.compile(
    "(?:，(?=作为|共同|分别|均|都|负责))?"
    "(?:等|(?:其他|各|有关|相关|多个?|\\d+个?)*(?:成员)?(?:单位|部门)|按照?(?:各自)?的?职责(?:分工)?"
    "|共同|联合|单独|各自|主要|具体|分别|均|都|也|则|将|要|应当?|需要?|须|积极|予以|来|是|为|作为|担任|的|\\("
    "|[在对就][^，;。]{1,20}?(?=牵头|配合|参与|负责|协助)"
    "|(?: ?(?:is|are|will|shall|the|as|a|acts?|jointly|also|department|agency|serves?)(?![a-z]))+"
    "| )*"
)
_MUST = re.compile("(?:应当?|必须|须|要)(?![求点])")
_JOINER = re.compile(r"(?:[、/&， ]|and|和|与|及|以及|跟|等)*")
_END = re.compile(r"[;。!?\n]|(?<![A-Za-z])\.|\.(?= |$)")
_FURTHER = 12


@dataclass(frozen=True, slots=True)
class _Claim:
    """A department that a statement names, and the role it gives it; "" for none."""

    printed: str
    role: str
    span: Span


def find_wrong_departments(statement: str, evidence: Sequence[Evidence]) -> list[Span]:
    """Return the departments of a folded statement that no clause names, or not in that role."""
    chinese = write_names_in_chinese(statement)
    return [
        chinese.span(*claim.span)
        for claim in _read_claims(chinese.text)
        if not any(_is_held(claim, e) for e in evidence)
    ]


def _is_held(claim: _Claim, evidence: Evidence) -> bool:
    name = _canonical(claim.printed, evidence.region)
    roles = {r.role for r in evidence.clause.annotations.responsibilities if r.department == name}
    if claim.role == "must":
        text = _named(evidence.text, evidence.region)
        return bool(roles) or any(other.startswith(name) for other in text)
    if claim.role:
        return bool(roles) if claim.role == "any" else claim.role in roles
    named = _named(evidence.everything, evidence.region)
    # 工业和信息化部 is named with its 消费品工业司.
    return bool(roles) or any(other.startswith(name) for other in named)


@lru_cache(maxsize=1024)
def _named(text: str, region: str) -> frozenset[str]:
    found = default_vocabulary().find("departments", text)
    return frozenset(_canonical(f.printed, region) for f in found)


def _canonical(printed: str, region: str) -> str:
    return default_vocabulary().canonical_department(printed, region=region or None)


def _read_claims(statement: str) -> Iterator[_Claim]:
    """Yield the departments of a folded statement with the roles it gives them."""
    groups = _read_groups(statement)
    label, label_start = "", 0
    for index, group in enumerate(groups):
        start, end = group[0][0], group[-1][1]
        before_start = groups[index - 1][-1][1] if index else 0
        after_end = groups[index + 1][0][0] if index + 1 < len(groups) else len(statement)
        before = statement[before_start:start]
        if match := _LABEL.search(before) or (index and _JOINED_BY.search(before)):
            label = match.lastgroup or "support"
            label_start = before_start + match.start()
        elif not index or not _JOINER.fullmatch(before):
            label = ""
        role, role_end = _role_after(statement, end, after_end)
        for name in group:
            labelled = (label_start, name[1]) if label else name
            # 牵头工作由省商务厅负责 says who leads.
            is_labelled = bool(label) and role in ("", "any")
            span = (name[0], role_end) if role and not is_labelled else labelled
            yield _Claim(statement[slice(*name)], label if is_labelled else role, span)


def _read_groups(statement: str) -> list[list[Span]]:
    """Return the departments in `statement`, those together that one word can speak of."""
    groups: list[list[Span]] = []
    for found in default_vocabulary().find("departments", statement):
        between = statement[groups[-1][-1][1] : found.start] if groups else ""
        # In 牵头：A，B 配合 the comma ends what the label speaks of.
        is_labelled = groups and "，" in between and _LABEL.search(statement, 0, groups[-1][0][0])
        if groups and _JOINER.fullmatch(between) and not is_labelled:
            groups[-1].append((found.start, found.end))
        else:
            groups.append([(found.start, found.end)])
    return groups


def _role_after(statement: str, start: int, end: int) -> tuple[str, int]:
    """Return the role that `statement[start:end]`, after departments, gives them, and its end."""
    phrase = _END.split(statement[start:end])[0]
    if len(phrase) == end - start and end < len(statement):
        phrase = _LABEL.sub("", phrase)
        if _JOINED_BY.search(phrase):
            return "lead", end
    between = _BETWEEN.match(phrase)
    match = _WORD.match(phrase, between.end() if between else 0)
    if not match:
        # 省商务厅应当… says whose duty it is, whatever the duty.
        must = _MUST.match(phrase)
        return ("must", start + must.end()) if must else ("", start)
    role = match.lastgroup or ""
    if role == "any":
        # 负责牵头, and 负责检验检测的牵头工作.
        rest = re.split("[，、(]", phrase[match.end() : match.end() + _FURTHER])[0]
        further = _WORD.search(rest)
        if further and (further.lastgroup == "lead" or further.start() == 0):
            return further.lastgroup or "", start + match.end() + further.end()
    return role, start + match.end()
