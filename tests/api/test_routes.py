import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx2
import pytest

from answer import Answerer
from answer.generation.writer import Writer
from answer.records import answer_record
from api.app import make_app
from api.desk import Desk
from api.settings import ServiceSettings
from index import Settings
from index.records import hit_record
from index.within import Within
from ingest.records import clause_record, document_record
from ingest.validity import validity_record
from question.dialogue.conversation import Conversation
from tests.api.serving import ask, code_of, events_of, is_ready, serve, until
from tests.fakes import FakeChatModel

DAY = date(2024, 5, 1)
LED = "谁牵头检验检测"


def test_a_search_gives_the_record_of_the_command(client: httpx2.Client, desk: Desk) -> None:
    reply = client.post("/v1/search", json={"query": LED, "top_k": 2})
    hits = [hit_record(hit) for hit in desk.searcher.search(LED, k=2)]
    assert reply.status_code == 200
    assert reply.json() == {"id": "query", "query": LED, "hits": hits}
    assert len(hits) == 2


def test_a_search_is_held_to_what_is_asked_for(client: httpx2.Client, desk: Desk) -> None:
    held_to = {"documents": ["plan"], "departments": ["省商务厅"]}
    reply = client.post("/v1/search", json={"query": LED, "within": held_to})
    within = Within(doc_ids=frozenset({"plan"}), departments=frozenset({"省商务厅"}))
    hits = [hit_record(hit) for hit in desk.searcher.search(LED, within=within)]
    assert reply.json()["hits"] == hits
    assert 0 < len(hits) < 10


@pytest.mark.parametrize(
    ("held_to", "status", "said"),
    [
        ({"documents": ["nobody"]}, 404, "within.documents: one is not held; use"),
        ({"kinds": ["poem"]}, 422, "is none of front, heading, clause"),
        ({"statuses": ["lost"]}, 422, "is none of in_force, draft, repealed"),
        ({"authors": ["a"]}, 422, "within.authors"),
    ],
)
def test_what_a_search_cannot_be_held_to_is_said(
    client: httpx2.Client, held_to: dict[str, list[str]], status: int, said: str
) -> None:
    reply = client.post("/v1/search", json={"query": LED, "within": held_to})
    assert reply.status_code == status
    assert said in reply.text


def test_ten_hits_are_given_unless_others_are_asked_for(client: httpx2.Client) -> None:
    assert len(client.post("/v1/search", json={"query": LED}).json()["hits"]) == 10


def test_an_answer_is_the_record_of_the_command(client: httpx2.Client, desk: Desk) -> None:
    reply = ask(client, as_of="2024-05-01")
    expected = answer_record("question", desk.answerer.answer("检验检测由谁牵头？", as_of=DAY))
    assert reply.json() == expected
    assert expected["status"] == "answered"


def test_an_answer_speaks_of_today_unless_a_day_is_given(client: httpx2.Client) -> None:
    notices = "".join(ask(client).json()["notices"])
    assert date.today().isoformat() in notices


def test_a_follow_up_is_understood_by_what_was_asked_before(
    client: httpx2.Client, desk: Desk
) -> None:
    before = desk.answerer.answer("检验检测由谁牵头？", as_of=DAY)
    conversation = Conversation().add(before.turn)
    expected = desk.answerer.answer("那谁配合？", as_of=DAY, conversation=conversation)
    reply = ask(client, "那谁配合？", earlier=["检验检测由谁牵头？"], as_of="2024-05-01")
    assert reply.json() == answer_record("question", expected)
    assert reply.json() != ask(client, "那谁配合？", as_of="2024-05-01").json()


def test_a_stream_tells_of_stages_and_lines_and_ends_with_the_record(
    client: httpx2.Client,
) -> None:
    asked = {"question": "检验检测由谁牵头？"}
    reply = client.post("/v1/answer/stream", json=asked)
    events = events_of(reply.text)
    names = [name for name, _ in events]
    record = client.post("/v1/answer", json=asked).json()
    assert reply.headers["content-type"].startswith("text/event-stream")
    assert [told["stage"] for name, told in events if name == "stage"] == [
        "understand",
        "search",
        "check",
    ]
    assert "\n".join(told["line"] for name, told in events if name == "line") == record["answer"]
    assert (names[-1], events[-1][1]) == ("answer", record)


def test_a_models_lines_are_streamed_as_they_are_checked_and_others_withheld(
    desk: Desk, store: Path
) -> None:
    reply = "检验检测由省市场监管局牵头。[1]\n建设平台由省教育厅牵头。[1]\n"
    model = FakeChatModel(replies=[reply])
    writer = Writer(model, desk.corpus, deadline_s=20)
    written = replace(desk, writer=Answerer(desk.searcher, writer=writer))
    app = make_app(ServiceSettings(), Settings(store=store), open_desk=lambda _: written)
    with serve(app) as client:
        until(lambda: is_ready(client))
        asked = {"question": "谁牵头检验检测？", "model": "llm"}
        events = events_of(client.post("/v1/answer/stream", json=asked).text)
        alone = client.post("/v1/answer", json=asked).json()
    assert [told["line"] for name, told in events if name == "line"] == [
        "检验检测由省市场监管局牵头。[1]"
    ]
    assert {"stage": "write"} in [told for _, told in events]
    assert events[-1] == ("answer", alone)
    assert alone["answer"] == "检验检测由省市场监管局牵头。[1]"
    assert len(model.asked) == 2


def test_documents_come_with_their_validity_on_a_day(client: httpx2.Client, desk: Desk) -> None:
    listed = client.get("/v1/documents", params={"as_of": "2024-05-01"}).json()["documents"]
    for record, document in zip(listed, desk.corpus.documents, strict=True):
        clauses = sum(c.doc_id == document.doc_id for c in desk.corpus.clauses)
        beside = {"validity": validity_record(document, DAY), "clauses": clauses}
        assert record == json.loads(json.dumps(document_record(document) | beside))


def test_clauses_of_a_document_come_in_pages_that_join_to_all(
    client: httpx2.Client, desk: Desk
) -> None:
    path = "/v1/documents/plan/clauses"
    whole = client.get(path).json()
    pages = [
        client.get(path, params={"offset": offset, "limit": 3}).json()["clauses"]
        for offset in range(0, whole["total"], 3)
    ]
    assert [clause for page in pages for clause in page] == whole["clauses"]
    assert [c["clause_id"] for c in whole["clauses"]] == [
        c.clause_id for c in desk.corpus.clauses if c.doc_id == "plan"
    ]


def test_a_clause_is_the_record_of_the_command(client: httpx2.Client, desk: Desk) -> None:
    clause = next(c for c in desk.corpus.clauses if c.annotations.responsibilities)
    document = next(d for d in desk.corpus.documents if d.doc_id == clause.doc_id)
    expected = clause_record(clause) | {"validity": validity_record(document, DAY)}
    reply = client.get(f"/v1/clauses/{clause.clause_id}", params={"as_of": "2024-05-01"})
    assert "/" in clause.clause_id
    assert reply.json() == json.loads(json.dumps(expected))


def test_departments_are_found_by_a_short_name_with_what_they_lead(client: httpx2.Client) -> None:
    listed = client.get("/v1/departments").json()["departments"]
    found = client.get("/v1/departments/省商务厅").json()
    assert found["name"] in {department["name"] for department in listed}
    # PLAN: 省商务厅 takes part in （三） and leads （四）.
    assert (found["tasks"], found["leads"], found["supports"]) == (2, 1, 1)
    assert [task["roles"] for task in found["assignments"]] == [["support"], ["lead"]]
    assert all(task["citation"] and task["text"] for task in found["assignments"])


def test_a_process_that_answers_lives_and_is_ready(client: httpx2.Client) -> None:
    assert client.get("/healthz").json() == {"status": "alive"}
    assert client.get("/readyz").json()["status"] == "ready"


@pytest.mark.parametrize(
    ("path", "sent", "code"),
    [
        ("/v1/answer", {"question": " \n"}, "bad_question"),
        ("/v1/answer", {"question": "长" * 1001}, "bad_question"),
        ("/v1/answer", {"question": "检验\ud800检测"}, "bad_question"),
        ("/v1/answer", {"question": "谁负责", "earlier": [" "]}, "bad_question"),
        ("/v1/answer", {"question": "谁负责", "earlier": ["问"] * 21}, "invalid_request"),
        ("/v1/answer", {"question": "谁负责", "as_of": "2024-13-01"}, "invalid_request"),
        ("/v1/answer", {"question": "谁负责", "as_of": 0}, "invalid_request"),
        ("/v1/answer", {"question": "谁负责", "model": "gpt"}, "invalid_request"),
        ("/v1/answer", {"question": "谁负责", "\ud800": 1}, "invalid_request"),
        ("/v1/answer", {"question": 7}, "invalid_request"),
        ("/v1/answer", {}, "invalid_request"),
        ("/v1/answer", [], "invalid_request"),
        ("/v1/search", {"query": ""}, "bad_question"),
        ("/v1/search", {"query": "谁负责", "top_k": 0}, "invalid_request"),
        ("/v1/search", {"query": "谁负责", "top_k": "3"}, "invalid_request"),
        ("/v1/search", {"query": "谁负责", "top_k": 101}, "invalid_request"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_shape(
    client: httpx2.Client, path: str, sent: object, code: str
) -> None:
    reply = client.post(
        path, content=json.dumps(sent), headers={"Content-Type": "application/json"}
    )
    assert (reply.status_code, code_of(reply)) == (422, code)


def test_a_stream_of_what_cannot_be_asked_ends_with_the_error(client: httpx2.Client) -> None:
    reply = client.post("/v1/answer/stream", json={"question": "？"})
    ((name, told),) = events_of(reply.text)
    assert (name, told["error"]["code"]) == ("error", "bad_question")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/nothing", 404, "not_found"),
        ("GET", "/v1/documents/none/clauses", 404, "unknown_document"),
        ("GET", "/v1/clauses/plan/99", 404, "unknown_clause"),
        ("GET", "/v1/departments/省外星厅", 404, "unknown_department"),
        ("GET", "/v1/departments/省", 409, "several_departments"),
        ("GET", "/v1/documents/plan/clauses?limit=0", 422, "invalid_request"),
        ("GET", "/v1/documents?as_of=gestern", 422, "invalid_request"),
        ("GET", "/v1/answer", 405, "method_not_allowed"),
        ("DELETE", "/v1/documents", 405, "method_not_allowed"),
    ],
)
def test_what_is_not_there_is_said_in_one_shape(
    client: httpx2.Client, method: str, path: str, status: int, code: str
) -> None:
    reply = client.request(method, path)
    assert (reply.status_code, code_of(reply)) == (status, code)


def test_a_body_that_is_no_json_is_refused_in_one_shape(client: httpx2.Client) -> None:
    headers = {"Content-Type": "application/json"}
    reply = client.post("/v1/answer", content=b'{"question', headers=headers)
    assert (reply.status_code, code_of(reply)) == (422, "invalid_request")


def test_a_language_model_that_is_not_set_is_said(client: httpx2.Client) -> None:
    reply = ask(client, model="llm")
    assert (reply.status_code, code_of(reply)) == (400, "no_language_model")
