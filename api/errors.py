"""What a client is told when it gets no answer: one shape, `{"error": {"code", "message"}}`."""

import json
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

_CODES = {
    400: "bad_request",
    401: "unauthorized",
    404: "not_found",
    405: "method_not_allowed",
    422: "invalid_request",
}
# Where FastAPI found a value is told without its own words for it.
_PLACES = ("body", "query", "path")
_MOST_SHOWN, _LONGEST_NAME = 3, 40


class ApiError(Exception):
    """A request that gets no answer.

    Attributes:
        status: Of HTTP.
        code: Says what is wrong to a program.
        message: Says it to a person, with what mends it.
        headers: Sent with it.
    """

    def __init__(
        self, status: int, code: str, message: str, *, headers: Mapping[str, str] | None = None
    ) -> None:
        """Note what is wrong."""
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = dict(headers or {})


def busy(status: int, code: str, message: str, *, retry_after_s: float) -> ApiError:
    """Return an error of a request that may be sent again after `retry_after_s` seconds."""
    seconds = max(1, round(retry_after_s + 0.5))
    return ApiError(status, code, message, headers={"Retry-After": str(seconds)})


def error_record(error: ApiError) -> dict[str, dict[str, str]]:
    """Return the JSON object of an error."""
    return {"error": {"code": error.code, "message": error.message}}


def error_response(error: ApiError) -> Response:
    """Return the response of an error."""
    # A name that a client made up may hold half a character.
    content = json.dumps(error_record(error), ensure_ascii=False).encode(errors="replace")
    return Response(content, error.status, error.headers, "application/json")


async def answer_http_error(_: Request, error: Exception) -> Response:
    """Answer a request that no route takes, or whose body is no JSON."""
    assert isinstance(error, HTTPException)
    phrase = HTTPStatus(error.status_code).phrase
    code = _CODES.get(error.status_code, phrase.lower().replace(" ", "_"))
    messages = {
        404: "path: is none of this service; see /openapi.json",
        405: "method: is not one of this path; see the header Allow",
        400: "body: cannot be read; send JSON in UTF-8",
    }
    message = messages.get(error.status_code, f"request: {phrase.lower()}; see /openapi.json")
    return error_response(ApiError(error.status_code, code, message, headers=error.headers))


async def answer_invalid(_: Request, error: Exception) -> Response:
    """Answer a request whose values are not what the route takes; they are not repeated."""
    assert isinstance(error, RequestValidationError)
    said = []
    for wrong in error.errors()[:_MOST_SHOWN]:
        names = [str(part)[:_LONGEST_NAME] for part in wrong["loc"] if part not in _PLACES]
        where = "body" if wrong["type"] == "json_invalid" else ".".join(names) or "body"
        said.append(f"{where}: {wrong['msg'].removeprefix('Value error, ')}")
    return error_response(ApiError(422, "invalid_request", "; ".join(said)))
