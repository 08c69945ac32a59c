"""Sessions of the page 问答 without a browser: what the server alone takes for many at once.

A browser a session would measure the browsers: on two cores ten of them take all the time.
"""

import asyncio
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

_QUESTION = re.compile(r'<div class="question">(.*?)</div>', re.DOTALL)
_ANSWER = re.compile(r'<section class="answer">.*?</section>', re.DOTALL)
_TIMEOUT_S = 60.0
_LARGEST = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a session: the HTML shown of it and of its answer, and the seconds it took.

    `answer` is empty, and `error` says why, where none came.
    """

    question: str
    shown: str
    answer: str
    seconds: float
    error: str = ""


async def ask_in_sessions(
    address: str, plans: Sequence[Sequence[str]], *, pause_s: float = 0.0
) -> list[list[Asked]]:
    """Open one session for each list of questions, all at once, and ask them one after the other.

    Args:
        address: Of the application, `http://…`.
        plans: The questions of each session; each begins a new conversation.
        pause_s: Seconds of reading after each answer.
    """
    return list(await asyncio.gather(*(_ask_all(address, plan, pause_s) for plan in plans)))


async def _ask_all(address: str, questions: Sequence[str], pause_s: float) -> list[Asked]:
    asked = []
    stream = address.replace("http://", "ws://", 1) + "/_stcore/stream"
    known: dict[str, ForwardMsg] = {}
    async with connect(
        stream, subprotocols=[Subprotocol("streamlit")], max_size=_LARGEST
    ) as socket:
        for question in questions:
            try:
                async with asyncio.timeout(_TIMEOUT_S):
                    asked.append(await _ask(socket, question, known))
            except (TimeoutError, OSError) as error:
                asked.append(Asked(question, "", "", _TIMEOUT_S, f"{type(error).__name__}"))
            await asyncio.sleep(pause_s)
    return asked


async def _ask(socket: ClientConnection, question: str, known: dict[str, ForwardMsg]) -> Asked:
    request = BackMsg()
    request.rerun_script.query_string = urlencode({"q": question})
    begin = time.perf_counter()
    await socket.send(request.SerializeToString())
    bodies: list[str] = []
    error = ""
    while True:
        message = ForwardMsg()
        message.ParseFromString(bytes(await socket.recv(decode=False)))
        # A message that the server sent before it names by its hash.
        kind = message.WhichOneof("type")
        message = known.get(message.ref_hash, message) if kind == "ref_hash" else message
        known[message.hash] = message
        element = message.delta.new_element
        if element.HasField("html"):
            bodies.append(element.html.body)
        elif element.HasField("exception"):
            error = element.exception.message or "exception"
        if kind == "script_finished":
            break
    seconds = time.perf_counter() - begin
    page = "\n".join(bodies)
    shown, answer = _QUESTION.search(page), _ANSWER.search(page)
    return Asked(
        question,
        shown[1] if shown else "",
        answer[0] if answer else "",
        seconds,
        error or ("" if answer else "no answer was drawn"),
    )
