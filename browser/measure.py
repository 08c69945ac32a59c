"""Times of the pages in a browser: alone, and with many visitors at once."""

import asyncio
import json
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from browser.serving import ROOT, serve_pages
from browser.visits import Visit, open_and_visit

_QUESTIONS = ROOT / "eval" / "policy" / "queries.jsonl"


@dataclass(frozen=True, slots=True)
class PageSpeed:
    """Seconds of one visitor, alone.

    Attributes:
        ready_s: From opening the address, of a server that has just come up, to a box to type in.
        first_answer_s: The first answer, for which the server loads index and model.
        ready_again_s: A further visitor, to a box to type in.
        answer_s: Median over further questions, from Enter to the answer drawn.
        slowest_answer_s: The slowest of them.
    """

    ready_s: float
    first_answer_s: float
    ready_again_s: float
    answer_s: float
    slowest_answer_s: float


@dataclass(frozen=True, slots=True)
class Load:
    """Many visitors at once, beside one alone.

    Attributes:
        sessions: Visitors at the same time.
        questions: Asked by each.
        pause_s: Seconds that each reads an answer.
        errors: Visits that something ended, with what it was.
        mixed_up: Answers that another text was shown for than alone.
        alone_s: Median seconds to an answer of the one visitor.
        together_s: Median seconds of the many.
        ratio: `together_s / alone_s`.
        slowest_s: The slowest answer of the many.
    """

    sessions: int
    questions: int
    pause_s: float
    errors: tuple[str, ...]
    mixed_up: int
    alone_s: float
    together_s: float
    ratio: float
    slowest_s: float


def measure_page(questions: Sequence[str]) -> PageSpeed:
    """Time a visit to a server that has just come up, and one more.

    Args:
        questions: At least two.

    Raises:
        RuntimeError: there is no browser, or a visit did not come to its end.
    """
    with serve_pages() as address:
        first = _visit(address, [questions[:1]])[0]
        again = _visit(address, [questions[1:]])[0]
    return PageSpeed(
        ready_s=first.ready_s,
        first_answer_s=first.seconds[0],
        ready_again_s=again.ready_s,
        answer_s=statistics.median(again.seconds),
        slowest_answer_s=max(again.seconds),
    )


def measure_load(questions: Sequence[str], *, sessions: int, each: int, pause_s: float) -> Load:
    """Time many visitors, each of whom asks in an order of its own, and one alone before them.

    Args:
        questions: What is asked; visitor `i` begins at a place of its own in the list.
        sessions: Visitors at once.
        each: Questions that each asks.
        pause_s: Seconds that each reads an answer.

    Raises:
        RuntimeError: there is no browser, or the visitor alone did not come to the end.
    """
    with serve_pages() as address:
        # What loads index and model is not counted.
        _visit(address, [questions[:1]])
        alone = _visit(address, [questions])[0]
        step = max(1, len(questions) // sessions)
        plans = [
            [questions[(i * step + n) % len(questions)] for n in range(each)]
            for i in range(sessions)
        ]
        visits = _run(address, plans, pause_s)
    shown = dict(zip(questions, alone.answers, strict=True))
    mixed_up = sum(
        answer != shown[question]
        for plan, visit in zip(plans, visits, strict=True)
        for question, answer in zip(plan, visit.answers, strict=False)
    )
    seconds = [second for visit in visits for second in visit.seconds]
    return Load(
        sessions=sessions,
        questions=each,
        pause_s=pause_s,
        errors=tuple(error for visit in visits for error in visit.errors),
        mixed_up=mixed_up,
        alone_s=statistics.median(alone.seconds),
        together_s=statistics.median(seconds),
        ratio=statistics.median(seconds) / statistics.median(alone.seconds),
        slowest_s=max(seconds),
    )


def read_questions(count: int) -> list[str]:
    """Return answerable questions of the benchmark's development split, evenly over its kinds."""
    lines = _QUESTIONS.read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    texts = [
        record["text"]
        for record in records
        if (record["metadata"]["split"], record["metadata"]["expect"]) == ("dev", "answered")
    ]
    return texts[:: max(1, len(texts) // count)][:count]


def _visit(address: str, plans: Sequence[Sequence[str]]) -> list[Visit]:
    visits = _run(address, plans, 0.0)
    errors = [error for visit in visits for error in visit.errors]
    if errors:
        raise RuntimeError(f"{address}: {errors[0]}")
    return visits


def _run(address: str, plans: Sequence[Sequence[str]], pause_s: float) -> list[Visit]:
    return asyncio.run(open_and_visit(address, plans, pause_s=pause_s))
