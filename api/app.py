"""The service as an ASGI application, made once in every process."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from mcp.server.mcpserver import MCPServer
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute

from api.desk import Desk, open_desk
from api.errors import answer_http_error, answer_invalid
from api.guard import Guard
from api.office import Office
from api.routes import router, v1
from api.settings import ServiceSettings, load_service_settings
from api.tools import make_mcp
from index import Settings, load_settings

_DESCRIPTION = (
    "Questions to Chinese policy documents, answered in the documents' own sentences, each with "
    "the exact clause it stands in. Errors have one shape: "
    '`{"error": {"code", "message"}}`. The same functions are MCP tools at `/mcp`.'
)


def make_app(
    service: ServiceSettings | None = None,
    settings: Settings | None = None,
    *,
    open_desk: Callable[[Settings], Desk] = open_desk,
) -> FastAPI:
    """Return the service; its index is opened once it runs.

    Args:
        service: What it allows; by default the settings of the environment.
        settings: Where the index is; by default the settings of the environment.
        open_desk: Opens the index.

    Raises:
        SettingsError: a setting of the environment is unknown or unusable.
    """
    office = Office(
        service or load_service_settings(), settings or load_settings(), open_desk=open_desk
    )
    tools = make_mcp(office)
    mcp_routes = _open_routes(tools, office.service)

    @asynccontextmanager
    async def live(_: FastAPI) -> AsyncIterator[None]:
        async with tools.session_manager.run():
            yield
        office.close()

    app = FastAPI(
        title="policy-qa",
        version="0.1.0",
        description=_DESCRIPTION,
        lifespan=live,
        # Their pages load scripts of other hosts.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.office = office
    app.include_router(router)
    app.include_router(v1)
    app.router.routes.extend(mcp_routes)
    app.add_exception_handler(HTTPException, answer_http_error)
    app.add_exception_handler(RequestValidationError, answer_invalid)
    app.add_middleware(
        Guard, settings=office.service, meters=office.meters, is_crowded=office.is_crowded
    )
    return app


def _open_routes(tools: MCPServer[object], service: ServiceSettings) -> list[BaseRoute]:
    # No sessions: with several processes, requests of a client come to any of them.
    mcp = tools.streamable_http_app(
        streamable_http_path="/mcp",
        stateless_http=True,
        json_response=True,
        # Names of other hosts are an attack on a service of this machine that asks for no key.
        host="" if service.keys or service.open else "127.0.0.1",
    )
    return list(mcp.routes)
