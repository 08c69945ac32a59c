"""An evaluator's own questions, asked, and measured where they have gold."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from answer import Answer
from answer.records import answer_record
from eval.data.collection import Collection
from eval.data.own_file import QUERY, OwnFile, OwnQuestion
from eval.data.trec import Found, Run
from eval.judging.metrics import Scores, score_run
from eval.judging.summary import summarise_group
from index import Hit
from index.records import hit_record
from question.dialogue.conversation import Conversation

_DEPTH = 10
_SYSTEM = "own"


class Searches(Protocol):
    """What searches: `Searcher`."""

    def search(self, question: str, *, k: int = 10) -> list[Hit]:
        """Return the best `k` clauses, best first."""


class Answers(Protocol):
    """What answers: `Answerer`, or what remembers its answers."""

    def answer(
        self, question: str, *, as_of: date, conversation: Conversation | None = None
    ) -> Answer:
        """Return the answer to a question."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question of the file with what came of it: `hits`, or an `answer`."""

    question: OwnQuestion
    hits: tuple[Hit, ...] = ()
    answer: Answer | None = None

    @property
    def clause_ids(self) -> tuple[str, ...]:
        """Return the clauses found, or cited, best or first ones first, each once."""
        if self.answer is None:
            return tuple(hit.clause.clause_id for hit in self.hits)
        return tuple(dict.fromkeys(c.clause.clause_id for c in self.answer.citations))

    @property
    def first_relevant(self) -> int:
        """Return the place of the first relevant clause, from 1; 0 where there is none."""
        places = [n for n, c in enumerate(self.clause_ids, 1) if c in self.question.relevant]
        return min(places, default=0)


def search_own(question: OwnQuestion, searcher: Searches) -> Outcome:
    """Search for a question of the file."""
    return Outcome(question, tuple(searcher.search(question.text, k=_DEPTH)))


def answer_own(question: OwnQuestion, answerer: Answers, *, as_of: date) -> Outcome:
    """Answer a question of the file, after those that it says were asked before."""
    conversation = Conversation()
    for earlier in question.earlier:
        answer = answerer.answer(earlier, as_of=as_of, conversation=conversation)
        conversation = conversation.add(answer.turn)
    answer = answerer.answer(question.text, as_of=as_of, conversation=conversation)
    return Outcome(question, answer=answer)


def score_own(outcomes: Sequence[Outcome]) -> Scores:
    """Return the metrics of each question that has gold: of search, or of the clauses cited."""
    judged = [outcome for outcome in outcomes if outcome.question.relevant]
    if not judged:
        return {}
    if judged[0].answer is not None:
        return {
            outcome.question.question_id: {"right_clause": float(outcome.first_relevant > 0)}
            for outcome in judged
        }
    gold = Collection(
        name=_SYSTEM,
        split=_SYSTEM,
        path=Path(_SYSTEM),
        entries=(),
        queries={o.question.question_id: o.question.text for o in judged},
        qrels={o.question.question_id: dict.fromkeys(o.question.relevant, 1) for o in judged},
        checksum="",
    )
    return score_run(gold, run_of(judged))


def measure_own(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return `queries`, `metrics` and `intervals` of the questions with gold; no metric of none."""
    scores = score_own(outcomes)
    return summarise_group(scores, scores)


def run_of(outcomes: Sequence[Outcome], system: str = _SYSTEM) -> Run:
    """Return what was found as a run, under the name of a system."""
    return Run(
        system,
        {
            outcome.question.question_id: tuple(
                Found(hit.clause.clause_id, hit.score) for hit in outcome.hits
            )
            for outcome in outcomes
        },
    )


def lines_of(file: OwnFile, outcomes: Sequence[Outcome]) -> str:
    """Return JSON lines as `python -m index search` and `python -m answer` print them."""
    records: list[dict[str, Any]] = []
    for outcome in outcomes:
        question = outcome.question
        if file.key == QUERY:
            hits = [hit_record(hit) for hit in outcome.hits]
            records.append({"id": question.question_id, "query": question.text, "hits": hits})
        elif outcome.answer is not None:
            records.append(answer_record(question.question_id, outcome.answer))
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
