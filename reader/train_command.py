"""Teach the reader: public sets, then both; judged on documents left out, then on all."""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index import Searcher, Settings
from index.model.embedder import Embedder
from question.cache_folder import default_cache_dir
from reader.benchmarks import Asked, Benchmarks, ask
from reader.calibration import Calibration, fit_calibration, joint_logit
from reader.figures import Read, figures_of
from reader.forward import Floats
from reader.hits import HitReader
from reader.measure import measure_checklist, measure_speed, read_asked
from reader.model import Reader
from reader.shape import Shape
from reader.train import Plan, train
from reader.train_examples import PublicExamples, examples_of
from reader.train_notices import load_notices
from reader.train_public import load_public
from reader.train_vectors import encode_texts
from reader.weights import Trained

FOLDS = 3
OUT_OF_FOLD = "dev, on documents left out"
# Of the questions on the project's own two documents, one in so many: they are alike.
_EVERY = 3

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Taught:
    """What training gave: weights, and figures by set, on questions not learned from."""

    trained: Trained
    figures: dict[str, dict[str, float]]


def cache_of(settings: Settings) -> Path:
    """Return the folder for the token vectors of the public sets."""
    return (settings.cache_dir or default_cache_dir().parent) / "reader"


def load_examples(sets: Path, embedder: Embedder, cache: Path) -> list[PublicExamples]:
    """Return the examples of the public sets in the folder `sets`."""
    found = []
    for data in load_public(sets):
        questions = [question.text for question in data.questions]
        asked = encode_texts(questions, embedder, cache, as_queries=True)
        found.append(PublicExamples(data, asked, encode_texts(data.passages, embedder, cache)))
    return found


def teach(settings: Settings, sets: Path, *, plan: Plan) -> Taught:
    """Train the reader and measure it.

    Args:
        settings: Say where the index and the documents are.
        sets: The folder of the public sets.
        plan: How long.

    Raises:
        PoliciesError, TrainingDataError: documents or sets are not at hand.
    """
    benchmarks, shape = Benchmarks(settings), Shape()
    cache = cache_of(settings)
    public = load_examples(sets, benchmarks.embedder, cache)
    searcher, questions = benchmarks.official("dev")
    official = list(ask(searcher, questions))
    teaching = list(ask(searcher, benchmarks.teaching()))
    notices = load_notices(sets, benchmarks.embedder, cache)
    both = [*official, *teaching]
    taught = [(fold_of(asked.document), list(examples_of(searcher, [asked]))) for asked in both]
    own_searcher, own_questions = benchmarks.own("dev")
    own = list(examples_of(own_searcher, list(ask(own_searcher, own_questions[::_EVERY]))))
    logger.warning("reader: learning from the public sets")
    begun = train(public, (), plan=plan, shape=shape)
    fingerprint = benchmarks.embedder.fingerprint

    def go_on(*, without: int | None) -> Trained:
        examples = [example for fold, found in taught if fold != without for example in found]
        examples += [*own, *notices]
        weights = train(public, examples, plan=plan, shape=shape, start=begun)
        return _uncalibrated(weights, shape, fingerprint)

    read: list[Read] = []
    for fold in range(FOLDS):
        logger.warning("reader: without the documents of part %s of %s", fold + 1, FOLDS)
        held = [asked for asked in both if fold_of(asked.document) == fold]
        judged = go_on(without=fold)
        hit_reader = HitReader(Reader(judged))
        read += [read_asked(searcher, asked, hit_reader) for asked in held]
    clause, question = calibrate(read)
    logger.warning("reader: with all documents")
    trained = go_on(without=None)
    trained = Trained(shape, trained.weights, clause, question, fingerprint)
    return Taught(
        trained, _figures(searcher, official, read, trained, benchmarks.embedder, sets, cache)
    )


def _figures(
    searcher: Searcher,
    official: Sequence[Asked],
    read: Sequence[Read],
    trained: Trained,
    embedder: Embedder,
    sets: Path,
    cache: Path,
) -> dict[str, dict[str, float]]:
    reader = Reader(trained)
    return {
        OUT_OF_FOLD: figures_of(read, trained.clause, trained.question),
        "checklist": measure_checklist(sets, embedder, reader, cache),
        "speed": measure_speed(searcher, official, reader),
    }


def fold_of(document: str) -> int:
    """Return which part of the documents a document is in, 0 to `FOLDS` - 1."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % FOLDS


def calibrate(read: Sequence[Read]) -> tuple[Calibration, Calibration]:
    """Return the calibrations of clauses and of questions that were not learned from."""
    clauses = [
        (h.logit, r.asked.grades.get(h.hit.clause.clause_id) == 2, r.asked.kind)
        for r in read
        for h in r.readings.readings
    ]
    questions = [
        (joint_logit([h.logit for h in r.readings.readings]), r.asked.answerable, r.asked.kind)
        for r in read
    ]
    by_clause, by_question = (
        fit_calibration(*map(list, zip(*rows, strict=True))) for rows in (clauses, questions)
    )
    return by_clause, by_question


def _uncalibrated(weights: dict[str, Floats], shape: Shape, fingerprint: str) -> Trained:
    return Trained(shape, weights, Calibration(), Calibration(), fingerprint)
