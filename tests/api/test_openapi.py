from typing import Any

import httpx2
import jsonschema
import pytest
from pydantic import BaseModel

from api.app import make_app
from api.desk import make_desk
from api.openapi import read_examples
from api.requests import AnswerRequest, SearchRequest
from api.settings import ServiceSettings
from index import Searcher, Settings
from tests.api.serving import is_ready, serve, until

PATHS = {
    "search": ("POST", "/v1/search"),
    "answer": ("POST", "/v1/answer"),
    "documents": ("GET", "/v1/documents"),
    "clauses": ("GET", "/v1/documents/{doc_id}/clauses"),
    "clause": ("GET", "/v1/clauses/{clause_id}"),
    "departments": ("GET", "/v1/departments"),
    "department": ("GET", "/v1/departments/{name}"),
}
# What varies with the encoder and the day.
_VARIES = {"score", "why", "related", "validity", "notices"}


@pytest.fixture(scope="module")
def described(client: httpx2.Client) -> dict[str, Any]:
    described: dict[str, Any] = client.get("/openapi.json").json()
    return described


def content_of(described: dict[str, Any], name: str) -> dict[str, Any]:
    method, path = PATHS[name]
    responses = described["paths"][path][method.lower()]["responses"]
    content: dict[str, Any] = responses["200"]["content"]["application/json"]
    return content


def request_of(name: str) -> dict[str, Any]:
    """Return the body that the example of a route answers."""
    bodies: dict[str, type[BaseModel]] = {"search": SearchRequest, "answer": AnswerRequest}
    if name in bodies:
        return {"json": bodies[name].model_json_schema()["examples"][0]}
    return {}


def without_nulls(value: object) -> object:
    if isinstance(value, dict):
        return {k: without_nulls(v) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [without_nulls(v) for v in value]
    return value


def without_what_varies(value: object) -> object:
    if isinstance(value, dict):
        return {k: without_what_varies(v) for k, v in value.items() if k not in _VARIES}
    if isinstance(value, list):
        return [without_what_varies(v) for v in value]
    return value


def test_every_route_has_a_summary_and_each_error_an_example_in_one_shape(
    described: dict[str, Any],
) -> None:
    for path, methods in described["paths"].items():
        for route in methods.values():
            assert route["summary"]
            assert route["description"]
            for status, told in route["responses"].items():
                if int(status) >= 400:
                    example = told["content"]["application/json"]["example"]
                    assert set(example["error"]) == {"code", "message"}, (path, status)
    assert {path for _, path in PATHS.values()} <= described["paths"].keys()


def test_examples_of_requests_fit_their_own_schema(described: dict[str, Any]) -> None:
    schemas = described["components"]["schemas"]
    for name in ("SearchRequest", "AnswerRequest"):
        validator = jsonschema.Draft202012Validator(schemas[name])
        assert schemas[name]["examples"]
        for example in schemas[name]["examples"]:
            validator.validate(example)


@pytest.mark.parametrize("name", PATHS)
def test_examples_of_answers_fit_the_schema_that_is_shown(
    described: dict[str, Any], name: str
) -> None:
    content = content_of(described, name)
    jsonschema.Draft202012Validator(content["schema"]).validate(content["example"])
    assert holds(content["example"], without_nulls(read_examples()[name]))


@pytest.mark.parametrize("name", ["search", "answer", "documents", "departments"])
def test_answers_of_other_documents_fit_the_schema_that_is_shown(
    client: httpx2.Client, described: dict[str, Any], name: str
) -> None:
    method, path = PATHS[name]
    reply = client.request(method, path, **request_of(name))
    schema = content_of(described, name)["schema"]
    jsonschema.Draft202012Validator(schema).validate(reply.json())


@pytest.mark.model
def test_the_examples_are_what_the_service_says_of_the_documents(real_searcher: Searcher) -> None:
    desk = make_desk(real_searcher)
    app = make_app(ServiceSettings(), Settings(), open_desk=lambda _: desk)
    app.state.office.keeper._desk = desk
    examples = read_examples()
    with serve(app) as client:
        until(lambda: is_ready(client))
        for name, (method, path) in PATHS.items():
            parameters = {"doc_id": "guangdong-2023", "name": "省市场监管局"}
            place = path.format(clause_id="guangdong-2023/3.3.3", **parameters)
            given = request_of(name) | {"params": {"as_of": "2026-01-31"}}
            if name == "clauses":
                given["params"] |= {"offset": examples[name]["offset"], "limit": 1}
            reply = client.request(method, place, **given)
            assert reply.status_code == 200, name
            assert holds(*map(without_what_varies, (reply.json(), examples[name]))), name


def holds(said: Any, example: Any) -> bool:
    """Say whether `said` is the example, whose lists may hold a part of what is there."""
    if isinstance(example, dict):
        return said.keys() == example.keys() and all(holds(said[k], v) for k, v in example.items())
    if isinstance(example, list):
        return all(any(holds(one, part) for one in said) for part in example)
    return bool(said == example)
