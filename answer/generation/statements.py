"""Statements that a language model writes from clauses; those that do not hold are withheld."""

import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from answer.checks.statement import find_unsupported
from answer.generation.excerpts import excerpt
from answer.generation.marks import (
    find_addresses,
    has_markup,
    read_lines,
    read_statements,
    speaks_to_model,
    strip_marks,
)
from answer.generation.reply import GenerationError, read_reply
from ingest import Clause, Document
from ingest.annotations.vocabulary import default_vocabulary
from prompts import fill
from question.words import unify

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

__all__ = ["GeneratedStatement", "GenerationError", "generate_statements", "rewrite_question"]

Check = Callable[[str, Sequence[Clause], Mapping[str, Document]], list[str]]

# What the model says when the clauses do not answer.
NOT_FOUND = "未找到"
_MOST_STATEMENTS = 6
_LONGEST_REWRITE = 200
# Earlier turns shown to the model, and characters of each answer.
_TURNS, _LONGEST_TURN = 3, 400
_WORDS_SHOWN, _LONGEST_WORD = 3, 20
_NUMBER = re.compile(r"\d+(?:\.\d+)?|[〇零一二两三四五六七八九十百千万亿]{2,}")
_UNSAFE = re.compile(r"[^\w.,%‰·〔〕\- ]|_")
# Data cannot end the fence that it stands in.
_FENCE = str.maketrans("<>", "＜＞")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class GeneratedStatement:
    """A sentence of the model, without marks, and the clauses that it cites.

    `numbers` count from 1 in the list of clauses that the model was given.
    """

    text: str
    numbers: tuple[int, ...]


def generate_statements(
    model: "BaseChatModel",
    question: str,
    clauses: Sequence[Clause],
    documents: Mapping[str, Document],
    *,
    withheld: Callable[[str], None],
    deadline_s: float,
    check: Check = find_unsupported,
) -> Iterator[GeneratedStatement]:
    """Yield the statements of `model` that hold, each as soon as its line is complete.

    No statement at all means that the clauses do not answer, or that all were withheld.

    Args:
        model: Any chat model of LangChain.
        question: What a person typed; data, never instructions.
        clauses: What may be said and cited, numbered from 1.
        documents: The documents of the clauses, by doc_id.
        withheld: Called with a reason in Chinese for each statement that is left out.
        deadline_s: Seconds that the whole reply may take.
        check: Returns the words of a statement that the clauses it cites do not hold.

    Raises:
        GenerationError: the reply failed, broke off or has no sentence; what was yielded holds.
    """
    messages = [
        ("system", fill("answer_system", most=str(_MOST_STATEMENTS), not_found=NOT_FOUND)),
        ("human", _ask(question, clauses, documents)),
    ]
    seen: set[str] = set()
    with closing(read_reply(model, messages, deadline_s=deadline_s)) as pieces:
        for line in read_lines(pieces):
            for text, numbers in read_statements(line):
                if text.strip("。.") == NOT_FOUND:
                    return
                if text in seen:
                    continue
                seen.add(text)
                existing = tuple(n for n in numbers if 1 <= n <= len(clauses))
                if invented := sorted(set(numbers) - set(existing)):
                    logger.info("answer cites %s but %d clauses were given", invented, len(clauses))
                cited = [clauses[n - 1] for n in existing]
                if reason := _object(text, cited, documents, check):
                    withheld(reason)
                else:
                    yield GeneratedStatement(text, existing)
    if not seen:
        raise GenerationError("empty reply; ask again or use another model", "语言模型没有回复")


def rewrite_question(
    model: "BaseChatModel",
    question: str,
    earlier: Sequence[tuple[str, str]],
    *,
    deadline_s: float,
) -> str:
    """Return `question` so that it can be understood without the `earlier` turns.

    Args:
        model: Any chat model of LangChain.
        question: What a person typed last.
        earlier: Questions and answers before it, oldest first; with none `question` is returned.
        deadline_s: Seconds that the whole reply may take.

    Raises:
        GenerationError: the reply failed, or is no single question, or names a number, department
            or place that stands neither in `question` nor in `earlier`.
    """
    if not earlier:
        return question
    turns = [
        fill("rewrite_turn", question=asked, answer=strip_marks(said)[:_LONGEST_TURN])
        for asked, said in earlier[-_TURNS:]
    ]
    shown = {"earlier": _data("\n".join(turns)), "question": _data(question)}
    messages = [
        ("system", fill("rewrite_system", longest=str(_LONGEST_REWRITE))),
        ("human", fill("rewrite_question", **shown)),
    ]
    lines = [
        line.strip() for line in read_lines(read_reply(model, messages, deadline_s=deadline_s))
    ]
    if len(lines) != 1 or len(lines[0]) > _LONGEST_REWRITE or has_markup(lines[0]):
        raise GenerationError(
            f"rewritten question has {len(lines)} lines, {sum(map(len, lines))} characters or "
            "markup; ask in full",
            "语言模型没有读懂追问",
        )
    known = "\n".join([question, *(text for turn in earlier for text in turn)])
    if _names(lines[0]) - _names(known):
        raise GenerationError(
            "rewritten question names what nobody spoke of; ask in full",
            "语言模型改写追问时加进了没有说过的内容",
        )
    return lines[0]


def _object(
    text: str, cited: Sequence[Clause], documents: Mapping[str, Document], check: Check
) -> str:
    """Return why a statement is withheld, in Chinese; "" for one that holds."""
    if not cited:
        return fill("withheld_uncited")
    if has_markup(text):
        return fill("withheld_markup")
    if any(speaks_to_model(clause.text) for clause in cited):
        return fill("withheld_planted")
    words = [a for a in find_addresses(text) if not any(a in clause.text for clause in cited)]
    words += check(text, cited, documents)
    return fill("withheld_unsupported", words=_show(words)) if words else ""


def _ask(question: str, clauses: Sequence[Clause], documents: Mapping[str, Document]) -> str:
    blocks = [
        fill(
            "answer_clause",
            number=str(n),
            document=_data(documents[clause.doc_id].title),
            path=_data(" / ".join(clause.path)),
            text=fill("answer_planted")
            if speaks_to_model(clause.text)
            else _data(excerpt(clause.text, question)),
        )
        for n, clause in enumerate(clauses, start=1)
    ]
    return fill("answer_question", clauses="\n\n".join(blocks), question=_data(question))


def _data(text: str) -> str:
    """Return `text` so that it cannot end the fence that it stands in."""
    return text.translate(_FENCE)


def _show(words: Sequence[str]) -> str:
    """Return the first of `words` for a notice, short and without anything like markup."""
    shown = (_UNSAFE.sub("", word)[:_LONGEST_WORD].strip() for word in words)
    return "、".join(f"“{word}”" for word in list(filter(None, shown))[:_WORDS_SHOWN]) or "……"


def _names(text: str) -> set[str]:
    """Return the numbers, departments and places that `text` names, in their canonical forms."""
    unified, vocabulary = unify(text).replace(",", ""), default_vocabulary()
    found = vocabulary.names("departments", unified) | vocabulary.names("cities", unified)
    return found | set(_NUMBER.findall(unified))
