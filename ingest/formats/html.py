"""Web pages to text."""

from lxml import html

from ingest.formats.encodings import decode
from ingest.formats.model import Extract


def read_html(data: bytes, *, name: str) -> Extract:
    """Return the text of a page, a block a line."""
    text, encoding = decode(data, name=name)
    tree = html.fromstring(text)
    return Extract("\n".join(tree.itertext()), encoding)
