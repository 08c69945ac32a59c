import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from api.app import make_app
from api.desk import Desk, Keeper, make_desk
from api.errors import ApiError
from api.settings import ServiceSettings
from index import Searcher, Settings
from index.build import build_index
from index.disk.snapshot import read_snapshot
from index.disk.store import StoreError
from ingest import load_corpus
from tests.api.serving import Held, ask, code_of, is_ready, serve, until
from tests.fakes import DRAFT, PLAN, FakeEmbedder, make_searcher, write_documents


def read_desk(settings: Settings) -> Desk:
    return make_desk(Searcher(read_snapshot(settings.store), FakeEmbedder(name="fake")))


def rebuild(folder: Path, **texts: str) -> None:
    documents = write_documents(folder / "docs", **texts)
    build_index(load_corpus(documents), FakeEmbedder(), folder / "store", model="fake")


def doc_ids(desk: Desk) -> list[str]:
    return [document.doc_id for document in desk.corpus.documents]


def test_a_service_without_an_index_says_so_and_answers_once_it_is_there(tmp_path: Path) -> None:
    settings = Settings(store=tmp_path / "store")
    with serve(make_app(ServiceSettings(), settings, open_desk=read_desk)) as client:
        reply = client.get("/readyz")
        assert (reply.status_code, code_of(reply)) == (503, "not_ready")
        assert "python -m index build" in reply.text
        assert client.get("/healthz").status_code == 200
        asked = ask(client)
        assert (asked.status_code, code_of(asked)) == (503, "not_ready")
        assert asked.headers["retry-after"]
        make_searcher(tmp_path)
        until(lambda: is_ready(client))
        assert ask(client).json()["status"] == "answered"


def test_an_index_that_was_rebuilt_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    make_searcher(tmp_path, plan=PLAN)
    settings = Settings(store=tmp_path / "store")
    with serve(make_app(ServiceSettings(), settings, open_desk=read_desk)) as client:
        until(lambda: is_ready(client))

        def listed() -> list[str]:
            documents = client.get("/v1/documents").json()["documents"]
            return sorted(document["doc_id"] for document in documents)

        assert listed() == ["plan"]
        rebuild(tmp_path, plan=PLAN, draft=DRAFT)
        until(lambda: listed() == ["draft", "plan"])


def test_a_request_is_answered_from_the_index_that_it_began_with(tmp_path: Path) -> None:
    make_searcher(tmp_path, plan=PLAN)
    settings = Settings(store=tmp_path / "store")
    opened: list[Held] = []

    def open_held(given: Settings) -> Desk:
        desk = read_desk(given)
        opened.append(Held(desk.answerer))
        return replace(desk, answerer=opened[-1])

    with serve(make_app(ServiceSettings(), settings, open_desk=open_held)) as client:
        until(lambda: is_ready(client))
        with ThreadPoolExecutor(1) as clients:
            asked = clients.submit(ask, client)
            until(lambda: opened[0].working == 1)
            rebuild(tmp_path, draft=DRAFT)
            until(lambda: "plan" not in client.get("/v1/documents").text)
            opened[0].go.set()
            cited = {c["doc_id"] for c in asked.result().json()["citations"]}
    assert cited == {"plan"}
    assert len(opened) == 2


def test_an_index_that_was_removed_is_said_and_the_one_before_answers_on(tmp_path: Path) -> None:
    make_searcher(tmp_path)
    keeper = Keeper(Settings(store=tmp_path / "store"), open_desk=read_desk)
    keeper.wait(20)
    (tmp_path / "store" / "CURRENT").unlink()
    state = keeper.look()
    assert state.is_ready
    assert "holds no index" in state.message
    assert doc_ids(keeper.desk()) == ["draft", "plan"]


def test_what_keeps_an_index_from_being_opened_is_said_and_not_tried_with_every_request(
    tmp_path: Path,
) -> None:
    make_searcher(tmp_path)
    tried = threading.Semaphore(0)

    def fail(_: Settings) -> Desk:
        tried.release()
        raise StoreError("index/store: lexical is missing; run: python -m index build")

    keeper = Keeper(Settings(store=tmp_path / "store"), open_desk=fail)
    keeper.wait(20)
    for _ in range(5):
        with pytest.raises(ApiError, match="lexical is missing"):
            keeper.desk()
    assert tried.acquire(blocking=False)
    assert not tried.acquire(blocking=False)


def test_an_index_that_cannot_be_opened_leaves_the_one_before(tmp_path: Path) -> None:
    make_searcher(tmp_path, plan=PLAN)
    fails = threading.Event()

    def open_or_fail(settings: Settings) -> Desk:
        if fails.is_set():
            raise StoreError("index/store: damaged; run: python -m index build")
        return read_desk(settings)

    keeper = Keeper(Settings(store=tmp_path / "store"), open_desk=open_or_fail)
    keeper.wait(20)
    fails.set()
    rebuild(tmp_path, draft=DRAFT)
    keeper.look()
    until(lambda: keeper._failed is not None)
    assert doc_ids(keeper.desk()) == ["plan"]
    assert keeper.look().is_ready
