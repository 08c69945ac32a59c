"""Who is responsible for a task: the departments of the clauses that fit, by their roles."""

from collections.abc import Sequence

from answer.drafts import Draft, Extract, extract_of
from answer.selection import Choice
from answer.sentences import Sentence
from question.query import Query
from question.words import tokenize

_BRACKETS = "（）()"


def draft_responsibilities(choices: Sequence[Choice], query: Query) -> list[Draft]:
    """Return for each chosen clause that names departments who they are, and what for.

    The departments come first, in the words of the clause; then the sentence of the task that fits
    the question best, if it has words of the question that the title lacks.
    """
    asked = frozenset(tokenize(query.text))
    drafts = []
    for choice in choices:
        stated = [s.sentence for s in choice.sentences if _states_role(choice, s.sentence)]
        if not stated:
            continue
        clause = choice.hit.clause
        who = [extract_of(sentence, clause, choice.hit) for sentence in stated]
        text = "；".join(_words_of(extract) for extract in who)
        drafts.append(Draft(f"{clause.title}：{text}" if clause.title else text, tuple(who)))
        task = _task(choice, stated)
        known = {*tokenize(clause.title), *(word for e in who for word in tokenize(e.text))}
        if task and (asked - known).intersection(tokenize(task.text)):
            drafts.append(Draft("任务原文：", (task,), quotes=True))
    return drafts


def _states_role(choice: Choice, sentence: Sentence) -> bool:
    return any(
        sentence.source_start <= r.start and r.end <= sentence.source_end
        for r in choice.hit.clause.annotations.responsibilities
    )


def _words_of(extract: Extract) -> str:
    """Return who is responsible as printed, without the brackets around it."""
    text = extract.text.rstrip("。；")
    return text.strip(_BRACKETS) if text[:1] in _BRACKETS else text


def _task(choice: Choice, stated: Sequence[Sentence]) -> Extract | None:
    others = [s for s in choice.sentences if s.sentence not in stated]
    if not others:
        return None
    best = max(others, key=lambda s: s.cosine)
    return extract_of(best.sentence, choice.hit.clause, choice.hit)
