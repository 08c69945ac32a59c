"""What the parts of adding share: whose library it is, and who changes it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from index import Settings
from ingest import Corpus
from library import Change, Places, Turn
from ui.desk import Desk
from ui.library.adding_work import start


@dataclass(frozen=True, slots=True)
class Office:
    """A library and its visitor: `by` is who it is, `desk` what is indexed now, if anything."""

    settings: Settings
    places: Places
    by: str
    desk: Desk | None

    @property
    def corpus(self) -> Corpus | None:
        """Return the documents that are indexed."""
        return self.desk.corpus if self.desk else None

    @property
    def titles(self) -> dict[str, str]:
        """Return what each document is called, by doc_id."""
        documents = self.corpus.documents if self.corpus else ()
        return {d.doc_id: d.title or PurePath(d.source).name for d in documents}

    def change(self, action: Callable[[Turn], Change], what: str) -> None:
        """Begin a change."""
        searcher = self.desk.searcher if self.desk else None
        embedder = searcher.embedder if searcher else None
        start(self.settings, action, by=self.by, what=what, embedder=embedder)
