"""Bytes to text: which encoding a Chinese file is in, decided by decoding it."""

from functools import cache

from ingest.formats.model import SourceError

_MARKS = {
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
# The mainland writes GB18030 (GBK and GB2312 in it), Taiwan and Hong Kong Big5; Windows saves
# UTF-16 as "Unicode". Big5-HKSCS holds Big5; cp950 adds what Windows adds to it.
_LEGACY = ("gb18030", "big5hkscs", "cp950", "utf-16-le", "utf-16-be")
# Files name an older set and use the characters of the later one.
_STATED = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk", "cp936"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5"), "big5hkscs"),
}
_SAMPLE = 200_000
_LEAST_SHARE = 0.5
# Where WHATWG's index and GB 18030-2022 have a character, Python's codec still has the private
# use that it stood at in 2000: the space A3 A0, forms for vertical text, and radicals.
_PRIVATE_USE = str.maketrans(
    dict(
        zip(
            "\ue5e5\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796"
            "\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864",
            "\u3000\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19"
            "\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb",
            strict=True,
        )
    )
)


def decode(data: bytes, *, name: str, stated: str = "") -> tuple[str, str]:
    """Return the text of `data` and the encoding that it was read in.

    A byte order mark decides; then UTF-8 where it fits, as no other Chinese encoding does by
    chance; then `stated`; then the one of GB18030, Big5 and UTF-16 without a mark that gives the
    most common Chinese characters.

    Args:
        data: A whole text file.
        name: The source, for messages.
        stated: The encoding that the file names; one that is unknown or unfit is passed over.

    Raises:
        SourceError: the bytes are in no encoding that is known.
    """
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _decode_as(data, encoding, name), encoding
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        offset = error.start
    else:
        if "\x00" not in text:
            return text, "utf-8"
        offset = data.index(0)
    candidates = [text for text in (_attempt(data, code) for code in _LEGACY) if text]
    named = _STATED.get(stated.strip().lower().replace("_", "-"))
    for found in candidates:
        # A wrong statement shows at once: hardly any of its characters are common.
        if found[1] == named and _share_of_common(found[0]) >= _LEAST_SHARE:
            return found
    best = max(candidates, key=lambda found: _share_of_common(found[0]), default=("", ""))
    if _share_of_common(best[0]) < _LEAST_SHARE:
        raise SourceError(
            f"{name}: byte {offset} is not UTF-8, nor is the file GB18030, Big5 or UTF-16; "
            "save it as plain text in UTF-8"
        )
    return best


def _attempt(data: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        text = data.decode(encoding)
    except UnicodeError:
        return None
    if "\x00" in text:
        return None
    if encoding == "gb18030":
        text = text.translate(_PRIVATE_USE)
    return text, encoding


def _decode_as(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{name}: byte {error.start} is not {encoding}; save it as plain text in UTF-8"
        ) from error


def _share_of_common(text: str) -> float:
    """Return how many of the characters beyond ASCII are common in Chinese; 0 where none is."""
    common, neutral = _common_characters()
    beyond = [c for c in text[:_SAMPLE] if c > "\x7f" and c not in neutral]
    return sum(c in common for c in beyond) / len(beyond) if beyond else 0.0


@cache
def _common_characters() -> tuple[frozenset[str], frozenset[str]]:
    """Return the common characters, and those that count neither way.

    Common are the first levels of GB 2312 (3,755 by use) and of Big5 (5,401 by use) and Chinese
    punctuation. Frames of tables are neutral: text in Big5 that is read as GB18030 is full of them.
    """
    simplified = _row("gb2312", range(0xB0, 0xD8)) - _row("gb2312", range(0xD7, 0xD8), 0xFA)
    traditional = _row("big5hkscs", range(0xA4, 0xC6))
    marks = _row("gb2312", range(0xA1, 0xA2)) | _row("gb2312", range(0xA3, 0xA4))
    return simplified | traditional | marks, _row("gb2312", range(0xA9, 0xAA)) | {"\u3000"}


def _row(encoding: str, rows: range, first: int = 0, end: int = 0xFF) -> frozenset[str]:
    pairs = (bytes((row, cell)) for row in rows for cell in range(max(first, 0x40), end))
    decoded = (pair.decode(encoding, "ignore") for pair in pairs)
    return frozenset(text for text in decoded if len(text) == 1 and text > "\x7f")
