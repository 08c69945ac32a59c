"""Services over two short documents, with an embedder that needs no model."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest

from answer.answerer import AnswersQuestions
from api.app import make_app
from api.desk import Desk, make_desk
from api.settings import ServiceSettings
from index import Settings
from tests.api.serving import is_ready, serve, until
from tests.fakes import make_searcher

Start = Callable[..., httpx2.Client]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the index of `desk`."""
    return tmp_path_factory.mktemp("api") / "store"


@pytest.fixture(scope="session")
def desk(store: Path) -> Desk:
    """An index of the two documents of `tests.fakes`, and who answers from it."""
    return make_desk(make_searcher(store.parent))


@pytest.fixture
def start(desk: Desk, store: Path) -> Iterator[Start]:
    """Start a service; it is stopped at the end of the test."""
    with ExitStack() as running:

        def begin(*, answerer: AnswersQuestions | None = None, **settings: Any) -> httpx2.Client:
            shown = replace(desk, answerer=answerer) if answerer else desk
            service = ServiceSettings(**{"at_once": 2, **settings})
            app = make_app(service, Settings(store=store), open_desk=lambda _: shown)
            client = running.enter_context(serve(app))
            until(lambda: is_ready(client))
            return client

        yield begin


@pytest.fixture(scope="module")
def client(desk: Desk, store: Path) -> Iterator[httpx2.Client]:
    """A client of a service that no test changes."""
    app = make_app(ServiceSettings(), Settings(store=store), open_desk=lambda _: desk)
    with serve(app) as client:
        until(lambda: is_ready(client))
        yield client
