"""The same functions as tools of the Model Context Protocol, for assistants."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from typing import Annotated, Literal

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from api import functions
from api.desk import Desk
from api.errors import ApiError
from api.functions import Asked, Check, Record
from api.office import Office
from api.requests import MOST_EARLIER, MOST_HITS, Day, WithinRequest
from ingest.errors import BadUsageError

_INSTRUCTIONS = (
    "Chinese policy documents, read clause by clause. Ask answer_question first: it answers in "
    "the documents' own sentences with the clause of each, or says that they do not say it. Show "
    "its notices (drafts, documents that are over) and cite `citation`. Best ask in Chinese."
)
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

Question = Annotated[str, Field(description="A question as a person asks it, best in Chinese.")]


class Tools:
    """The tools; what each is for stands in its docstring, which assistants read."""

    def __init__(self, office: Office, *, waits: bool) -> None:
        """Have the work done in `office`; `waits`: for an index that is being opened."""
        self._office = office
        self._waits = waits

    async def search_clauses(
        self,
        query: Question,
        top_k: Annotated[int, Field(ge=1, le=MOST_HITS, description="Clauses wanted.")] = 5,
        within: WithinRequest | None = None,
    ) -> Record:
        """Find the clauses of the policy documents that fit a query best, best first.

        Each hit has its text, its citation, its place in the source and what made it match. Use it
        to look around; answer_question tells whether a clause really answers.
        """
        wanted = within.read() if within else None
        return await self._do(
            lambda desk, _: functions.search(desk, query, top_k=top_k, within=wanted)
        )

    async def answer_question(
        self,
        question: Question,
        earlier: Annotated[
            list[str],
            Field(max_length=MOST_EARLIER, description="Questions asked before, oldest first."),
        ] = [],  # noqa: B006 (never changed)
        as_of: Day = None,
        model: Literal["extractive", "llm"] = "extractive",
        documents: Annotated[
            list[str],
            Field(max_length=100, description="Ids of the documents to ask; none for all."),
        ] = [],  # noqa: B006 (never changed)
    ) -> Record:
        """Answer a question from the policy documents, each statement with the clause it stands in.

        `status` is answered, partial, not_found or out_of_scope; `answer` cites `citations` as [n],
        whose quotes are verbatim; `notices` say what a reader must know of the documents. What the
        documents do not say is said to be missing: do not fill it in.
        """
        asked = Asked(question, tuple(earlier), as_of or date.today(), model, tuple(documents))
        return await self._do(lambda desk, check: functions.answer(desk, asked, check=check))

    async def get_clause(
        self,
        clause_id: Annotated[str, Field(description="Such as guangdong-2023/3.3.3.")],
        as_of: Day = None,
    ) -> Record:
        """Read one clause whole, with its citation, its headings and its annotations.

        Annotations are departments with their part, figures, conditions, kinds of support and
        references to other clauses.
        """
        day = as_of or date.today()
        return await self._do(lambda desk, _: functions.get_clause(desk, clause_id, as_of=day))

    async def list_documents(self, as_of: Day = None) -> Record:
        """List the policy documents that are held, with issuers, dates, number and validity."""
        day = as_of or date.today()
        return await self._do(lambda desk, _: functions.list_documents(desk, as_of=day))

    async def department_tasks(
        self,
        name: Annotated[str, Field(description="In full or in short, such as 省市场监管局.")],
    ) -> Record:
        """List every task that a department leads or takes part in, with all who share it."""
        return await self._do(lambda desk, _: functions.department(desk, name))

    async def _do(self, work: Callable[[Desk, Check], Record]) -> Record:
        try:
            if self._waits:
                await asyncio.to_thread(self._office.keeper.wait, self._office.service.timeout)
            return await self._office.do(work)
        except (ApiError, BadUsageError) as error:
            raise ToolError(str(error)) from error


def make_mcp(office: Office, *, waits: bool = False) -> MCPServer[object]:
    """Return the MCP server.

    Args:
        office: Where the work is done.
        waits: Whether a call waits for an index that is being opened.
    """

    @asynccontextmanager
    async def live(_: MCPServer[object]) -> AsyncIterator[None]:
        # Opened while the assistant says hello.
        office.keeper.look()
        yield

    server: MCPServer[object] = MCPServer(
        "policy-qa",
        title="政策文件问答",
        instructions=_INSTRUCTIONS,
        log_level="WARNING",
        lifespan=live,
    )
    tools = Tools(office, waits=waits)
    server.add_tool(tools.search_clauses, title="查找条款", annotations=_READS)
    server.add_tool(tools.answer_question, title="回答问题", annotations=_READS)
    server.add_tool(tools.get_clause, title="读一条", annotations=_READS)
    server.add_tool(tools.list_documents, title="文件目录", annotations=_READS)
    server.add_tool(tools.department_tasks, title="部门任务", annotations=_READS)
    return server
