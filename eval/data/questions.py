"""Questions of the project's own benchmark, with gold spans of the sources."""

from dataclasses import dataclass

from eval.data.spans import Span

SPLITS = ("dev", "test")
USERS = ("enterprise", "official", "evaluator")
VARIETIES = ("simplified", "traditional", "cantonese", "english", "typo")
KINDS = (
    "responsibility",
    "department_list",
    "figure",
    "front_matter",
    "list",
    "support",
    "comparison",
    "term",
    "validity",
    "content",
)
EXPECTED = ("answered", "not_found", "out_of_scope")


@dataclass(frozen=True, slots=True)
class Gold:
    """A span that answers (grade 2) or helps (grade 1)."""

    span: Span
    grade: int


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a user asks it; `gold` is empty where the documents do not answer it.

    `facts` are what a right answer must contain, `okay` what it may; `expect` is the status that an
    answer should have; `near`, of an unanswerable question, quotes what comes nearest. Of questions
    on official documents, `document` names the one that was read when asking, and `missing` says
    why an unanswerable one has no answer there.
    """

    question_id: str
    text: str
    split: str
    user: str
    kind: str
    variety: str
    expect: str
    gold: tuple[Gold, ...]
    facts: tuple[str, ...]
    near: tuple[str, ...]
    okay: tuple[str, ...] = ()
    document: str = ""
    missing: str = ""
