"""A web page as a tree: its characters decoded, what is no text and what is hidden taken out."""

import re
from dataclasses import dataclass

from lxml import etree, html

from ingest.formats.encodings import decode
from ingest.formats.model import SourceError

_MAIL = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*MIME-Version:", re.IGNORECASE)
_CHARSET = re.compile(
    rb"<(?:meta\b|\?xml\b)[^<>]*?\b(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE
)
_UNREAD = frozenset(
    re.findall(
        r"\w+",
        "applet audio button canvas datalist embed frame frameset head iframe input noscript"
        " object option rp rt script select style svg template textarea video xml",
    )
)
_WHITE = r"(?:#fff(?:fff)?|white|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))"
_HIDDEN = re.compile(
    r"display:\s*none|visibility:\s*hidden|mso-hide:\s*all"
    r"|(?<![\w-])opacity:\s*0(?:\.0+)?\s*(?:;|$)|font-size:\s*[01](?:\.\d+)?\s*(?:px|pt|em|%|;|$)"
    r"|(?<![\w-])(?:left|top|text-indent|margin-left):\s*-\d{4,}|clip:\s*rect\(\s*0",
    re.IGNORECASE,
)
_WHITE_TEXT = re.compile(rf"(?<![\w-])color:\s*{_WHITE}\s*(?:!|;|$)", re.IGNORECASE)
_GROUND = re.compile(r"background(?:-color)?:\s*([^;]+)", re.IGNORECASE)
_TOO_DEEP, _TOO_LARGE = "ERR_RESOURCE_LIMIT", "ERR_NO_MEMORY"


@dataclass(frozen=True, slots=True)
class Page:
    """The tree of what a page shows, and the texts that it holds but hides.

    `titles` are names of the page that its head states: by the standard for government websites
    (`ArticleTitle`) and as `<title>`. A page with `is_unhidden` hides nearly all, and it was kept.
    """

    body: html.HtmlElement
    titles: tuple[str, ...]
    hidden: tuple[str, ...]
    is_unhidden: bool
    encoding: str


def parse_page(data: bytes, *, name: str) -> Page:
    """Return the page that `data` holds: HTML, a fragment of it, or a web archive (MHTML).

    Raises:
        SourceError: no encoding fits, there is no element, or elements are nested too deep.
    """
    data, stated = _unpack(data)
    found = _CHARSET.search(data[:4096])
    if found:
        stated = found[1].decode("ascii")
    text, encoding = decode(data, name=name, stated=stated)
    root = _parse(text.replace("\x00", ""), name)
    titles = _find_titles(root)
    body = root.find("body")
    if body is None:
        body = root
    hidden = _take_out(body)
    return Page(body, titles, tuple(hidden or ()), hidden is None, encoding)


def _parse(text: str, name: str) -> html.HtmlElement:
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True
    )
    try:
        root = html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        root, cause = None, error
    faults = {entry.type_name for entry in parser.error_log}
    # The parser gives back what it has when it gives up.
    if _TOO_DEEP in faults:
        raise SourceError(f"{name}: elements are nested too deep to be read; save the page anew")
    if _TOO_LARGE in faults:
        raise MemoryError
    if root is None:
        raise SourceError(f"{name}: holds no element of a page; save the page anew") from cause
    return root


def _unpack(data: bytes) -> tuple[bytes, str]:
    """Return the page of a web archive and its encoding; other data as it is."""
    if not _MAIL.match(data):
        return data, ""
    # Few pages are archives, and mail takes long to load.
    from email import message_from_bytes, policy

    for part in message_from_bytes(data, policy=policy.default).walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return payload, str(part.get_content_charset() or "")
    return data, ""


def _find_titles(root: html.HtmlElement) -> tuple[str, ...]:
    metas = root.xpath("//meta[translate(@name, 'ARTICLE', 'article')='articletitle']/@content")
    titles = ["".join(title.itertext()) for title in root.iter("title")]
    return tuple(" ".join(text.split()) for text in [*metas, *titles] if text.strip())


def _take_out(body: html.HtmlElement) -> list[str] | None:
    """Empty what is no text or not shown; return the texts that were hidden.

    A page whose text is nearly all hidden is shown by a script: it stays, and None is returned.
    """
    for element in [e for e in body.iter() if e.tag in _UNREAD]:
        element.clear(keep_tail=True)
    hidden = [element for element in body.iterdescendants(etree.Element) if _is_hidden(element)]
    inside = set(hidden)
    outermost = [e for e in hidden if inside.isdisjoint(e.iterancestors())]
    texts = ["".join(element.itertext()) for element in outermost]
    if 4 * sum(map(_weight, texts)) > 3 * _weight("".join(body.itertext())):
        return None
    for element in outermost:
        element.clear(keep_tail=True)
    return [text for text in texts if text.strip()]


def _weight(text: str) -> int:
    return len("".join(text.split()))


def _is_hidden(element: html.HtmlElement) -> bool:
    style = element.get("style", "")
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if not style and element.tag != "font":
        return False
    if _HIDDEN.search(style):
        return True
    is_white = _WHITE_TEXT.search(style) or re.fullmatch(_WHITE, element.get("color", ""), re.I)
    return bool(is_white) and _is_on_white(element)


def _is_on_white(element: html.HtmlElement) -> bool:
    """Say whether the nearest ground that is stated is white, as a page without one is."""
    for holder in (element, *element.iterancestors()):
        ground = _GROUND.search(holder.get("style", ""))
        stated = ground[1] if ground else holder.get("bgcolor", "")
        if stated:
            return re.match(_WHITE, stated.strip(), re.IGNORECASE) is not None
    return True
