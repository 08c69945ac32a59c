"""What kind of answer a question wants."""

import re

from answer.forms.front_matter import is_about_validity, read_front_facts
from answer.forms.task_intent import asks_for_tasks
from answer.refusal.scope import is_out_of_scope
from index.query import Query

# The first that fits is taken; `content` fits what is left.
_INTENTS = (
    (
        "responsibility",
        re.compile(
            r"谁|牵头|负责|主管|领头|哪个部门|哪些部门|分工|归.{0,6}管|\blead|responsible|in charge"
        ),
    ),
    (
        "figure",
        re.compile(
            r"多少|(?<![哪边们十百千万好这那])几[个家项](?!人[^数]|月|朋友|老板)"
            r"|比例|占比|百分|多大|多高|how many|how much|percent"
        ),
    ),
    ("support", re.compile(r"支持|扶持|政策|补贴|补助|帮|优惠|鼓励|support|subsid|fund")),
)


def read_intent(query: Query) -> str:
    """Return the kind of a question; `other_field` for chat, orders and other subjects."""
    if is_out_of_scope(query):
        return "other_field"
    text = query.lexical_text
    if asks_for_tasks(query):
        return "department_list"
    if read_front_facts(query):
        return "validity" if is_about_validity(query) else "front_matter"
    if query.reference.compares:
        return "comparison"
    return next((intent for intent, pattern in _INTENTS if pattern.search(text)), "content")
