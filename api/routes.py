"""The routes: what is asked for is done in the workroom, and sent as it comes from there."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.security import HTTPBearer
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api import functions
from api.desk import Desk
from api.errors import ApiError, error_response
from api.functions import Check, Record
from api.office import Office
from api.openapi import describe
from api.requests import MOST_CLAUSES, AnswerRequest, Day, SearchRequest
from api.streaming import Stream

# For /openapi.json alone: the guard has checked the key before.
_KEY = Depends(HTTPBearer(auto_error=False, description="A key of POLICY_QA_API_KEYS."))
router = APIRouter()
v1 = APIRouter(prefix="/v1", dependencies=[_KEY])


def the_office(request: Request) -> Office:
    """Return the office of the service."""
    office: Office = request.app.state.office
    return office


TheOffice = Annotated[Office, Depends(the_office)]


@v1.post(
    "/search",
    summary="Find clauses",
    responses=describe("search", "A query and its hits, as `python -m index search --json`.", 413),
)
async def search(asked: SearchRequest, request: Request, office: TheOffice) -> Response:
    """Find the clauses that fit a query best, with what made each of them match."""
    request.scope["asked"] = asked.query
    return await _respond(
        request,
        office,
        lambda desk, _: functions.search(
            desk,
            asked.query,
            top_k=asked.top_k,
            within=asked.within.read() if asked.within else None,
        ),
    )


@v1.post(
    "/answer",
    summary="Answer a question",
    responses=describe("answer", "An answer, as `python -m answer --json`.", 400, 404, 413),
)
async def answer(asked: AnswerRequest, request: Request, office: TheOffice) -> Response:
    """Answer a question in the documents' own sentences, each with its clause, or say that not."""
    request.scope["asked"] = asked.question
    return await _respond(
        request, office, lambda desk, check: functions.answer(desk, asked.asked(), check=check)
    )


async def _begin_stream(
    asked: AnswerRequest, request: Request, office: TheOffice
) -> AsyncIterator[Stream]:
    """Begin an answer before the response begins, so that a full queue has its status."""
    request.scope["asked"] = asked.question
    stream = Stream()
    task = office.start(
        lambda desk, check: functions.answer(desk, asked.asked(), check=check, tell=stream.tell)
    )
    stream.follow(task)
    try:
        yield stream
    finally:
        task.cancel()


@v1.post(
    "/answer/stream",
    summary="Answer a question, line by line",
    response_class=EventSourceResponse,
    responses={
        code: told
        for code, told in describe("answer", "", 400, 404, 413).items()
        if code not in (200, 400, 504)
    },
)
async def stream_answer(
    stream: Annotated[Stream, Depends(_begin_stream)],
) -> AsyncIterator[ServerSentEvent]:
    """Answer as server-sent events.

    `stage` ({"stage"}) as a stage begins, `line` ({"line"}) for each line that is written and
    checked, then `answer` with the whole record of /v1/answer, which counts where lines differ,
    or `error` with an error. To close the connection gives the answer up.
    """
    async for event, record in stream.events():
        yield ServerSentEvent(event=event, raw_data=json.dumps(record, ensure_ascii=False))


@v1.get(
    "/documents",
    summary="List the documents",
    responses=describe("documents", "The documents, with validity and number of clauses."),
)
async def documents(
    request: Request, office: TheOffice, as_of: Annotated[Day, Query()] = None
) -> Response:
    """List what is held: title, number, issuers, dates, status of each document."""
    return await _respond(
        request, office, lambda desk, _: functions.list_documents(desk, as_of=_day(as_of))
    )


@v1.get(
    "/documents/{doc_id}/clauses",
    summary="Read the clauses of a document",
    responses=describe("clauses", "Clauses in their order, `python -m ingest --json`.", 404),
)
async def clauses(
    doc_id: Annotated[str, Path(examples=["guangdong-2023"])],
    request: Request,
    office: TheOffice,
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST_CLAUSES)] = MOST_CLAUSES,
    as_of: Annotated[Day, Query()] = None,
) -> Response:
    """Read the nodes of a document's outline, `limit` of them from `offset`."""
    return await _respond(
        request,
        office,
        lambda desk, _: functions.list_clauses(
            desk, doc_id, offset=offset, limit=limit, as_of=_day(as_of)
        ),
    )


@v1.get(
    "/clauses/{clause_id:path}",
    summary="Read a clause",
    responses=describe("clause", "A clause, as `python -m ingest --json`.", 404),
)
async def clause(
    clause_id: Annotated[str, Path(examples=["guangdong-2023/3.3.3"])],
    request: Request,
    office: TheOffice,
    as_of: Annotated[Day, Query()] = None,
) -> Response:
    """Read a clause with its place in the source, its citation and its annotations."""
    return await _respond(
        request, office, lambda desk, _: functions.get_clause(desk, clause_id, as_of=_day(as_of))
    )


@v1.get(
    "/departments",
    summary="List the departments",
    responses=describe("departments", "Departments that have tasks, those with most first."),
)
async def departments(request: Request, office: TheOffice) -> Response:
    """List the departments that clauses make responsible, with how many tasks each has."""
    return await _respond(request, office, lambda desk, _: functions.list_departments(desk))


@v1.get(
    "/departments/{name}",
    summary="List the tasks of a department",
    responses=describe("department", "The tasks, with who leads and who takes part.", 404, 409),
)
async def department(
    name: Annotated[str, Path(examples=["省市场监管局"])], request: Request, office: TheOffice
) -> Response:
    """List every task that a department leads or takes part in; a short name will do."""
    return await _respond(request, office, lambda desk, _: functions.department(desk, name))


@router.get("/healthz", summary="Tell whether the process lives")
async def healthz() -> dict[str, str]:
    """Tell that the process lives and answers."""
    return {"status": "alive"}


@router.get("/readyz", summary="Tell whether questions can be answered")
async def readyz(office: TheOffice) -> Response:
    """Tell that index and model are loaded (200), or why not (503)."""
    state = await asyncio.to_thread(office.keeper.look)
    if not state.is_ready:
        return error_response(
            ApiError(503, "not_ready", state.message, headers={"Retry-After": "2"})
        )
    return _json(json.dumps({"status": "ready", "message": state.message}).encode())


@router.get("/metrics", summary="Count requests, for Prometheus", dependencies=[_KEY])
async def metrics(office: TheOffice) -> Response:
    """Count requests, times, what waits and what was refused."""
    text = await asyncio.to_thread(office.meters.text)
    return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8")


async def _respond(
    request: Request, office: Office, work: Callable[[Desk, Check], Record]
) -> Response:
    """Return what the work gives; it is given up where the client goes away."""

    def write(desk: Desk, check: Check) -> bytes:
        # In the thread: a large record takes a while to write.
        return json.dumps(work(desk, check), ensure_ascii=False).encode(errors="replace")

    task = office.start(write)
    gone = asyncio.create_task(_wait_until_gone(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        return _json(task.result()) if task.done() else Response(status_code=499)
    finally:
        gone.cancel()
        task.cancel()


async def _wait_until_gone(request: Request) -> None:
    message: Any = {}
    while message.get("type") != "http.disconnect":
        message = await request.receive()


def _json(content: bytes) -> Response:
    return Response(content, media_type="application/json")


def _day(as_of: date | None) -> date:
    return as_of or date.today()
