"""What /openapi.json shows of the answers: their fields, by an example of each.

The records are those of the commands, so there are no models that say their fields again.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

_EXAMPLES = Path(__file__).with_name("examples.json")
_TYPES: dict[type, str] = {bool: "boolean", int: "integer", float: "number", str: "string"}
_ERRORS = {
    400: ("no_language_model", "model: no language model is set; …"),
    401: ("unauthorized", "key: is missing or wrong; send Authorization: Bearer KEY"),
    404: ("unknown_clause", "clause_id: is none held; the nearest are guangdong-2023/3.3"),
    408: ("body_too_slow", "body: did not come in 10 s; send it at once"),
    409: ("several_departments", "name: may mean 广东省财政厅, 财政部; name one of them"),
    413: ("body_too_large", "body: is larger than 65,536 bytes; send less"),
    422: ("bad_question", "query: holds no word; ask in a few words, e.g. 谁牵头检验检测"),
    429: ("rate_limited", "rate: more than 60 per 1 minute; ask again later"),
    500: ("internal", "service: failed; tell 5f0c2d9be1a34c77 to who runs it"),
    503: ("queue_full", "queue: 64 requests wait already; ask again later"),
    504: ("timed_out", "request: took longer than 30 s; ask for less, or later"),
}
# What some documents do not have.
_NULLABLE = frozenset({"period"})
_ALWAYS = (401, 422, 429, 500, 503, 504)


@cache
def read_examples() -> dict[str, Any]:
    """Return an answer for each function, by its name."""
    examples: dict[str, Any] = json.loads(_EXAMPLES.read_text(encoding="utf-8"))
    return examples


def describe(name: str, what: str, *errors: int) -> dict[int | str, dict[str, Any]]:
    """Return the responses of a route for OpenAPI.

    Args:
        name: Of its example.
        what: A sentence on the answer.
        errors: Statuses of errors that not every route has.
    """
    example = read_examples()[name]
    good = {"schema": schema_of(example), "example": example}
    responses: dict[int | str, dict[str, Any]] = {
        200: {"description": what, "content": {"application/json": good}}
    }
    for status in sorted({*_ALWAYS, *errors}):
        code, message = _ERRORS[status]
        error = {"error": {"code": code, "message": message}}
        responses[status] = {
            "description": code,
            "content": {"application/json": {"schema": schema_of(error), "example": error}},
        }
    return responses


def schema_of(example: object) -> dict[str, Any]:
    """Return the JSON schema of values like `example`; of what it leaves empty, nothing is said."""
    if isinstance(example, dict):
        properties = {name: schema_of(value) for name, value in example.items()}
        for name in _NULLABLE & properties.keys():
            properties[name]["type"] = [properties[name]["type"], "null"]
        # FastAPI leaves null out of what it shows.
        required = [name for name, value in example.items() if value is not None]
        return {"type": "object", "properties": properties, "required": required}
    if isinstance(example, list):
        return {"type": "array", "items": schema_of(example[0]) if example else {}}
    return {"type": _TYPES[type(example)]} if type(example) in _TYPES else {}
