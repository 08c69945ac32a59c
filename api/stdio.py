"""Serve MCP over stdin and stdout, for an assistant on this machine."""

from api.office import Office
from api.settings import load_service_settings
from api.tools import make_mcp
from index import load_settings


def serve_mcp() -> None:
    """Serve until stdin ends; stdout carries the protocol and nothing else.

    The index is opened, and built where it is missing, while the assistant says hello; calls wait.

    Raises:
        SettingsError: a setting is unknown or unusable.
    """
    office = Office(load_service_settings(), load_settings(), builds=True)
    office.keeper.look()
    make_mcp(office, waits=True).run("stdio")
    office.close()
