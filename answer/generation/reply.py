"""Read the reply of a language model under a deadline, and say what went wrong."""

import queue
import threading
import time
from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_LONGEST = 6000
_LENGTH_LIMIT = "length"
# What the client's code raises on a reply that is well-formed but not what it expects; pydantic
# warns, which is an error where warnings are.
_NONSENSE = (ValueError, TypeError, LookupError, AttributeError, OSError, RuntimeError, Warning)


class GenerationError(Exception):
    """The model gave no usable reply.

    `reason` says why in Chinese, for the reader. Neither it nor the message quotes the server,
    whose words may repeat the key.
    """

    def __init__(self, message: str, reason: str) -> None:
        """Say what went wrong in the log, and `reason` to the reader."""
        super().__init__(f"language model: {message}")
        self.reason = reason


def read_reply(
    model: "BaseChatModel", messages: Sequence[tuple[str, str]], *, deadline_s: float
) -> Generator[str]:
    """Yield the pieces of the reply of `model` to `messages`, pairs of role and text.

    Raises:
        GenerationError: the model failed, was not done after `deadline_s` seconds, said too much,
            or broke off; what was yielded before that stands.
    """
    pieces: queue.SimpleQueue[str | Exception | None] = queue.SimpleQueue()
    stopped = threading.Event()
    # A thread of its own, because name look-ups and pauses between tries know no deadline.
    arguments = (model, list(messages), pieces, stopped)
    threading.Thread(target=_pump, args=arguments, daemon=True).start()
    end, length = time.monotonic() + deadline_s, 0
    try:
        while (piece := _next(pieces, end, deadline_s)) is not None:
            length += len(piece)
            if length > _LONGEST:
                raise GenerationError(
                    f"more than {_LONGEST} characters; use another model", "语言模型的回复太长"
                )
            yield piece
    finally:
        stopped.set()


def _next(
    pieces: "queue.SimpleQueue[str | Exception | None]", end: float, deadline_s: float
) -> str | None:
    left = end - time.monotonic()
    try:
        piece = pieces.get(timeout=left) if left > 0 else None
    except queue.Empty:
        left = 0
    if left <= 0:
        raise GenerationError(
            f"not done after {deadline_s:g} s; raise LLM_TIMEOUT or use a faster model",
            "语言模型没有在限定的时间内答完",
        )
    if isinstance(piece, Exception):
        raise piece
    return piece


def _pump(
    model: "BaseChatModel",
    messages: list[tuple[str, str]],
    pieces: "queue.SimpleQueue[str | Exception | None]",
    stopped: threading.Event,
) -> None:
    """Put the pieces of the reply, then None or what went wrong."""
    # The library sends every question to a tracing service if the environment says so.
    from langsmith import tracing_context

    endings: set[str] = set()
    try:
        with tracing_context(enabled=False):
            for chunk in model.stream(messages):
                if stopped.is_set():
                    return
                pieces.put(str(chunk.text))
                ending = chunk.response_metadata.get("finish_reason")
                endings |= {str(ending)} if ending else set()
    # Whatever it is, the reader must hear of it; in this thread it would be lost.
    except Exception as error:
        pieces.put(_explain(error))
        return
    is_whole = endings and _LENGTH_LIMIT not in endings
    pieces.put(None if is_whole else _cut_off(at_limit=bool(endings)))


def _cut_off(*, at_limit: bool) -> GenerationError:
    how = "at its length limit" if at_limit else "before its end"
    return GenerationError(f"reply cut off {how}; ask again", "语言模型的回复没有说完")


def _explain(error: Exception) -> Exception:
    """Return what to tell of `error`; one that no server can cause stays as it is."""
    import openai

    if isinstance(error, openai.APIStatusError):
        return _explain_status(error.status_code)
    if isinstance(error, openai.APITimeoutError):
        return GenerationError(
            "silent for too long; raise LLM_TIMEOUT or see whether the server is well",
            "语言模型没有在限定的时间内答完",
        )
    if isinstance(error, openai.APIConnectionError):
        return GenerationError(
            "no connection, or a broken one; see LLM_BASE_URL and whether the server runs",
            "连不上语言模型，或者连接中断",
        )
    if not isinstance(error, (openai.OpenAIError, *_NONSENSE)):
        return error
    return GenerationError(
        f"unreadable reply ({type(error).__name__}); see whether LLM_BASE_URL is an "
        "OpenAI-compatible server",
        "读不懂语言模型的回复",
    )


def _explain_status(status: int) -> GenerationError:
    if status in (401, 403):
        mend, reason = "see LLM_API_KEY", "语言模型拒绝访问"
    elif status == 404:
        mend, reason = "see LLM_BASE_URL and LLM_MODEL", "找不到语言模型"
    elif status == 429:
        mend, reason = "ask again later", "语言模型太忙"
    else:
        mend, reason = "see the log of the server", "语言模型的服务出错"
    return GenerationError(f"answered with HTTP {status}; {mend}", reason)
