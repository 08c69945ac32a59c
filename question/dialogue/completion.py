"""The words of a follow-up question, completed with those of the question before it."""

import re
from collections.abc import Sequence

from ingest import Clause
from ingest.structure.numbering import parse_number
from question.dialogue.utterance import (
    ATTRIBUTES,
    CLOSING,
    JOINING,
    MORE,
    OPENING,
    ORDINAL,
    OWN,
    PRONOUN,
    QUESTIONS,
    ROLE,
    WHO,
    Utterance,
    weigh,
)
from question.kinds import DEPARTMENT_LIST

_MOST_CARRIED = 300
_ENGLISH = ("first", "second", "third", "fourth", "fifth")
_DOES = re.compile(rf"{ROLE}|[做干]|\b(?:do|does|lead|leads|responsible|support)\b")
_TRIM = "的了是有在由对把被给为与和跟及也都就要会能来从向于呢吗 ,，、。?？!！:："
_TRIM_ENGLISH = re.compile(
    r"^(?:(?:does|do|did|is|are|the|in|on|of|for|to|by|about|say|says|there|any|department|agency|plan|document|a)\b\s*)+"
    r"|(?:\s*\b(?:does|do|did|is|are|say|says|there|in|on|of|for|by|about))+$"
)
_ASKED_NOUN = re.compile(
    r"(?:是|有|由|在|归|给|得到)?(?:哪[些几个家两三四]|(?<!为)什么|几个|多少)[^，。？?,]{0,6}(?=[，。？?,]|$)"
)
_LONG_SUBJECT = 10
_ASKED_OF_IT = re.compile(f"的[^的,，]{{0,6}}(?:{ATTRIBUTES})$")
# What is left of a part of a question that says nothing but what is asked: 能拿.
_ONLY_ASKS = 3
_DEPARTMENT_PRONOUN = re.compile(
    r"(?:它|他)们?|(?:该|这个?|那个?)(?:部门|单位|局|厅)|人家|\b(?:it|they)\b"
)
_JOINED = re.compile(r"[、和与及跟 ]*")
_BETWEEN_CHINESE = re.compile(r"(?<=[一-鿿]) +(?=[一-鿿])")
# 牵头哪些任务 → 牵头的任务
_ASKED_TASKS = re.compile(
    "(?:哪[些几]|什么|啥|几|多少)[项条个件处]?(?:任务|工作|事情?|活儿?|条目)?"
)


def complete(new: Utterance, old: Utterance, cited: Sequence[Clause]) -> str:
    """Return the words of `new` with what it leaves out, from `old` and the clauses cited for it.

    The subject of the old question comes before a new question; a name alone takes the place of the
    old one of its kind.
    """
    body = new.body
    ordinal = ORDINAL.search(body.lower())
    if ordinal:
        return _join(_title(ordinal, cited) or _subject_of(old), _cut(body, ordinal.span()))
    if MORE.fullmatch(body.lower()):
        return f"{CLOSING.sub('', old.text)}，还有其他的吗"
    pronoun = _DEPARTMENT_PRONOUN.search(body.lower())
    if pronoun and _DOES.search(body.lower()) and not WHO.search(body.lower()):
        department = _department(old, cited)
        if department:
            return body[: pronoun.start()] + department + body[pronoun.end() :]
    joining = JOINING.match(body)
    if joining and "departments" in new.kinds():
        asks = "有哪些" if "哪些" in (joining["among"] or "") else ""
        return _department(old, cited) + body[joining.start("joined") :] + asks
    if not new.asks:
        return _swap_topic(new, old) if weigh(new.rest) >= OWN else _swap_names(new, old)
    replaced, placed, _ = _replace(new, old)
    subject = _subject(replaced) if placed else _subject_of(old, replaced)
    words = [(start, end) for kind, start, end in _runs(new) if kind in placed]
    if weigh(new.rest) >= OWN:
        # What was asked of the subject before is not asked of it again.
        subject = _ASKED_OF_IT.sub("", subject) or subject
    return _join(subject, _body(new, words))


def _title(ordinal: re.Match[str], cited: Sequence[Clause]) -> str:
    """Return the title of the clause that 第二条 means, "" if the last answer has none."""
    number = parse_number(ordinal[1]) if ordinal[1] else _ENGLISH.index(ordinal[2]) + 1
    if not 0 < number <= len(cited):
        return ""
    clause = cited[number - 1]
    return clause.title or clause.text[:_MOST_CARRIED]


def _department(old: Utterance, cited: Sequence[Clause]) -> str:
    """Return the department that 它 means: that of the question, or who leads what was cited."""
    for kind, start, end in old.names:
        if kind == "departments":
            return old.text[start:end]
    if not WHO.search(old.query.text) or not cited:
        return dict(old.given).get("departments", "")
    leads = [r.printed for r in cited[0].annotations.responsibilities if r.role == "lead"]
    return "".join(leads[0].split()) if leads else ""


def _replace(new: Utterance, old: Utterance) -> tuple[str, set[str], list[str]]:
    """Put the names of `new` in the places of those of the same kind in `old`.

    Returns:
        The words of `old` so changed, the kinds that found a place, and the names that did not. In
        a question with words of its own a department stays where it is, and the old one goes.
    """
    printed = {kind: new.text[start:end].rstrip("的") for kind, start, end in _runs(new)}
    if not old.text.isascii():
        printed |= dict(new.given)
    else:
        printed = dict(new.given) | printed
    changes: list[tuple[int, int, str]] = []
    placed, unplaced = set(), []
    for kind, name in printed.items():
        places = [(start, end) for k, start, end in _runs(old) if k == kind]
        if not places:
            unplaced.append(name)
            continue
        start, end = places[0]
        if kind == "departments" and new.asks:
            changes.append((start, end, ""))
            continue
        changes.append((start, end, name))
        placed.add(kind)
    text = old.text
    for start, end, name in sorted(changes, reverse=True):
        text = text[:start] + name + text[end:]
    return text, placed, unplaced


def _runs(utterance: Utterance) -> list[tuple[str, int, int]]:
    """Return its names, those of a kind that follow on each other as one: 广州和深圳."""
    runs: list[tuple[str, int, int]] = []
    for kind, start, end in utterance.names:
        last = runs[-1] if runs else ("", 0, 0)
        if last[0] == kind and _JOINED.fullmatch(utterance.text[last[2] : start]):
            runs[-1] = (kind, last[1], end)
        else:
            runs.append((kind, start, end))
    return runs


def _swap_names(new: Utterance, old: Utterance) -> str:
    """Ask the old question of another city, document, department, industry or year."""
    text, _, unplaced = _replace(new, old)
    if unplaced and "departments" in new.kinds() and WHO.search(old.query.text):
        return _join(_subject(text), f"{unplaced[0]}负责什么")
    said, names = CLOSING.sub("", text), "、".join(unplaced)
    if said.isascii():
        return f"{said} ({names})" if unplaced else said
    return _join(names, said) if unplaced else said


def _swap_topic(new: Utterance, old: Utterance) -> str:
    """Ask what the old question asks of another subject, in the document that it named."""
    spans = [(start, end) for kind, start, end in old.names if kind == "documents"]
    document = "".join(old.text[start:end] for start, end in spans[:1])
    rest = CLOSING.sub("", _cut(old.text, spans[0]) if spans else old.text)
    subject = _subject(rest)
    asked = rest.replace(subject, new.body, 1) if subject in rest else f"{new.body}"
    return asked if "documents" in new.kinds() else f"{document}{asked}"


def _subject_of(old: Utterance, text: str = "") -> str:
    """Return what the old question is about; `text` are its words, changed or not."""
    text = text or old.text
    if old.query.kind == DEPARTMENT_LIST and _ASKED_TASKS.search(text):
        return CLOSING.sub("", _ASKED_TASKS.sub("的任务", text, count=1)).lstrip("的")
    return _subject(text)


def _subject(text: str) -> str:
    """Return the words of a question without those that ask."""
    words = _ASKED_NOUN.sub(" ", OPENING.sub("", text))
    words = "".join(
        character if kept else " "
        for character, kept in zip(words, _kept(words.lower()), strict=True)
    )
    words = _TRIM_ENGLISH.sub("", " ".join(words.split()).strip(_TRIM), count=2)
    words = _BETWEEN_CHINESE.sub("", words).strip(_TRIM)
    # Of 去年销售额涨了两成,能拿多少奖励 the last part only asks.
    told, _, asked = words.rpartition(",")
    if told and weigh(asked) <= _ONLY_ASKS:
        words = told
    return words.strip(_TRIM)[:_MOST_CARRIED] or CLOSING.sub("", text)[:_MOST_CARRIED]


def _kept(text: str) -> list[bool]:
    kept = [True] * len(text)
    for match in QUESTIONS.finditer(text):
        kept[match.start() : match.end()] = [False] * len(match.group())
    return kept


def _body(new: Utterance, placed: list[tuple[int, int]]) -> str:
    """Return the words of `new` without the names that the subject holds already."""
    text = new.text
    for start, end in sorted(placed, reverse=True):
        text = text[:start] + text[end:]
    opening = OPENING.match(text.lower())
    return CLOSING.sub("", text[opening.end() if opening else 0 :])


def _cut(text: str, span: tuple[int, int]) -> str:
    return text[: span[0]] + text[span[1] :]


def _join(subject: str, words: str) -> str:
    """Put the subject of the old question before the words of the new one, or for its pronoun."""
    pronoun = PRONOUN.search(words.lower())
    if words.isascii() and words:
        if pronoun:
            return words[: pronoun.start()] + subject + words[pronoun.end() :]
        return f"{words.strip()} {subject}"
    words = (_cut(words, pronoun.span()) if pronoun else words).strip(" ，,、")
    if re.fullmatch(f"{ROLE}的?", words):
        words = f"由谁{words.rstrip('的')}"
    attribute = re.fullmatch(ATTRIBUTES, words)
    if attribute:
        subject = re.sub(f"的?(?:联系)?(?:{ATTRIBUTES})$", "", subject) or subject
    return f"{subject}{'，' if len(subject) > _LONG_SUBJECT else ''}{words}"
