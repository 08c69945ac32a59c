"""Systems that stand in for real ones; each runs in a process of its own."""

import sys
import time
from pathlib import Path
from typing import Any


class Quick:
    """Finds as many hits as its index says; writes whom it was asked into `log`, if given."""

    def __init__(self, *, called: str = "quick", hits: int = 3, log: str = "", mb: int = 0) -> None:
        self._called, self._hits, self._log = called, hits, log
        self._ballast = b"x" * (mb * 2**20)
        self.encoder_s: float | None = 0.0

    def load(self) -> None:
        sys.stdout.write("this is no reply\n")

    def build(self, folder: Path) -> dict[str, Any]:
        (folder / "index").write_text(str(self._hits), encoding="utf-8")
        return {"texts": 7}

    def open(self, folder: Path) -> None:
        self._hits = int((folder / "index").read_text(encoding="utf-8"))

    def ask(self, question: str) -> int:
        sys.stdout.write("nor is this\n")
        if self._log:
            with Path(self._log).open("a", encoding="utf-8") as file:
                file.write(f"{self._called} {question}\n")
        self.encoder_s = (self.encoder_s or 0.0) + 0.25
        return self._hits

    def encode(self, passages: list[str]) -> int:
        return len(passages)


class Untold(Quick):
    """Does not say how long it encoded."""

    def __init__(self, **keywords: Any) -> None:
        super().__init__(**keywords)
        self.encoder_s = None

    def ask(self, question: str) -> int:
        found = super().ask(question)
        self.encoder_s = None
        return found


class Failing(Quick):
    """Fails when it is asked."""

    def ask(self, question: str) -> int:
        raise ValueError(f"cannot read {question}")


class Endless(Quick):
    """Never finds anything."""

    def ask(self, question: str) -> int:
        time.sleep(600)
        return 0
