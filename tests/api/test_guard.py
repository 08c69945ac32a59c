import json
import logging
from typing import Any

import httpx2
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from api.guard import Guard
from api.logs import JsonFormatter
from api.metrics import Meters
from api.settings import ServiceSettings
from tests.api.conftest import Start
from tests.api.serving import Broken, ask, code_of, count_of, send_raw, serve, until

HEAD = b"POST /v1/answer HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"


def test_without_the_key_nothing_but_health_is_answered(start: Start) -> None:
    client = start(keys="first-key, second-key")
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"X-API-Key": "first"}):
        reply = client.get("/v1/documents", headers=headers)
        assert (reply.status_code, code_of(reply)) == (401, "unauthorized")
        assert reply.headers["www-authenticate"] == "Bearer"
    for path in ("/metrics", "/mcp", "/v1/nothing"):
        assert client.get(path).status_code == 401
    for path in ("/healthz", "/readyz", "/openapi.json"):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "headers", [{"Authorization": "Bearer second-key"}, {"X-API-Key": "first-key"}]
)
def test_with_a_key_of_several_the_service_answers(start: Start, headers: dict[str, str]) -> None:
    client = start(keys="first-key, second-key")
    assert client.get("/v1/documents", headers=headers).status_code == 200


def test_who_asks_too_often_is_told_when_to_come_back_and_others_are_not(start: Start) -> None:
    client = start(rate="2/minute", keys="one,two")
    replies = [client.get("/v1/departments", headers={"X-API-Key": "one"}) for _ in range(3)]
    other = client.get("/v1/departments", headers={"X-API-Key": "two"})
    assert [reply.status_code for reply in replies] == [200, 200, 429]
    assert code_of(replies[2]) == "rate_limited"
    assert 0 < int(replies[2].headers["retry-after"]) <= 61
    assert other.status_code == 200


def test_a_body_announced_as_too_large_is_refused_before_it_is_sent(start: Start) -> None:
    client = start(body_limit=2048)
    said = send_raw(client, HEAD + b"Content-Length: 2049\r\n\r\n")
    assert said.startswith(b"HTTP/1.1 413")
    assert b'"body_too_large"' in said


def test_a_body_that_grows_too_large_is_refused_though_none_was_announced(start: Start) -> None:
    client = start(body_limit=2048)
    chunk = b"400\r\n" + b"x" * 1024 + b"\r\n"
    said = send_raw(client, HEAD + b"Transfer-Encoding: chunked\r\n\r\n", chunk, chunk, chunk)
    assert said.startswith(b"HTTP/1.1 413")
    assert b'"body_too_large"' in said


def test_a_body_of_the_limit_passes_in_chunks(start: Start) -> None:
    client = start(body_limit=2048)
    body = json.dumps({"question": "谁牵头检验检测"}).encode().ljust(2048)
    chunks = [b"400\r\n" + body[at : at + 1024] + b"\r\n" for at in (0, 1024)]
    head = HEAD + b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert send_raw(client, head, *chunks, b"0\r\n\r\n").startswith(b"HTTP/1.1 200")


def test_who_sends_a_body_too_slowly_is_cut_off(start: Start) -> None:
    client = start(body_timeout=0.2)
    head = HEAD + b"Content-Length: 1000\r\n\r\n"
    said = send_raw(client, head, *[b"x"] * 8, pause_s=0.05)
    assert said.startswith(b"HTTP/1.1 408")
    assert b'"body_too_slow"' in said
    assert ask(client).status_code == 200


def test_a_failure_says_nothing_of_the_inside_nor_does_its_log(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    client = start(answerer=Broken())
    reply = ask(client, "本公司的秘密问题")
    assert (reply.status_code, code_of(reply)) == (500, "internal")
    assert "secret" not in reply.text
    assert reply.headers["x-request-id"] in reply.text
    lines = [JsonFormatter().format(record) for record in caplog.records]
    failed = [json.loads(line) for line in lines if '"exception"' in line]
    assert [line["exception"] for line in failed] == ["RuntimeError"]
    assert any("serving.py" in frame for frame in failed[0]["frames"])
    assert "秘密" not in "".join(lines)


def test_neither_counts_nor_logs_hold_what_was_asked(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = start()
    ask(client, "本公司的秘密问题")
    client.post("/v1/search", json={"query": "本公司的秘密问题"})
    client.post("/v1/answer/stream", json={"question": "本公司的秘密问题"})
    client.get("/v1/departments/本公司的秘密部门")
    client.get("/v1/clauses/本公司的秘密条款")
    client.get("/本公司的秘密路径?q=秘密")

    def lines_of_api() -> list[str]:
        records = [record for record in list(caplog.records) if record.name.startswith("api")]
        return [JsonFormatter().format(record) for record in records]

    # A line is written after its answer was sent.
    until(lambda: len(lines_of_api()) >= 6)
    lines = lines_of_api()
    assert len(lines) >= 6
    counts = client.get("/metrics").text
    assert counts.count("policy_qa_requests_total{") >= 5
    for text in (*lines, counts):
        assert "秘密" not in text
        assert "%E7%A7%98" not in text


def lines_of(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [json.loads(JsonFormatter().format(record)) for record in list(caplog.records)]


def test_a_line_of_the_log_tells_route_status_and_time(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "api")
    client = start()
    reply = client.get("/v1/clauses/none", headers={"X-Request-ID": "from-a-proxy"})
    own = {"request_id": "from-a-proxy"}
    # The line is written after the answer was sent.
    until(lambda: any(own.items() <= line.items() for line in lines_of(caplog)))
    (line,) = [line for line in lines_of(caplog) if own.items() <= line.items()]
    assert (line["method"], line["route"]) == ("GET", "/v1/clauses/{clause_id:path}")
    assert (line["status"], line["level"]) == (404, "info")
    assert line["ms"] > 0
    assert "asked" not in line
    assert reply.headers["x-request-id"] == "from-a-proxy"


def test_questions_are_logged_where_that_is_asked_for(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "api")
    ask(start(log_questions=True), "谁牵头检验检测")

    # The line is written after the answer was sent.
    until(lambda: "谁牵头检验检测" in [line.get("asked") for line in lines_of(caplog)])


def test_a_request_id_that_could_forge_a_log_is_replaced(client: httpx2.Client) -> None:
    for given in ("a b", "x" * 65, '"}{"level":"error'):
        reply = client.get("/healthz", headers={"X-Request-ID": given})
        assert reply.headers["x-request-id"] != given


@pytest.mark.parametrize("is_crowded", [True, False])
def test_who_comes_to_a_crowded_process_of_several_has_to_connect_anew(is_crowded: bool) -> None:
    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("answered")(scope, receive, send)

    guard = Guard(
        answer, settings=ServiceSettings(), meters=Meters(), is_crowded=lambda: is_crowded
    )
    with serve(guard) as client:
        reply = client.get("/")
    assert reply.text == "answered"
    assert (reply.headers.get("connection") == "close") is is_crowded


def test_requests_are_counted_by_route_and_status(start: Start) -> None:
    client = start()
    ask(client)
    ask(client, " ")
    route = 'route="/v1/answer"'
    assert count_of(client, f'policy_qa_requests_total{{{route},status="200"}}') == 1
    assert count_of(client, f'policy_qa_requests_total{{{route},status="422"}}') == 1
    assert count_of(client, f"policy_qa_request_seconds_count{{{route}}}") == 2
    assert count_of(client, "policy_qa_ready") == 1
