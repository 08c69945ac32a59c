"""Many clients at once, and clients that go away, over HTTP."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest

from api.desk import Desk
from tests.api.conftest import Start
from tests.api.serving import Held, ask, code_of, count_of, events_of, until


@pytest.fixture
def held(desk: Desk) -> Iterator[Held]:
    held = Held(desk.answerer)
    yield held
    # Threads that nobody waits for must not outlive the test.
    held.go.set()


def test_what_comes_beyond_the_queue_is_refused_and_the_rest_answered(
    start: Start, held: Held
) -> None:
    client = start(answerer=held, at_once=2, queue=3)
    with ThreadPoolExecutor(10) as clients:
        asked = [clients.submit(ask, client) for _ in range(10)]
        until(lambda: sum(one.done() for one in asked) == 5)
        assert count_of(client, "policy_qa_in_flight") == 2
        assert count_of(client, "policy_qa_queue_length") == 3
        assert client.get("/healthz").status_code == 200
        held.go.set()
        replies = [one.result() for one in asked]
    refused = [reply for reply in replies if reply.status_code != 200]
    assert len(refused) == 5
    assert {(reply.status_code, code_of(reply)) for reply in refused} == {(503, "queue_full")}
    assert all(int(reply.headers["retry-after"]) >= 1 for reply in refused)
    assert held.most == 2
    assert count_of(client, 'policy_qa_refused_total{code="queue_full"}') == 5
    until(lambda: count_of(client, "policy_qa_in_flight") == 0)
    assert ask(client).status_code == 200


def test_a_stream_that_finds_the_queue_full_has_the_status_of_it(start: Start, held: Held) -> None:
    client = start(answerer=held, at_once=1, queue=0)
    with ThreadPoolExecutor(1) as clients:
        first = clients.submit(ask, client)
        until(lambda: held.working == 1)
        reply = client.post("/v1/answer/stream", json={"question": "谁牵头检验检测"})
        held.go.set()
        assert first.result().status_code == 200
    assert (reply.status_code, code_of(reply)) == (503, "queue_full")


def test_a_client_that_leaves_in_mid_stream_frees_its_place(start: Start, held: Held) -> None:
    client = start(answerer=held, at_once=1, queue=0)
    asked = {"question": "谁牵头检验检测"}
    with client.stream("POST", "/v1/answer/stream", json=asked) as reply:
        assert next(reply.iter_lines()) == "event: stage"
        assert held.working == 1
    until(lambda: held.working == 0)
    until(lambda: count_of(client, "policy_qa_in_flight") == 0)
    held.go.set()
    assert ask(client).status_code == 200


def test_a_client_that_leaves_while_it_waits_frees_its_place_in_the_queue(
    start: Start, held: Held
) -> None:
    client = start(answerer=held, at_once=1, queue=1)
    with ThreadPoolExecutor(1) as clients:
        first = clients.submit(ask, client)
        until(lambda: held.working == 1)
        with pytest.raises(httpx2.ReadTimeout):
            client.post("/v1/answer", json={"question": "谁牵头"}, timeout=0.1)
        until(lambda: count_of(client, "policy_qa_queue_length") == 0)
        held.go.set()
        assert first.result().status_code == 200
    left = 'policy_qa_requests_total{route="/v1/answer",status="499"}'
    assert count_of(client, left) == 1


def test_work_that_takes_too_long_is_given_up_but_keeps_its_place_until_its_end(
    start: Start, held: Held
) -> None:
    held.looks_up = False
    client = start(answerer=held, at_once=1, queue=0, timeout=0.1)
    slow = ask(client)
    assert (slow.status_code, code_of(slow)) == (504, "timed_out")
    busy = ask(client)
    assert (busy.status_code, code_of(busy)) == (503, "queue_full")
    held.go.set()
    until(lambda: ask(client).status_code == 200)
    assert held.most == 1


def test_a_stream_that_takes_too_long_ends_with_the_error(start: Start, held: Held) -> None:
    client = start(answerer=held, timeout=0.1)
    reply = client.post("/v1/answer/stream", json={"question": "谁牵头检验检测"})
    name, told = events_of(reply.text)[-1]
    assert (name, told["error"]["code"]) == ("error", "timed_out")


def test_answers_of_many_at_once_are_those_of_one_alone(start: Start) -> None:
    client = start(at_once=4, queue=64)
    questions = ["谁牵头检验检测", "谁负责绿色制造", "培育知名品牌由谁牵头", "建设几个产业集群"] * 6
    alone = {question: ask(client, question).json() for question in set(questions)}
    begin = threading.Barrier(8)

    def ask_with_others(question: str) -> dict[str, Any]:
        begin.wait(20)
        record: dict[str, Any] = ask(client, question).json()
        return record

    with ThreadPoolExecutor(8) as clients:
        together = list(clients.map(ask_with_others, questions))
    assert together == [alone[question] for question in questions]
