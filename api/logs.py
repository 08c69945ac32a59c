"""Logs for programs: one JSON object a line on stderr, without what people asked."""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

ROOMS = ("api", "answer", "index", "ingest", "uvicorn")


class JsonFormatter(logging.Formatter):
    """Writes a record as a JSON object; `fields` of it, a mapping, are set beside the rest."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "pid": record.process,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[0]:
            # The words of an exception may hold a question; where it came from does not.
            frames = traceback.extract_tb(record.exc_info[2])
            line["exception"] = record.exc_info[0].__name__
            line["frames"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(line, ensure_ascii=False)


def log_config() -> dict[str, Any]:
    """Return the configuration of logging, for this process and those that uvicorn starts."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "api.logs.JsonFormatter"}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "json",
                "stream": "ext://sys.stderr",
            }
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {room: {"level": "INFO"} for room in ROOMS},
    }
