"""Cut tokenised texts into model inputs, with the place of each token in the text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token ids of one text as the model gets them: prompt and special tokens around the text's."""

    head: list[int]
    body: list[int]
    tail: list[int]
    spans: list[Span]


@dataclass(frozen=True, slots=True)
class Window:
    """One model input: as much of text number `text` as fits.

    `spans` are those of the text's own tokens, int32 (n_tokens, 2); they stand in `ids` from
    position `first` on.
    """

    text: int
    ids: list[int]
    first: int
    spans: NDArray[np.int32]


def split_tokens(
    text: str, ids: Sequence[int], offsets: Sequence[Span], special: Sequence[int], *, start: int
) -> Tokens:
    """Tell the tokens of `text` from those around it.

    Args:
        text: The text without its prompt.
        ids: Tokens of prompt and text, with special tokens at both ends.
        offsets: Character span of each token in what was tokenised.
        special: 1 for a token that the tokenizer added.
        start: Where `text` begins in what was tokenised.
    """
    own = [i for i, (_, end) in enumerate(offsets) if end > max(start, 0) and not special[i]]
    first, last = (own[0], own[-1] + 1) if own else (_tail(special),) * 2
    spans = [_trim(text, max(a - start, 0), b - start) for a, b in offsets[first:last]]
    return Tokens(list(ids[:first]), list(ids[first:last]), list(ids[last:]), spans)


def _tail(special: Sequence[int]) -> int:
    """Return where the special tokens at the end begin."""
    end = len(special)
    while end > 0 and special[end - 1]:
        end -= 1
    return end


def _trim(text: str, start: int, end: int) -> Span:
    """Return the span without spaces and invisible characters at its ends, unless it has only such.

    A token includes the space before it, and the characters around it that the tokenizer dropped.
    """
    first, last = start, end
    while first < last and _is_invisible(text[first]):
        first += 1
    while last > first and _is_invisible(text[last - 1]):
        last -= 1
    return (first, last) if first < last else (start, end)


def _is_invisible(character: str) -> bool:
    return character == " " or not character.isprintable()


def cut_windows(texts: Sequence[Tokens], *, size: int) -> Iterator[Window]:
    """Give the windows of each text in turn: one, or as many as `size` tokens a window demand."""
    for number, tokens in enumerate(texts):
        room = max(size - len(tokens.head) - len(tokens.tail), 1)
        spans = np.array(tokens.spans, np.int32).reshape(-1, 2)
        for start in range(0, max(len(tokens.body), 1), room):
            ids = tokens.head + tokens.body[start : start + room] + tokens.tail
            yield Window(number, ids, len(tokens.head), spans[start : start + room])


def batch_windows(windows: Sequence[Window], *, most_tokens: int) -> list[list[int]]:
    """Put the numbers of windows of like length together, longest first: that pads little.

    A batch holds at most `most_tokens` tokens with its padding, or a single window.
    """
    batches: list[list[int]] = []
    width = 0
    for number in sorted(range(len(windows)), key=lambda n: len(windows[n].ids), reverse=True):
        if batches and (len(batches[-1]) + 1) * width <= most_tokens:
            batches[-1].append(number)
        else:
            width = len(windows[number].ids)
            batches.append([number])
    return batches


def pad_windows(
    windows: Sequence[Window], padding: int, *, step: int = 1, most: int | None = None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return token ids and attention mask of one batch, int64 (n_windows, width) each.

    Args:
        windows: Windows of like length, at least one.
        padding: Id of the token that fills up.
        step: The width is rounded up to a multiple of it,
        most: but to no more than this.
    """
    longest = max(len(window.ids) for window in windows)
    width = max(min(-(-longest // step) * step, most or longest + step), longest)
    ids = np.full((len(windows), width), padding, np.int64)
    mask = np.zeros_like(ids)
    for row, window in enumerate(windows):
        ids[row, : len(window.ids)] = window.ids
        mask[row, : len(window.ids)] = 1
    return ids, mask
