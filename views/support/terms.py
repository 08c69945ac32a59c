"""What an owner looks for and the clauses do not say."""

import re
from collections.abc import Iterable

from answer.forms.support import find_open_terms
from ingest import Clause

# What an answer says of the same, and whom to turn to; the telephone of a call for comments is
# front matter and no clause.
_TURN_TO = (
    (
        "市、县由哪个部门受理",
        re.compile("受理(?:部门|单位|窗口)|[市县区]级?[^，。；]{0,8}(?:局|委)(?:负责|受理)"),
    ),
    ("咨询电话或办理地址", re.compile(r"电话|热线|邮箱|办理地址|\d{3,4}-\d{7,8}")),
)


def list_open_terms(clauses: Iterable[Clause]) -> list[str]:
    """Return, in Chinese, what none of `clauses` states of what an applicant looks for."""
    text = "\n".join(clause.text for clause in clauses)
    return [
        *find_open_terms(text),
        *(name for name, stated in _TURN_TO if not stated.search(text)),
    ]
