"""Serve MCP over stdin and stdout, for an assistant on this machine."""

from collections.abc import Callable

from api.desk import Desk
from api.office import Office
from api.settings import ServiceSettings
from api.tools import make_mcp
from index import Settings


def serve_mcp(
    service: ServiceSettings, settings: Settings, *, open_desk: Callable[[Settings], Desk]
) -> None:
    """Serve until stdin ends; stdout carries the protocol and nothing else.

    The index is opened, and built where it is missing, while the assistant says hello; calls wait.

    Args:
        service: What is allowed.
        settings: Where the index is.
        open_desk: Opens it.
    """
    office = Office(service, settings, open_desk=open_desk, builds=True)
    # What libraries print to stdout while they load goes to stderr from here on.
    make_mcp(office, waits=True).run("stdio")
    office.close()
