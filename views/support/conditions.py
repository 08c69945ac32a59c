"""What an act asks of a firm, side by side with what the firm is."""

from dataclasses import dataclass

SIDES = ("industry", "city", "size", "limit")


@dataclass(frozen=True, slots=True)
class Condition:
    """One side of an act; `why` is the reason's name, `names` what the document prints for it.

    `state` is `met`, `unmet`, `open` where the document limits nothing, or `check` where it does,
    but only the owner or the department can tell whether the firm is meant.
    """

    side: str
    state: str
    why: str
    names: tuple[str, ...] = ()
