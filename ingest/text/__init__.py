"""Text as characters: folded, joined from lines, with the numbers, dates and places in it."""
