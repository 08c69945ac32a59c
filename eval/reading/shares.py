"""Shares of counted cases, with their intervals."""

from collections.abc import Iterable
from dataclasses import dataclass

from eval.judging.statistics import Interval, wilson_interval


@dataclass(frozen=True, slots=True)
class Share:
    """How many cases are right, of how many."""

    hits: int = 0
    count: int = 0

    def __add__(self, other: "Share") -> "Share":
        """Return the cases of both together."""
        return Share(self.hits + other.hits, self.count + other.count)

    @property
    def value(self) -> float | None:
        """The share; None where there are no cases."""
        return self.hits / self.count if self.count else None

    @property
    def interval(self) -> Interval:
        """The 95 % interval by Wilson, as if the cases were independent."""
        return wilson_interval(self.hits, self.count)


def share_of(judged: Iterable[bool]) -> Share:
    """Return the share of what is true."""
    cases = list(judged)
    return Share(sum(cases), len(cases))
