"""Command line: serve HTTP, serve MCP on stdin and stdout, and a test of load."""

import argparse
import json
import logging.config
import sys
from dataclasses import asdict

from ingest.console import exit_code_of, run_command


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0 when done, 1 for bad data, 2 for bad usage."""
    parser = argparse.ArgumentParser(
        prog="python -m api",
        description="Serve search and answers over HTTP; see docs/service.md.",
        epilog="example: python -m api --port 8000 --workers 2",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address (default 127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8000, help="port (default 8000)")
    parser.add_argument("--workers", type=_positive, default=1, metavar="N", help="processes")
    parser.add_argument("--open", action="store_true", help="answer anybody, without a key")
    parser.set_defaults(run=_serve)
    commands = parser.add_subparsers(metavar="COMMAND")
    mcp = commands.add_parser(
        "mcp", help="serve MCP on stdin and stdout", epilog="example: python -m api mcp"
    )
    mcp.set_defaults(run=_serve_mcp)
    load = commands.add_parser(
        "load",
        help="ask a service with many clients at once, and print how it did",
        epilog="example: python -m api load --clients 50 --seconds 60 --workers 2",
    )
    load.add_argument("--clients", type=_positive, default=50, metavar="N")
    load.add_argument("--seconds", type=_positive, default=60, metavar="S")
    load.add_argument("--workers", dest="processes", type=_positive, default=2, metavar="N")
    load.set_defaults(run=_load)
    options = parser.parse_args(arguments)
    return exit_code_of(lambda: options.run(options))


def _serve(options: argparse.Namespace) -> None:
    # Seconds of libraries, which --help does not wait for.
    from api.serving import serve

    serve(host=options.host, port=options.port, workers=options.workers, is_open=options.open)


def _serve_mcp(_: argparse.Namespace) -> None:
    from api.desk import open_desk
    from api.logs import log_config
    from api.settings import load_service_settings
    from api.stdio import serve_mcp
    from index import load_settings

    logging.config.dictConfig(log_config())
    serve_mcp(load_service_settings(), load_settings(), open_desk=open_desk)


def _load(options: argparse.Namespace) -> None:
    from api.load import measure

    found = measure(clients=options.clients, seconds=options.seconds, workers=options.processes)
    print(json.dumps(asdict(found), ensure_ascii=False, indent=1))


def _positive(printed: str) -> int:
    count = int(printed)
    if count < 1:
        raise argparse.ArgumentTypeError(f"{count} is too few; give at least 1")
    return count


def _port(printed: str) -> int:
    port = int(printed)
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"{port} is no port; give one up to 65535")
    return port


if __name__ == "__main__":
    sys.exit(run_command(main))
