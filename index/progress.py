"""How far a build has come, for whoever follows it."""

from collections.abc import Callable

# Told what is done (one of `STAGES`), how much of it is done, and how much there is.
Report = Callable[[str, int, int], None]
STAGES = ("reading", "embedding", "opening")


def report_nothing(stage: str, done: int, total: int) -> None:
    """Stand in where nobody follows."""
