"""Questions opened: what answers them, and what a system found or said instead."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.data.benchmark import PolicyBenchmark
from eval.data.collection import DatasetError, read_lines
from eval.data.questions import Question
from eval.data.spans import Span
from eval.judging.metrics import Scores
from eval.runs.results import ResultsError
from index.channels.passages import is_searched
from ingest import Clause


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """What answers (grade 2) or helps (1), in the words of its source; `clause` holds it."""

    text: str
    grade: int
    clause: Clause | None


@dataclass(frozen=True, slots=True)
class JudgedHit:
    """What a run holds for a question: `name` as there, `grade` of the best gold it covers.

    `clause` is that of the name, or the one that a span shares most with; without one the hit is
    not of this index, and `text` is empty.
    """

    rank: int
    name: str
    grade: int
    clause: Clause | None
    text: str


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer as it was stored; `cited` are the ids of its clauses, each once."""

    status: str
    text: str
    cited: tuple[str, ...]


def find_missed(scores: Scores, metric: str) -> list[str]:
    """Return the queries that have 0 in `metric`."""
    return [query_id for query_id, row in scores.items() if row.get(metric) == 0]


def select_questions(
    questions: Mapping[str, Question], query_ids: Iterable[str], **labels: str
) -> list[Question]:
    """Return the questions of `query_ids` that have all `labels`, such as kind; "" is any."""
    return [
        question
        for query_id in query_ids
        if (question := questions.get(query_id))
        and all(value in ("", getattr(question, name)) for name, value in labels.items())
    ]


def quote_gold(benchmark: PolicyBenchmark, question: Question) -> list[GoldQuote]:
    """Return the gold of a question in the order of the sources, what answers first."""
    ordered = sorted(question.gold, key=lambda gold: (-gold.grade, gold.span))
    return [
        GoldQuote(_text_of(benchmark, gold.span), gold.grade, _nearest(benchmark, gold.span))
        for gold in ordered
    ]


def judge_hits(
    benchmark: PolicyBenchmark, question: Question, names: Sequence[str]
) -> list[JudgedHit]:
    """Return each name of a ranking with what it stands for, judged by itself."""
    clauses = {clause.clause_id: clause for clause in benchmark.corpus.clauses}
    hits = []
    for rank, name in enumerate(names, start=1):
        if not benchmark.knows(name):
            hits.append(JudgedHit(rank, name, 0, None, ""))
            continue
        span = benchmark.span_of(name)
        grade = max((gold.grade for gold in question.gold if span.covers(gold.span)), default=0)
        clause = clauses.get(name)
        text = clause.text if clause else _text_of(benchmark, span)
        hits.append(JudgedHit(rank, name, grade, clause or _nearest(benchmark, span), text))
    return hits


def read_answers(path: Path) -> dict[str, StoredAnswer]:
    """Return the stored answers by question.

    Raises:
        ResultsError: the file is missing or damaged.
    """
    answers = {}
    try:
        for _, record in read_lines(path):
            cited = dict.fromkeys(str(citation["clause_id"]) for citation in record["citations"])
            answers[str(record["id"])] = StoredAnswer(
                str(record["status"]), str(record["answer"]), tuple(cited)
            )
    except (DatasetError, KeyError, TypeError) as error:
        raise ResultsError(f"{path}: is missing or damaged; run: python -m eval run") from error
    return answers


def _text_of(benchmark: PolicyBenchmark, span: Span) -> str:
    return " ".join(benchmark.corpus.texts[span.doc_id][span.start : span.end].split())


def _nearest(benchmark: PolicyBenchmark, span: Span) -> Clause | None:
    """Return the indexed clause that shares most with a span, None where none shares any."""
    searched = (clause for clause in benchmark.corpus.clauses if is_searched(clause))
    shared = [(span.shared(Span.of(clause)), clause) for clause in searched]
    most, clause = max(shared, key=lambda pair: pair[0], default=(0, None))
    return clause if most else None
