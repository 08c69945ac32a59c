"""The client of the language model, against a real server of this machine that misbehaves."""

import json
import logging
import subprocess
import sys
import threading
import time
from contextlib import closing

import pytest

from answer.generation.chat_model import load_model_settings, open_chat_model
from answer.generation.reply import GenerationError, read_reply
from index.settings import SettingsError
from ingest.documents import ROOT
from tests.answer.generation.model_server import (
    KEY,
    Behave,
    Connection,
    ModelServer,
    failing,
    saying,
    serve_model,
)
from tests.fakes import FakeChatModel

MESSAGES = [("system", "只用条款"), ("human", "谁牵头？")]
VARIABLES = ("LLM_BASE_URL", "LLM_MODEL", "LLM_API_KEY", "LLM_TIMEOUT")


def ask(server: ModelServer, *, deadline_s: float = 60.0) -> str:
    model = open_chat_model(server.settings())
    return "".join(read_reply(model, MESSAGES, deadline_s=deadline_s))


def failure(*behaviours: Behave, deadline_s: float = 60.0) -> GenerationError:
    """Return how a reply fails; neither its words nor the log's may hold what is secret."""
    with serve_model(*behaviours) as server:
        with pytest.raises(GenerationError) as caught:
            ask(server, deadline_s=deadline_s)
        error = caught.value
        for text in (str(error), repr(error), error.reason):
            assert KEY not in text
            assert server.address not in text
        assert error.__cause__ is None
        assert error.__context__ is None
        assert not error.reason.isascii()
    return error


def events(*lines: str) -> Behave:
    def behave(connection: Connection) -> None:
        connection.begin_stream()
        for line in lines:
            connection.send_event(line)

    return behave


def hang(connection: Connection) -> None:
    """Say nothing until the client has gone."""
    connection.connection.settimeout(6)
    connection.rfile.read(1)


def start_and_hang(connection: Connection) -> None:
    connection.begin_stream()
    connection.send_piece("省市场监管局")
    hang(connection)


def ping_for_ever(connection: Connection) -> None:
    connection.begin_stream()
    while True:
        connection.wfile.write(b": still working\n\n")
        time.sleep(0.05)


def break_off(connection: Connection) -> None:
    connection.send_response(200)
    connection.send_header("Content-Length", "10000")
    connection.end_headers()
    connection.send_piece("省市场监管局")
    connection.wfile.write(b'data: {"choices":[{"del')


def test_a_reply_is_read_piece_by_piece() -> None:
    with serve_model(saying("省市场监管局牵头。[1]\n")) as server:
        pieces = list(read_reply(open_chat_model(server.settings()), MESSAGES, deadline_s=5))
    assert "".join(pieces) == "省市场监管局牵头。[1]\n"
    assert len(pieces) > 2


@pytest.mark.parametrize("ending", ["stop", "length"])
def test_a_server_that_does_not_stream_is_read_all_the_same(ending: str) -> None:
    choice = {"index": 0, "message": {"role": "assistant", "content": "牵头。[1]"}}
    reply = {"id": "1", "object": "chat.completion", "created": 1, "model": "tiny", "usage": None}
    body = json.dumps(reply | {"choices": [choice | {"finish_reason": ending}]})
    with serve_model(lambda connection: connection.send(body)) as server:
        pieces = read_reply(open_chat_model(server.settings()), MESSAGES, deadline_s=5)
        assert next(pieces) == "牵头。[1]"
        if ending == "stop":
            assert "".join(pieces) == ""
        else:
            with pytest.raises(GenerationError, match="cut off at its length limit"):
                list(pieces)


def piece(text: str, **more: object) -> str:
    return json.dumps({"choices": [{"index": 0, "delta": {"content": text}, **more}]})


@pytest.mark.parametrize(
    "lines",
    [
        (piece("牵头。"), piece("[1]"), "[DONE]"),
        (piece("牵头。", finish_reason=""), piece("[1]", finish_reason=None), "[DONE]"),
        (piece("牵头。"), piece("[1]", finish_reason="eos")),
        (piece("牵头。[1]"), piece("", finish_reason="end_turn"), "[DONE]"),
        (piece("牵头。[1]", finish_reason="stop"), '{"choices": [], "usage": {}}', "[DONE]"),
        ('{"choices": []}', piece("牵头。[1]"), "[DONE]"),
    ],
    ids=["no reason", "empty reasons", "eos without DONE", "end_turn", "usage last", "no choice"],
)
def test_a_stream_is_whole_in_every_dialect_that_ends_it(lines: tuple[str, ...]) -> None:
    with serve_model(events(*lines)) as server:
        assert ask(server) == "牵头。[1]"


def test_comments_that_keep_a_stream_alive_are_no_part_of_it() -> None:
    def behave(connection: Connection) -> None:
        connection.begin_stream()
        for data in (piece("牵头。"), piece("[1]"), "[DONE]"):
            connection.wfile.write(b": keep-alive\n\n")
            connection.send_event(data)

    with serve_model(behave) as server:
        assert ask(server) == "牵头。[1]"


def test_a_limit_on_length_cuts_off_whatever_follows_it() -> None:
    error = failure(events(piece("牵头。", finish_reason="length"), "[DONE]"))
    assert "cut off at its length limit" in str(error)


def test_a_request_streams_at_temperature_0_with_the_key_in_its_header() -> None:
    with serve_model(saying("好")) as server:
        ask(server)
    (request,), (headers,) = server.requests, server.headers
    assert (request["model"], request["stream"], request["temperature"]) == ("tiny", True, 0)
    assert [message["role"] for message in request["messages"]] == ["system", "user"]
    assert headers["authorization"] == f"Bearer {KEY}"


def test_the_key_of_another_service_is_never_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another")
    monkeypatch.setenv("OPENAI_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    with serve_model(saying("好")) as server:
        model = open_chat_model(server.settings(api_key=None))
        assert "".join(read_reply(model, MESSAGES, deadline_s=5)) == "好"
    assert "sk-of-another" not in str(server.headers)


@pytest.mark.parametrize(
    ("behaviour", "message", "reason"),
    [
        (events("{not json"), "unreadable reply", "读不懂语言模型的回复"),
        (events('{"choices": 5}'), "unreadable reply", "读不懂语言模型的回复"),
        (lambda c: c.send('{"choices": [{"message": 5}]}'), "unreadable", "读不懂语言模型的回复"),
        (lambda c: c.send('{"a": 1}'), "unreadable reply", "读不懂语言模型的回复"),
        (events("null", '"甲"'), "unreadable reply", "读不懂语言模型的回复"),
        (events(f'{{"error":{{"message":"{KEY}"}}}}'), "unreadable reply", "读不懂语言模型的回复"),
        (
            lambda c: c.send(f"<html>{KEY}</html>", kind="text/html"),
            "unreadable reply",
            "读不懂语言模型的回复",
        ),
        (lambda c: c.send(""), "unreadable reply", "读不懂语言模型的回复"),
        (saying("省市", ending=None), "cut off before its end", "语言模型的回复没有说完"),
        (saying("省市", ending="length"), "cut off at its length limit", "语言模型的回复没有说完"),
        (break_off, "a broken one", "连不上语言模型，或者连接中断"),
        (saying("省" * 7000), "more than 6000 characters", "语言模型的回复太长"),
        (failing(401, f'{{"error":{{"message":"{KEY}"}}}}'), "HTTP 401", "语言模型拒绝访问"),
        (failing(404), "HTTP 404", "找不到语言模型"),
        (failing(302), "HTTP 302", "语言模型的服务出错"),
    ],
)
def test_a_reply_that_cannot_be_used_is_one_error_with_a_reason(
    behaviour: Behave, message: str, reason: str
) -> None:
    error = failure(behaviour)
    assert message in str(error)
    assert error.reason == reason


def test_a_failed_request_is_tried_exactly_once_more() -> None:
    with serve_model(failing(500), saying("好")) as server:
        assert ask(server) == "好"
    with serve_model(failing(429)) as server, pytest.raises(GenerationError, match="HTTP 429"):
        ask(server)
    assert len(server.requests) == 2


def test_a_server_that_says_to_wait_for_a_minute_does_not_keep_the_reader_waiting() -> None:
    def wait(connection: Connection) -> None:
        connection.send_response(429)
        connection.send_header("Retry-After", "60")
        connection.end_headers()

    assert "not done after 0.3 s" in str(failure(wait, deadline_s=0.3))


@pytest.mark.parametrize("behaviour", [hang, start_and_hang])
def test_a_silent_server_is_given_up(behaviour: Behave) -> None:
    error = failure(behaviour)
    assert "silent for too long" in str(error)
    assert error.reason == "语言模型没有在限定的时间内答完"


@pytest.mark.parametrize("behaviour", [ping_for_ever, saying("省" * 5000, pause_s=0.02)])
def test_a_server_that_trickles_is_given_up_at_the_deadline(behaviour: Behave) -> None:
    began = time.monotonic()
    assert "not done after 0.3 s" in str(failure(behaviour, deadline_s=0.3))
    assert time.monotonic() - began < 2


def test_the_connection_ends_when_nobody_reads_any_more() -> None:
    with serve_model(ping_for_ever) as server:
        model = open_chat_model(server.settings(timeout=0.1))
        with pytest.raises(GenerationError):
            list(read_reply(model, MESSAGES, deadline_s=0.1))
        assert server.ended.wait(timeout=5)
    with serve_model(saying("省" * 5000, pause_s=0.02)) as server:
        with closing(read_reply(open_chat_model(server.settings()), MESSAGES, deadline_s=5)) as few:
            next(few)
        assert server.ended.wait(timeout=5)


def test_a_server_that_is_not_there_is_one_error() -> None:
    with serve_model(saying("好")) as server:
        pass
    with pytest.raises(GenerationError, match="no connection") as caught:
        ask(server)
    assert caught.value.reason == "连不上语言模型，或者连接中断"


def test_a_model_of_any_kind_that_hangs_is_given_up() -> None:
    slow = FakeChatModel(replies=["省市场监管局牵头"], pause_s=0.4)
    with pytest.raises(GenerationError, match=r"not done after 0\.1 s"):
        list(read_reply(slow, MESSAGES, deadline_s=0.1))


def test_an_error_of_the_program_is_not_blamed_on_the_server() -> None:
    class Wrong(FakeChatModel):
        def _stream(self, *_: object, **__: object) -> None:  # type: ignore[override]
            raise AssertionError("wrong")

    with pytest.raises(AssertionError, match="wrong"):
        list(read_reply(Wrong(replies=[]), MESSAGES, deadline_s=5))


def test_nothing_is_sent_to_a_tracing_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_API_KEY", "lsv2-key")
    with serve_model(failing(500)) as tracing, serve_model(saying("好")) as server:
        monkeypatch.setenv("LANGSMITH_ENDPOINT", tracing.address)
        before = threading.active_count()
        assert ask(server) == "好"
        # The service's client would have started a thread that sends.
        assert threading.active_count() <= before + 1
    assert tracing.requests == []


def test_no_log_holds_the_key(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    echo = failing(401, f'{{"error":{{"message":"bad key {KEY}"}}}}')
    with serve_model(saying("好"), echo) as server:
        assert ask(server) == "好"
        with pytest.raises(GenerationError):
            ask(server)
        model = open_chat_model(server.settings())
    assert caplog.records
    for record in caplog.records:
        assert KEY not in record.getMessage()
        assert KEY not in str(record.__dict__)
    assert KEY not in repr(model) + str(model) + repr(server.settings())


def test_settings_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in zip(VARIABLES, ("http://127.0.0.1:8091/v1", "tiny", KEY, "7"), strict=True):
        monkeypatch.setenv(name, value)
    settings = load_model_settings()
    assert (settings.base_url, settings.model) == ("http://127.0.0.1:8091/v1", "tiny")
    assert (settings.timeout, settings.deadline_s) == (7, 28)
    assert settings.api_key is not None
    assert settings.api_key.get_secret_value() == KEY


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"LLM_MODEL": "tiny"}, r"LLM_BASE_URL is not set; set LLM_BASE_URL to an address"),
        ({"LLM_BASE_URL": "http://a/v1"}, r"LLM_MODEL is not set; set LLM_MODEL to the name"),
        ({}, r"LLM_BASE_URL is not set, LLM_MODEL is not set; set"),
        ({"LLM_BASE_URL": "a/v1", "LLM_MODEL": "tiny"}, r"LLM_BASE_URL is unusable; set"),
        (
            {"LLM_BASE_URL": f"http://u:{KEY}@a/v1", "LLM_MODEL": "tiny"},
            r"LLM_BASE_URL is unusable",
        ),
        (
            {"LLM_BASE_URL": "http://a", "LLM_MODEL": "b", "LLM_TIMEOUT": "0"},
            r"LLM_TIMEOUT is unus",
        ),
        (
            {"LLM_BASE_URL": "http://a", "LLM_MODEL": "b", "LLM_TIMEOUT": "nan"},
            r"LLM_TIMEOUT is un",
        ),
        ({"LLM_BASE_URL": "http://a", "LLM_MODEL": "b", "LLM_API_KEY": f"{KEY}\n"}, r"LLM_API_KEY"),
    ],
)
def test_a_setting_that_is_missing_or_unusable_is_named_and_not_printed(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], message: str
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"^environment: {message}") as caught:
        load_model_settings()
    assert KEY not in str(caught.value)
    assert caught.value.__context__ is None


def test_the_client_is_imported_only_for_a_model() -> None:
    code = (
        "import sys, warnings; warnings.simplefilter('error')\n"
        "import answer.generation.chat_model, answer.generation.statements\n"
        "assert not {'openai', 'langchain_openai', 'langsmith'} & set(sys.modules)\n"
        "answer.generation.chat_model.open_chat_model("
        "answer.generation.chat_model.ModelSettings(base_url='http://a/v1', model='b'))\n"
        "assert 'langchain_openai' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
