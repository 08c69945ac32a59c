"""Stand-ins that meet the protocols of the packages, so that tests need no model."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.chat_models import generate_from_stream
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import Field

from index.build import build_index
from index.disk.snapshot import read_snapshot
from index.model.embedder import Encoded
from index.search import Searcher
from ingest import load_corpus
from question.examples import Answering, Example


class FakeEmbedder:
    """An embedder of one token a character; equal characters have equal vectors.

    The vector of a text is the mean of its tokens'. `embedded` holds every passage that was given
    to `encode_passages`, `asked` every question given to `encode_queries`, in order.
    """

    def __init__(self, *, name: str = "fake", dim: int = 32, window: int = 120) -> None:
        """Give each name vectors and a fingerprint of its own."""
        self.fingerprint = f"fingerprint of {name}"
        self.dim = dim
        self.window = window
        self.embedded: list[str] = []
        self.asked: list[str] = []
        self._name = name
        self._known: dict[str, np.ndarray] = {}

    def encode_queries(self, texts: Sequence[str], *, progress: bool = False) -> list[Encoded]:
        """Return the vectors of each text, and remember that it was asked."""
        self.asked.extend(texts)
        return [self._encode(text) for text in texts]

    def encode_passages(self, texts: Sequence[str], *, progress: bool = False) -> list[Encoded]:
        """Return the vectors of each text, and remember that it was embedded."""
        self.embedded.extend(texts)
        return [self._encode(text) for text in texts]

    def token_spans(self, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        """Return the span of each character that is neither white space nor invisible."""
        return [
            [(i, i + 1) for i, c in enumerate(text) if c.isprintable() and not c.isspace()]
            for text in texts
        ]

    def _encode(self, text: str) -> Encoded:
        (spans,) = self.token_spans([text])
        rows = np.array([self._vector(text[start:end]) for start, end in spans], dtype=np.float32)
        tokens = rows.reshape(-1, self.dim)
        vector = tokens.sum(axis=0) if len(tokens) else np.ones(self.dim, dtype=np.float32)
        return Encoded(
            (vector / np.linalg.norm(vector)).astype(np.float32),
            tokens,
            np.array(spans, dtype=np.int32).reshape(-1, 2),
        )

    def _vector(self, token: str) -> np.ndarray:
        if token not in self._known:
            rng = np.random.default_rng(crc32(f"{self._name} {token}".encode()))
            row = rng.normal(size=self.dim)
            self._known[token] = (row / np.linalg.norm(row)).astype(np.float32)
        return self._known[token]


class FakeChatModel(BaseChatModel):
    """A chat model that says one of `replies` a call, the last one for ever, in short pieces.

    `ending` is how it says that it ended, None for not at all; `asked` holds what it was given.
    """

    replies: list[str]
    ending: str | None = "stop"
    pause_s: float = 0.0
    asked: list[list[BaseMessage]] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "fake"

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: object = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        self.asked.append(messages)
        reply = self.replies[min(len(self.asked), len(self.replies)) - 1]
        for start in range(0, len(reply), 3):
            time.sleep(self.pause_s)
            yield ChatGenerationChunk(message=AIMessageChunk(content=reply[start : start + 3]))
        ended = {"finish_reason": self.ending} if self.ending else {}
        last = AIMessageChunk(content="", response_metadata=ended, chunk_position="last")
        yield ChatGenerationChunk(message=last)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: object = None,
        **kwargs: Any,
    ) -> ChatResult:
        return generate_from_stream(self._stream(messages, stop))


PLAN = """临江省促进纺织产业发展行动计划（2023-2025年）

一、总体要求
（一）指导思想。坚持创新驱动，推动纺织产业高质量发展。
（二）工作目标。到2025年，建设3个产业集群，培育5家龙头企业。
二、重点任务
（三）加强质量检验检测。支持建设检验检测公共服务平台。（省市场监管局牵头，省商务厅配合）
（四）培育知名品牌。支持企业开拓海外市场，参加展会。（省商务厅牵头）
（五）推进绿色制造。支持节能降耗技术改造，建设绿色工厂。（省工业和信息化厅牵头）
"""
DRAFT = """关于推动轻工业发展的指导意见（征求意见稿）

一、加快数字化转型
（一）建设智能工厂。推广柔性制造和个性化定制。
（二）发展工业设计。建设工业设计中心，举办设计大赛。
二、保障措施
（三）加强人才培养。完善职业教育和培训体系。
"""
EXAMPLES = tuple(
    Example(text, "content", expect, gold)
    for text, expect, gold in (
        ("怎么培育品牌", "answered", (Answering("plan", 120, 130, 2),)),
        ("补贴电话是多少", "not_found", ()),
        ("开发票找谁", "not_found", ()),
        ("明天会下雨吗", "out_of_scope", ()),
        ("今晚吃什么", "out_of_scope", ()),
    )
)


def write_documents(folder: Path, **texts: str) -> Path:
    """Write each text to the file of its name in `folder`, in place of all others there."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_bytes(text.encode())
    return folder


def make_searcher(folder: Path, *, window: int = 120, **texts: str) -> Searcher:
    """Return a searcher over the texts, or over `PLAN` and `DRAFT`, built in `folder`."""
    documents = write_documents(folder / "docs", **(texts or {"plan": PLAN, "draft": DRAFT}))
    embedder = FakeEmbedder(window=window)
    build_index(load_corpus(documents), embedder, folder / "store", model="fake")
    return Searcher(read_snapshot(folder / "store"), embedder)


@contextmanager
def without_root() -> Iterator[None]:
    """Give up the rights of an administrator, who may read and write anywhere."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        if user == 0:
            os.seteuid(user)
