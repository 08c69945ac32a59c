import sys
from datetime import date
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp import Client, StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client

from answer.records import answer_record
from api.desk import Desk
from ingest.documents import ROOT
from tests.api.conftest import Start
from tests.api.serving import run_async

TOOLS = {
    "search_clauses",
    "answer_question",
    "get_clause",
    "list_documents",
    "department_tasks",
}
ASKED: dict[str, Any] = {"question": "检验检测由谁牵头？", "as_of": "2024-05-01"}


def address_of(client: httpx2.Client) -> str:
    return str(client.base_url.join("/mcp"))


async def ask_over_http(client: httpx2.Client, tool: str, arguments: dict[str, Any]) -> Any:
    async with Client(address_of(client)) as server:
        return await server.call_tool(tool, arguments)


def call(client: httpx2.Client, tool: str, **arguments: Any) -> Any:
    return run_async(ask_over_http(client, tool, arguments))


def test_tools_are_listed_with_what_they_are_for(client: httpx2.Client) -> None:
    async def list_tools() -> list[Any]:
        async with Client(address_of(client)) as server:
            return (await server.list_tools()).tools

    tools = run_async(list_tools())
    assert {tool.name for tool in tools} == TOOLS
    for tool in tools:
        assert len(tool.description) > 60
        assert tool.annotations.read_only_hint
        for name, schema in tool.input_schema["properties"].items():
            assert schema.get("description") or "default" in schema, name


def test_an_answer_over_mcp_is_the_record_of_the_command(client: httpx2.Client, desk: Desk) -> None:
    result = call(client, "answer_question", **ASKED)
    answer = desk.answerer.answer(ASKED["question"], as_of=date(2024, 5, 1))
    assert not result.is_error
    assert result.structured_content == answer_record("question", answer)
    assert "检验检测" in result.content[0].text


@pytest.mark.parametrize(
    ("name", "arguments", "holds"),
    [
        ("search_clauses", {"query": "谁牵头检验检测", "top_k": 1}, "plan/"),
        ("list_documents", {}, "临江省促进纺织产业发展行动计划"),
        ("department_tasks", {"name": "省商务厅"}, "培育知名品牌"),
    ],
)
def test_each_tool_answers(
    client: httpx2.Client, name: str, arguments: dict[str, Any], holds: str
) -> None:
    result = call(client, name, **arguments)
    assert not result.is_error
    assert holds in result.content[0].text


def test_a_clause_is_read_by_the_id_that_a_search_gives(client: httpx2.Client) -> None:
    (hit,) = call(client, "search_clauses", query="谁牵头检验检测", top_k=1).structured_content[
        "hits"
    ]
    clause = call(client, "get_clause", clause_id=hit["clause_id"]).structured_content
    assert clause["text"] == hit["text"]


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("answer_question", {"question": "？"}, "holds no word"),
        ("search_clauses", {"query": "谁", "top_k": 0}, "greater than or equal to 1"),
        ("get_clause", {"clause_id": "plan/99"}, "is none held"),
        ("department_tasks", {"name": "外星厅"}, "the nearest are"),
    ],
)
def test_what_cannot_be_done_is_said_to_the_assistant(
    client: httpx2.Client, name: str, arguments: dict[str, Any], said: str
) -> None:
    result = call(client, name, **arguments)
    assert result.is_error
    assert said in result.content[0].text


def test_tools_are_behind_the_same_key(start: Start) -> None:
    client = start(keys="the-key")

    async def ask_with_key() -> Any:
        headers = {"Authorization": "Bearer the-key"}
        async with httpx2.AsyncClient(headers=headers, trust_env=False) as http:
            sent = streamable_http_client(address_of(client), http_client=http)
            async with Client(sent) as server:
                return await server.call_tool("answer_question", ASKED)

    assert not run_async(ask_with_key()).is_error
    refused = client.post("/mcp", json={"jsonrpc": "2.0", "id": 1, "method": "tools/list"})
    assert refused.status_code == 401


def test_a_page_of_another_host_cannot_use_the_tools(client: httpx2.Client) -> None:
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    headers = {"Host": "evil.example", "Accept": "application/json, text/event-stream"}
    assert client.post("/mcp", json=asked, headers=headers).status_code == 421


def test_over_stdio_an_assistant_gets_answers_though_prints_go_astray(tmp_path: Path) -> None:
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "tests.api.stdio_server", str(tmp_path)], cwd=ROOT
    )

    async def ask() -> Any:
        async with Client(stdio_client(command)) as server:
            tools = (await server.list_tools()).tools
            return tools, await server.call_tool("answer_question", ASKED)

    tools, result = run_async(ask())
    assert {tool.name for tool in tools} == TOOLS
    assert result.structured_content["status"] == "answered"
