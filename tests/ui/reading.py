"""What a reader sees of a page drawn by AppTest."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from streamlit.testing.v1 import AppTest


@dataclass
class Page(HTMLParser):
    """The text of a page's HTML, and its tags with their attributes."""

    text: str = ""
    marked: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "mark":
            self.marked.append("")

    def handle_data(self, data: str) -> None:
        self.text += data
        # Nothing stands inside a mark but text.
        if self.tags and self.tags[-1][0] == "mark" and not self.marked[-1]:
            self.marked[-1] = data

    def links(self) -> set[str]:
        """Return where the page's links lead."""
        return {attrs["href"] or "" for tag, attrs in self.tags if tag == "a"}

    def places(self) -> set[str]:
        """Return the ids on the same page that links lead to."""
        return {link.removeprefix("#") for link in self.links() if link.startswith("#")}

    def ids(self) -> set[str]:
        """Return the ids that links can lead to."""
        return {attrs["id"] or "" for _, attrs in self.tags if "id" in attrs}


def read_html(code: str) -> Page:
    """Return a page of HTML, read."""
    page = Page()
    page.feed(code)
    return page


def read_page(app: AppTest) -> Page:
    """Return what `app` has drawn as HTML, the style sheet aside."""
    assert not app.exception
    bodies = [element.proto.body for element in app.get("html")]
    return read_html("".join(body for body in bodies if not body.startswith("<style")))
