"""What a client may send, checked."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from api.functions import Asked
from index.within import Within
from ingest.model import KINDS, STATUSES
from question.typed import LONGEST_QUERY

# More would be a page of its own to read, and seconds to answer.
MOST_HITS, MOST_EARLIER, MOST_CLAUSES = 100, 20, 500
# Longer texts are refused with words of their own, which count characters as the search does.
_Text = Annotated[
    str, Field(description=f"A text of at most {LONGEST_QUERY:,} characters, in any language.")
]


def _read_day(given: object) -> object:
    """Return the day of an ISO date; numbers and times, which pydantic would take, are no days."""
    if given is None or isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given if isinstance(given, str) else "")
    except ValueError as error:
        raise ValueError("is no date; write one such as 2026-01-31") from error


Day = Annotated[
    date | None,
    BeforeValidator(_read_day),
    Field(description="The day that validity is told for, such as 2026-01-31; default today."),
]


def _one_of(known: tuple[str, ...]) -> Callable[[str], str]:
    def check(given: str) -> str:
        if given not in known:
            raise ValueError(f"is none of {', '.join(known)}")
        return given

    return check


_Kind = Annotated[str, AfterValidator(_one_of(KINDS)), Field(json_schema_extra={"enum": [*KINDS]})]
_Status = Annotated[
    str, AfterValidator(_one_of(STATUSES)), Field(json_schema_extra={"enum": [*STATUSES]})
]
_Name = Annotated[str, Field(min_length=1, max_length=200)]
_Names = Annotated[list[_Name], Field(max_length=100)]


class WithinRequest(BaseModel):
    """What the clauses are to be of: any of the names in each list that is given."""

    model_config = ConfigDict(extra="forbid")

    documents: Annotated[_Names, Field(description="Ids of documents.")] = []
    kinds: Annotated[list[_Kind], Field(description="Kinds of clauses.")] = []
    statuses: Annotated[list[_Status], Field(description="Statuses of documents.")] = []
    regions: Annotated[
        _Names, Field(description="Places whose governments issued them, those inside too.")
    ] = []
    departments: Annotated[_Names, Field(description="Departments that lead or support.")] = []

    def read(self) -> Within:
        """Return what was asked for."""
        return Within(
            doc_ids=frozenset(self.documents),
            kinds=frozenset(self.kinds),
            statuses=frozenset(self.statuses),
            regions=frozenset(self.regions),
            departments=frozenset(self.departments),
        )


class SearchRequest(BaseModel):
    """A query, and how many clauses are wanted."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"query": "谁牵头检验检测", "top_k": 1}]},
    )

    query: _Text
    top_k: Annotated[int, Field(ge=1, le=MOST_HITS, strict=True, description="Clauses wanted.")] = (
        10
    )
    within: WithinRequest | None = None


class AnswerRequest(BaseModel):
    """A question, what was asked before it, and who is to answer."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"question": "检验检测由谁牵头？", "as_of": "2026-01-31"},
                {"question": "那谁配合？", "earlier": ["检验检测由谁牵头？"]},
            ]
        },
    )

    question: _Text
    earlier: Annotated[
        list[str],
        Field(max_length=MOST_EARLIER, description="Questions asked before, oldest first."),
    ] = []
    as_of: Day = None
    documents: Annotated[
        _Names, Field(description="Ids of the documents that alone are asked; none for all.")
    ] = []
    model: Annotated[
        Literal["extractive", "llm"],
        Field(description="In the documents' own sentences, or in a language model's words."),
    ] = "extractive"

    def asked(self) -> Asked:
        """Return the question, of today where no day was given."""
        day = self.as_of or date.today()
        return Asked(self.question, tuple(self.earlier), day, self.model, tuple(self.documents))
