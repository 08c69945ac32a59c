"""Times of the pages: in a browser, and of the server with many sessions at once."""

import asyncio
import json
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from browser.serving import ROOT, serve_pages
from browser.sessions import Asked, ask_in_sessions
from browser.visits import Visit, open_page, visit

_QUESTIONS = ROOT / "eval" / "policy" / "queries.jsonl"


@dataclass(frozen=True, slots=True)
class PageSpeed:
    """Seconds of one visitor, alone.

    Attributes:
        first_answer_after_start_s: From the start of the server's process to the first answer
            drawn, for a browser that waits at the door and types at once.
        ready_s: From opening the address, of a server that has just come up, to a box to type in.
        first_answer_s: The first answer, asked while the server may still open the index.
        ready_again_s: A further visitor, to a box to type in.
        answer_s: Median over further questions, from Enter to the answer drawn.
        slowest_answer_s: The slowest of them.
    """

    first_answer_after_start_s: float
    ready_s: float
    first_answer_s: float
    ready_again_s: float
    answer_s: float
    slowest_answer_s: float


@dataclass(frozen=True, slots=True)
class Load:
    """Many sessions at once, beside one alone, from the question to the whole page sent.

    Attributes:
        sessions: Sessions at the same time.
        questions: Asked by each, no two alike.
        pause_s: Seconds that each reads an answer.
        errors: What went wrong, with the question.
        mixed_up: Answers that are not the ones that the same questions have alone.
        alone_s: Median seconds to an answer of one session.
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
    return asyncio.run(_measure_page(questions))


async def _measure_page(questions: Sequence[str]) -> PageSpeed:
    async with open_page() as page:
        begin = time.perf_counter()
        with serve_pages() as address:
            up_s = time.perf_counter() - begin
            first = _checked(await visit(page, address, questions[:1]))
            async with open_page() as other:
                again = _checked(await visit(other, address, questions[1:]))
    return PageSpeed(
        first_answer_after_start_s=up_s + first.ready_s + first.seconds[0],
        ready_s=first.ready_s,
        first_answer_s=first.seconds[0],
        ready_again_s=again.ready_s,
        answer_s=statistics.median(again.seconds),
        slowest_answer_s=max(again.seconds),
    )


def measure_load(*, sessions: int, each: int, pause_s: float) -> Load:
    """Time many sessions and, before them, one alone; every question is asked for the first time.

    Args:
        sessions: Sessions at once.
        each: Questions that each asks.
        pause_s: Seconds that each reads an answer.

    Raises:
        ValueError: the benchmark has fewer questions.
    """
    questions = read_questions((sessions + 1) * each)
    if len(questions) < (sessions + 1) * each:
        raise ValueError(f"load: {len(questions)} questions are too few; ask for fewer sessions")
    plans = [questions[i :: sessions + 1] for i in range(sessions + 1)]
    with serve_pages() as address:
        # What loads index and model is not counted.
        _ask(address, [["检验检测由谁牵头？"]], 0.0)
        (alone,) = _ask(address, plans[:1], 0.0)
        together = [asked for visit in _ask(address, plans[1:], pause_s) for asked in visit]
        (again,) = _ask(address, [[asked.question for asked in together]], 0.0)
    seconds = statistics.median(asked.seconds for asked in together)
    alone_s = statistics.median(asked.seconds for asked in alone)
    return Load(
        sessions=sessions,
        questions=each,
        pause_s=pause_s,
        errors=tuple(f"{a.question}: {a.error}" for a in [*alone, *together] if a.error),
        mixed_up=sum(
            (one.shown, one.answer) != (other.shown, other.answer)
            for one, other in zip(together, again, strict=True)
        ),
        alone_s=alone_s,
        together_s=seconds,
        ratio=seconds / alone_s,
        slowest_s=max(asked.seconds for asked in together),
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


def _ask(address: str, plans: Sequence[Sequence[str]], pause_s: float) -> list[list[Asked]]:
    return asyncio.run(ask_in_sessions(address, plans, pause_s=pause_s))


def _checked(visited: Visit) -> Visit:
    if visited.errors:
        raise RuntimeError(f"the visit ended at: {visited.errors[0]}")
    return visited
