"""Sizes of the reader's network, and the names and shapes of its weights."""

from dataclasses import dataclass

# Rows of a depthwise convolution reach this far to either side.
REACH = 3
# Cosines of this encoder's tokens lie close above this, so differences need stretching.
USUAL_COSINE = 0.8
SHARPNESS = 20.0
EPSILON = 1e-5


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes: `dim` of the token vectors, `width` of the network, `match` of its attention."""

    dim: int = 384
    width: int = 128
    match: int = 64
    blocks: int = 3
    words: int = 64

    def weights(self) -> dict[str, tuple[int, ...]]:
        """Return the shape of each weight, by its name; matrices are (inputs, outputs)."""
        width, words = self.width, self.words
        shapes: dict[str, tuple[int, ...]] = {
            "key": (self.dim, self.match),
            "ask": (self.dim, self.match),
            "value": (self.dim, width),
            "project": (self.dim, width),
            "whole": (self.dim, width),
            "mix": (width, width),
            "scalars": (4, width),
            "input_bias": (width,),
            "heads": (width, 3),
            "heads_bias": (3,),
            "pool": (width, 1),
            "words": (2 * width, words),
            "words_scalars": (2, words),
            "words_bias": (words,),
            "importance": (width, 1),
            "join": (2 * width + 2 * words + 3, 64),
            "join_bias": (64,),
            "answered": (64, 1),
            "answered_bias": (1,),
        }
        for name in ("input", "output"):
            shapes |= {f"{name}_gain": (width,), f"{name}_shift": (width,)}
        for block in range(self.blocks):
            shapes |= {
                f"conv{block}": (2 * REACH + 1, width),
                f"conv{block}_bias": (width,),
                f"norm{block}_gain": (width,),
                f"norm{block}_shift": (width,),
                f"up{block}": (width, 2 * width),
                f"up{block}_bias": (2 * width,),
                f"down{block}": (2 * width, width),
                f"down{block}_bias": (width,),
            }
        return shapes
