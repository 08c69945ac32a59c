"""The same file read by another engine, and how far two readings hold the same characters."""

import shutil
import subprocess
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import html

from ingest.formats.doc_tools import find_office
from ingest.formats.encodings import decode
from ingest.formats.kinds import find_kind
from ingest.formats.model import Extract
from ingest.text.unify import fold

_TIMEOUT_S = 120
_PAGE_END = "\f"
# Elements of a web page whose text nobody sees.
_UNSEEN = ("script", "style", "noscript", "template", "head")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Letters, digits and Chinese characters of our reading, of the other one, and of both."""

    shared: int = 0
    ours: int = 0
    theirs: int = 0

    def __add__(self, other: "Agreement") -> "Agreement":
        """Return both documents' characters together."""
        return Agreement(
            self.shared + other.shared, self.ours + other.ours, self.theirs + other.theirs
        )

    @property
    def kept(self) -> float:
        """Share of the other engine's characters that ours has; 1 where it has none."""
        return self.shared / self.theirs if self.theirs else 1.0

    @property
    def added(self) -> float:
        """Share of our characters that the other engine does not have; 0 where we have none."""
        return (self.ours - self.shared) / self.ours if self.ours else 0.0


def compare_file(path: Path, extract: Extract) -> Agreement | None:
    """Return how far `extract` agrees with another engine's reading of its file.

    Pages whose characters were recognised in a picture are left out of both readings.

    Returns:
        None where the other engine is not installed, fails, or reads no text at all.
    """
    if extract.score is not None and not extract.scans:
        return None
    theirs = read_again(path)
    if theirs is None:
        return None
    ours = extract.text
    if extract.scans:
        ours = _without_pages(_pages_of(extract), extract.scans)
        theirs = _without_pages(theirs.split(_PAGE_END), extract.scans)
    agreement = compare_characters(ours, theirs)
    return agreement if agreement.theirs else None


def compare_characters(ours: str, theirs: str) -> Agreement:
    """Compare two readings as multisets of characters, wherever each stands."""
    own, other = _count(ours), _count(theirs)
    return Agreement((own & other).total(), own.total(), other.total())


def read_again(path: Path) -> str | None:
    """Return the text of a file by another engine than ours; None where there is none.

    Pages of a PDF end with form feeds. Of a web page it is all that can be seen, with the site
    around the document.

    Raises:
        SourceError: the file is of no kind that is read.
    """
    data = path.read_bytes()
    kind = find_kind(data, name=path.name)
    if kind == "pdf":
        return _run_pdftotext(path)
    if kind in {"doc", "docx"}:
        return _run_office(data, kind)
    text, _ = decode(data, name=path.name)
    return _visible_text(text) if kind == "html" else text


def _count(text: str) -> Counter[str]:
    plain = unicodedata.normalize("NFKC", fold(text))
    return Counter(c for c in plain if c.isalnum())


def _pages_of(extract: Extract) -> list[str]:
    ends = (*extract.pages[1:], len(extract.text))
    return [extract.text[start:end] for start, end in zip(extract.pages, ends, strict=True)]


def _without_pages(pages: list[str], left_out: tuple[int, ...]) -> str:
    return "\n".join(page for i, page in enumerate(pages, start=1) if i not in left_out)


def _run_pdftotext(path: Path) -> str | None:
    program = shutil.which("pdftotext")
    if program is None:
        return None
    output = _output([program, "-q", "-enc", "UTF-8", str(path), "-"])
    return None if output is None else output.decode("utf-8", "replace")


def _run_office(data: bytes, kind: str) -> str | None:
    office = find_office()
    if office is None:
        return None
    with TemporaryDirectory(prefix="policy-qa-second-") as folder:
        source, target = Path(folder, f"in.{kind}"), Path(folder, "in.txt")
        source.write_bytes(data)
        # A profile of its own: LibreOffice does not start twice on one.
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        arguments = [office, "--headless", "--norestore", "--nologo", profile]
        arguments += ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, str(source)]
        if _output(arguments) is None or not target.is_file():
            return None
        return target.read_text(encoding="utf-8-sig")


def _output(arguments: list[str]) -> bytes | None:
    try:
        done = subprocess.run(arguments, capture_output=True, timeout=_TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else None


def _visible_text(page: str) -> str:
    # As bytes: lxml takes no text that declares an encoding.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    for element in list(tree.iter(*_UNSEEN)):
        element.drop_tree()
    return str(tree.text_content())
