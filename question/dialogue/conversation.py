"""Follow-up questions: what an elliptical one leaves out is taken from the question before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import Clause
from question.dialogue.completion import complete
from question.dialogue.utterance import (
    CLOSING,
    JOINING,
    MORE,
    ORDINAL,
    OWN,
    PRONOUN,
    QuestionReader,
    Utterance,
    read_utterance,
    weigh,
)
from question.kinds import ABOUT_DOCUMENT, DEPARTMENT_LIST
from question.typed import LONGEST_QUERY

# A question with a pronoun may bring a short word of its own: 其中绿色工厂有多少.
_OWN_BESIDE_PRONOUN = 4
# A question of so few characters may ask of the subject before it.
_SHORT = 10
# The least weight of a word that a question may be about.
_LEAST_SUBJECT = 2
# So much, in characters, is in a text that asks nothing, and in one that asks of anything.
_HARDLY, _WIDE = 3, 4
_VALID = re.compile(r"有效|生效|失效|过期|到期|作废|发布|印发|公开|valid|in force|issued")
_ASKS_FOR_TASKS = re.compile(
    r"任务|工作|事|活|职责|分工|[条项件]|哪些|什么|啥|\b(?:tasks?|what|which|list)\b"
)
_ATTRIBUTE = re.compile(
    "支持|政策|措施|要求|规定|任务|目标|做法|办法|干什么|干嘛|做什么|电话|传真|地址|support|polic"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that was answered, standing by itself, and the clauses cited, in their order."""

    question: str
    cited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """The questions answered so far, oldest first."""

    turns: tuple[Turn, ...] = ()

    def add(self, turn: Turn) -> "Conversation":
        """Return the conversation with one more turn."""
        return Conversation((*self.turns, turn))


@dataclass(frozen=True, slots=True)
class OtherReading:
    """How else a question may be meant: in full, and the words that are its own."""

    question: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Completed:
    """A question that stands by itself, and how else it may be meant, if it may."""

    question: str
    other: OtherReading | None = None


def complete_question(
    question: str,
    conversation: Conversation,
    *,
    reader: QuestionReader,
    clauses: Sequence[Clause],
) -> Completed:
    """Return `question` so that it can be understood without the turns before it.

    A question with a subject of its own is returned as it is; otherwise the words come in
    Simplified Chinese and Mandarin, as the search reads them.

    Args:
        question: What a person typed last.
        conversation: The turns before it; only the last one counts, as it stands by itself.
        reader: Reads questions.
        clauses: Among them those that the last answer cited.

    Raises:
        QueryError: `question` is blank or too long.
    """
    new = read_utterance(reader, question)
    if not conversation.turns:
        return Completed(question)
    turn = conversation.turns[-1]
    old = read_utterance(reader, turn.question)
    other = _read_otherwise(new, old)
    if not is_elliptical(new):
        return Completed(question, other)
    by_id = {clause.clause_id: clause for clause in clauses}
    cited = [by_id[clause_id] for clause_id in turn.cited if clause_id in by_id]
    completed = complete(new, old, cited)
    completed += "?" if completed.isascii() else "？"
    return Completed(completed if len(completed) <= LONGEST_QUERY else question, other)


def _read_otherwise(new: Utterance, old: Utterance) -> OtherReading | None:
    """Return how else than by its words alone a question may be meant.

    A few words with a subject of their own may ask of the subject before (怎么认定, after what an
    institute must have), and a new subject may be a part of the old one (高血压呢, after limits for
    diseases). Which it is the documents can tell.
    """
    words = tuple(word for word in new.rest.split() if weigh(word) >= OWN)
    if new.is_social or new.query.reference.compares or not words:
        return None
    found = ""
    if not is_elliptical(new):
        is_short = weigh(new.text) <= _SHORT and not new.kinds() and not new.query.places
        found = complete(new, old, ()) if is_short else ""
    elif not new.asks and not PRONOUN.search(new.without_names):
        found = f"{CLOSING.sub('', old.text)}，{new.body}"
    return OtherReading(f"{found}？", words) if found and len(found) < LONGEST_QUERY else None


def asks_nothing(question: str, reader: QuestionReader) -> bool:
    """Say whether there is hardly a word in a text beyond greeting and asking: 你好; 介绍一下."""
    return weigh(read_utterance(reader, question).rest) <= _HARDLY


def asks_of_anything(question: str, reader: QuestionReader) -> bool:
    """Say whether a question names nothing that would narrow it: 企业能拿哪些支持？."""
    new = read_utterance(reader, question)
    return weigh(new.rest) <= _WIDE and not (new.kinds() or new.query.places)


def has_no_subject(question: str, reader: QuestionReader) -> bool:
    """Say whether a question, alone, does not tell what it is about: 那谁负责？."""
    new = read_utterance(reader, question)
    is_named = bool(new.kinds() or new.query.kind in ABOUT_DOCUMENT or new.query.places)
    return is_elliptical(new) and weigh(new.rest) < _LEAST_SUBJECT and not is_named


def is_elliptical(new: Utterance) -> bool:
    """Say whether a question has no subject of its own."""
    weight, kinds, text = weigh(new.rest), new.kinds(), new.query.text
    if new.is_social or new.query.reference.compares:
        return False
    if JOINING.match(new.body) and "departments" in kinds:
        return True
    if ORDINAL.search(text) or MORE.fullmatch(new.body.lower()):
        return weight <= _OWN_BESIDE_PRONOUN
    calls_back = PRONOUN.search(new.without_names) is not None
    asks_for_tasks = new.query.kind == DEPARTMENT_LIST and _ASKS_FOR_TASKS.search(text)
    if asks_for_tasks and new.query.departments and not calls_back:
        return False
    of_document = new.query.kind in ABOUT_DOCUMENT or _VALID.search(text)
    if of_document and not kinds and weigh(new.text) <= _SHORT:
        return True
    if weight >= OWN:
        swaps = new.is_opened and not new.asks
        return swaps or (calls_back and not kinds and weight <= _OWN_BESIDE_PRONOUN)
    if not kinds or calls_back or new.is_opened or not new.asks:
        return True
    if "industries" in kinds or ("cities" in kinds and _ATTRIBUTE.search(text)):
        return False
    if "documents" in kinds:
        return not of_document
    return not _ATTRIBUTE.search(text)
