"""What an act asks of a firm, side by side with what the firm is."""

from dataclasses import dataclass

SIDES = ("industry", "city", "size", "limit")
# The document names what the firm is, in the act, in its box or in a heading above; of a city also
# the region that it lies in.
_NAMED = ("named", "heading", "region")


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

    @property
    def is_named(self) -> bool:
        """Say whether the document names what the firm is."""
        return self.why in _NAMED
