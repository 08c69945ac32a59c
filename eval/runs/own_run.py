"""A run file of someone's own system, judged on stored questions beside the project's runs."""

from dataclasses import dataclass
from pathlib import Path

from eval.data.benchmark import PolicyBenchmark
from eval.data.trec import Run, read_run
from eval.judging.metrics import Scores, score_run

LARGEST_RUN = 20_000_000


@dataclass(frozen=True, slots=True)
class OwnRun:
    """A run with what it has in common with a benchmark.

    Attributes:
        run: What the file holds.
        asked: How many queries the benchmark has, each of which counts.
        answered: How many of them the run has.
        other_queries: Queries of the run that the benchmark does not have; they count for nothing.
        names: How many documents it names for the benchmark's queries, each once.
        other_names: Those that are neither clauses nor spans here; they count as irrelevant.
        scores: Those of each query of the benchmark; none where nothing is in common.
    """

    run: Run
    asked: int
    answered: int
    other_queries: tuple[str, ...]
    names: int
    other_names: tuple[str, ...]
    scores: Scores

    @property
    def is_of_others(self) -> bool:
        """Say whether it is of another benchmark: no query, or no document, is known here."""
        return not self.scores


def judge_own_run(data: bytes, name: str, benchmark: PolicyBenchmark) -> OwnRun:
    """Read a run and judge it on all queries of a benchmark; one that it lacks counts as 0.

    Raises:
        TrecError: it is no run; the message names the line.
    """
    run = read_run(Path(name), data)
    queries = benchmark.queries
    # Questions without an answer are asked too, and judge nothing.
    asked = {question.question_id for question in benchmark.questions}
    names = {hit.doc_id for query in queries for hit in run.found.get(query, ())}
    other_names = sorted(name for name in names if not benchmark.knows(name))
    answered = sum(bool(run.found.get(query)) for query in queries)
    has_common = answered and len(other_names) < len(names)
    return OwnRun(
        run=run,
        asked=len(queries),
        answered=answered,
        other_queries=tuple(sorted(run.found.keys() - asked)),
        names=len(names),
        other_names=tuple(other_names),
        scores=score_run(benchmark, run) if has_common else {},
    )
