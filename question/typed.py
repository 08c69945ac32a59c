"""Whether a text that was typed can be searched for at all; needs no other module."""

import unicodedata

# A longer text is no question; the encoder would read only its beginning.
LONGEST_QUERY = 1000


def find_fault(text: str) -> str:
    """Return what keeps `text` from being searched for: "blank", "long" or "broken"; else "".

    It is blank where no letter and no digit is in it, long where `count_characters` is above
    `LONGEST_QUERY`, and broken where it is no valid text.
    """
    if not any(character.isalnum() for character in text):
        return "blank"
    if count_characters(text) > LONGEST_QUERY:
        return "long"
    try:
        text.encode()
    except UnicodeEncodeError:
        return "broken"
    return ""


def count_characters(text: str) -> int:
    """Return the length of `text` as it is read: some characters stand for up to 18 others."""
    return len(unicodedata.normalize("NFKC", text))
