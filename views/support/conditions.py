"""What an act asks of a firm, side by side with what the firm is."""

from dataclasses import dataclass

# `met`; `unmet`; `open`: the document limits nothing; `check`: it limits, but only the owner or
# the department can tell whether the firm is meant.
STATES = ("met", "unmet", "open", "check")
SIDES = ("industry", "city", "size", "limit")


@dataclass(frozen=True, slots=True)
class Condition:
    """One side of an act; `why` is the reason's name, `names` what the document prints for it."""

    side: str
    state: str
    why: str
    names: tuple[str, ...] = ()
