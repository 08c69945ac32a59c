"""How close what a document says is to a firm: what it names of the firm, and how surely."""

from collections.abc import Sequence
from typing import NamedTuple

from views.support.conditions import Condition

# What a clause can name of a firm, the closest first.
NAMED_SIDES = ("industry", "city", "size")
_AROUND = ("wider", "part", "example", "district", "district_document", "may_be")
_DOUBTFUL = ("document_partly", "heading_others", "elsewhere")


class Closeness(NamedTuple):
    """What acts name of a firm.

    Attributes:
        named: The sides of `NAMED_SIDES` that are named.
        around: Those of which something wider or narrower is.
        is_doubtful: Nothing is named, and what stands above or the whole document is about others.
    """

    named: tuple[str, ...]
    around: tuple[str, ...]
    is_doubtful: bool

    def key(self, strength: int) -> tuple[int, bool, bool, int, bool, int]:
        """Return what sorts the closest first: by the first side named, then by wording.

        Args:
            strength: How strongly it is worded, the strongest being the least.
        """
        level = next((n for n, s in enumerate(NAMED_SIDES) if s in self.named), len(NAMED_SIDES))
        return (
            level,
            self.is_doubtful,
            "city" not in self.named,
            strength,
            "size" not in self.named,
            -len(self.around),
        )


def measure_closeness(acts: Sequence[Sequence[Condition]]) -> Closeness:
    """Return how close acts are together, each given by its conditions."""
    conditions = [condition for act in acts for condition in act]
    named = {condition.side for condition in conditions if condition.is_named}
    near = {c.side for c in conditions if c.why in _AROUND and c.state != "unmet"}
    return Closeness(
        tuple(side for side in NAMED_SIDES if side in named),
        tuple(side for side in NAMED_SIDES if side in near - named),
        not named and all(any(c.why in _DOUBTFUL for c in act) for act in acts),
    )
