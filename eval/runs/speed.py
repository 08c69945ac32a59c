"""Measure speed: building the index, building it again, searching, answering."""

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from answer import Answerer
from eval.data.benchmark_files import load_benchmark
from eval.judging.summary import latency_record
from index import Settings, open_searcher, update_index

ASKED = 200


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds of a build and of one with nothing changed, milliseconds of a search and an answer.

    A build counts loading the model's libraries and weights where it needs them. Medians and 95th
    percentiles are over development questions; the first search, which loads the segmenter,
    is left out.
    """

    build_s: float
    unchanged_build_s: float
    search_median_ms: float
    search_p95_ms: float
    answer_median_ms: float
    answer_p95_ms: float


def measure_speed(settings: Settings, *, asked: int = ASKED) -> Speed:
    """Measure on the documents of `settings`, with an index in a temporary folder.

    Args:
        settings: The documents, the model and the examples.
        asked: Questions searched for and answered; one before them is not counted.
    """
    with tempfile.TemporaryDirectory() as folder:
        temporary = settings.model_copy(update={"store": Path(folder) / "store"})
        build_s = _seconds(lambda: update_index(temporary))
        unchanged_s = _seconds(lambda: update_index(temporary))
        searcher = open_searcher(temporary)
        benchmark = load_benchmark(searcher.snapshot.corpus, split="dev")
        texts = [question.text for question in benchmark.questions[: asked + 1]]
        searcher.search(texts[0])
        searches = [_seconds(partial(searcher.search, text)) for text in texts[1:]]
        # Another searcher: this one remembers what it has read.
        answerer = Answerer(searcher.with_weights(searcher.weights))
        today = date.today()
        answers = [_seconds(partial(answerer.answer, text, as_of=today)) for text in texts[1:]]
    search, answer = latency_record(searches), latency_record(answers)
    return Speed(
        build_s=round(build_s, 2),
        unchanged_build_s=round(unchanged_s, 2),
        search_median_ms=search["p50"],
        search_p95_ms=search["p95"],
        answer_median_ms=answer["p50"],
        answer_p95_ms=answer["p95"],
    )


def _seconds(action: Callable[[], object]) -> float:
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin
