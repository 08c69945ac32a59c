"""Lists that are longer than what a person reads at once: the rest is folded, in steps."""

from collections.abc import Sequence

from ui.parts.markup import Html, element, join
from ui.parts.script import say

STEP = 20


def write_folded(
    items: Sequence[Html], *, tag: str = "ul", first: int = STEP, step: int = STEP
) -> Html:
    """Return `items` as a list; what is beyond the first is behind “再看 20 条”, step by step.

    Args:
        items: Elements that may stand in `tag`.
        tag: What holds them: `ul`, `ol`, `div`.
        first: How many are shown at once.
        step: How many more are shown each time.
    """
    shown, rest = items[:first], items[first:]
    listed = element(tag, *shown)
    # One item is no shorter than the line that would stand for it.
    if len(rest) <= 1:
        return element(tag, *items)
    return join((listed, _write_rest(rest, tag, step)))


def _write_rest(items: Sequence[Html], tag: str, step: int) -> Html:
    shown, rest = items[:step], items[step:]
    if len(rest) == 1:
        shown, rest = items, ()
    left = f"（还有 {len(items)} 条）" if rest else ""
    return element(
        "details",
        element("summary", say(f"再看 {len(shown)} 条{left}")),
        element(tag, *shown),
        *([_write_rest(rest, tag, step)] if rest else []),
        class_="next",
    )
