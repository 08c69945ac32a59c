"""An MCP server on stdin and stdout over two short documents; what opens its index prints, too."""

import sys
from pathlib import Path

from api.desk import Desk, make_desk
from api.settings import ServiceSettings
from api.stdio import serve_mcp
from index import Settings
from tests.fakes import make_searcher


def open_loudly(settings: Settings) -> Desk:
    """Open the index, with a line on stdout that is none of the protocol's."""
    sys.stdout.write("a library says hello\n")
    sys.stdout.flush()
    return make_desk(make_searcher(settings.store.parent))


if __name__ == "__main__":
    serve_mcp(ServiceSettings(), Settings(store=Path(sys.argv[1]) / "store"), open_desk=open_loudly)
