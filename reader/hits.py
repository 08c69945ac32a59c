"""Read the clauses that a search found, and put them in the order of what they say."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index import Hit, Searcher
from reader.model import Passage, Reader, Reading
from reader.weights import WeightsError

# So many of the best hits are read: the probability of a question is calibrated for that many.
READ = 8
# What a logit counts beside the score of the search, which is about 0 to 2.
WEIGHT = 0.08


@dataclass(frozen=True, slots=True)
class HitReading:
    """A hit with what it says to the question.

    A clause that was indexed in several windows has the probability and the logit of the one that
    answers best.
    """

    hit: Hit
    probability: float
    logit: float
    readings: tuple[tuple[int, Reading], ...]

    @property
    def score(self) -> float:
        """Return the score of the search and the logit as one."""
        return self.hit.score + WEIGHT * self.logit

    def support(self, start: int, end: int) -> float:
        """Return how likely the characters `start:end` of the clause's text hold the answer."""
        return max(reading.support(start - at, end - at) for at, reading in self.readings)


@dataclass(frozen=True, slots=True)
class HitReadings:
    """What the hits of one question say, and the probability that any of them answers it.

    `readings` are in the order of their hits.
    """

    readings: tuple[HitReading, ...]
    answered: float

    def ranked(self) -> list[HitReading]:
        """Return the readings, best first by search and reader together."""
        return sorted(self.readings, key=lambda r: (-r.score, r.hit.rank))

    def reorder(self, hits: Sequence[Hit]) -> list[Hit]:
        """Return `hits` with those that were read first, ranked and scored by both together.

        Where none was read they stay as the search has them.
        """
        ranked = self.ranked()
        if not ranked:
            return list(hits)
        read = {reading.hit.clause.clause_id for reading in ranked}
        least = ranked[-1].score
        scored = [(reading.hit, reading.score) for reading in ranked]
        scored += [(h, min(h.score, least)) for h in hits if h.clause.clause_id not in read]
        return [replace(h, score=s, rank=rank) for rank, (h, s) in enumerate(scored, start=1)]


class HitReader:
    """Reads hits with the token vectors that their index holds."""

    def __init__(self, reader: Reader) -> None:
        """Take a reader, such as `Reader.load()`."""
        self._reader = reader

    @classmethod
    def of(cls, searcher: Searcher) -> "HitReader | None":
        """Return the trained reader; None where the index is of another model than it knows."""
        reader = Reader.load()
        return cls(reader) if reader.fingerprint == searcher.snapshot.fingerprint else None

    def search(
        self, searcher: Searcher, question: str, *, k: int = READ
    ) -> tuple[list[Hit], float]:
        """Search, and read the best hits.

        Args:
            searcher: What searches.
            question: As given to it.
            k: Hits wanted.

        Returns:
            Hits in the order of search and reader together, and the probability that any answers.

        Raises:
            WeightsError: the reader was taught on the vectors of another model.
        """
        hits = searcher.search(question, k=max(k, READ))
        read = self.read_hits(searcher, question, hits[:READ])
        return read.reorder(hits)[:k], read.answered

    def read_hits(self, searcher: Searcher, question: str, hits: Sequence[Hit]) -> HitReadings:
        """Read hits for the answer to the question that found them.

        Args:
            searcher: What found them.
            question: As given to it.
            hits: Any of its hits; eight take some 20 ms.

        Raises:
            WeightsError: the reader was taught on the vectors of another model.
        """
        snapshot = searcher.snapshot
        if snapshot.fingerprint != self._reader.fingerprint:
            raise WeightsError(
                f"reader: taught on the model {self._reader.fingerprint[:8]}, the index is of "
                f"{snapshot.fingerprint[:8]}; use the bundled model, or run: python -m reader train"
            )
        tokens = searcher.encode(question).tokens
        if not hits or not len(tokens):
            return HitReadings((), 0.0)
        kind = searcher.read(question).kind
        windows = [(hit, number) for hit in hits for number in searcher.passages_of(hit.clause)]
        passages = [passage_at(searcher, number) for _, number in windows]
        read = self._reader.read(tokens, passages, kind=kind)
        found: dict[str, list[tuple[int, Reading]]] = {hit.clause.clause_id: [] for hit in hits}
        for (hit, number), reading in zip(windows, read, strict=True):
            record = snapshot.passages[number]
            found[hit.clause.clause_id].append((record.offset - record.path_end, reading))
        readings = tuple(_join(hit, found[hit.clause.clause_id]) for hit in hits)
        return HitReadings(readings, self._reader.answered(read, kind=kind))


def passage_at(searcher: Searcher, number: int) -> Passage:
    """Return passage number `number` of an index, to read."""
    late, record = searcher.snapshot.late, searcher.snapshot.passages[number]
    return Passage(late.rows(number), late.spans_of(number), record.path_end)


def _join(hit: Hit, read: list[tuple[int, Reading]]) -> HitReading:
    best = max((reading for _, reading in read), key=lambda reading: reading.logit)
    return HitReading(hit, best.probability, best.logit, tuple(read))
