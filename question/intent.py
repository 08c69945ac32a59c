"""What kind of answer a question wants."""

import re

from question.examples import Likeness
from question.field import is_out_of_scope, is_small_talk
from question.front_facts import is_about_validity, read_front_facts
from question.query import Query
from question.task_intent import asks_for_tasks

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


# Kinds of the examples that are answered alike, by what is said.
_CONTENTS = ("content", "list", "term")
_FROM_SEARCH = ("content", "support", "figure", "responsibility")
_FROM_FRONT = ("front_matter", "validity")
# So much better must another kind fit that front matter does not answer after all.
_CLEARLY = 0.5


def weigh_intent(intent: str, query: Query, likeness: Likeness | None) -> str:
    """Return the kind of a question by its words and by its likeness to others.

    Args:
        intent: Its kind by its words, as `read_intent` gives it.
        query: The question.
        likeness: What it seems to be by questions of known kinds, where there are any. It has the
            last word where hardly one of the kind that the words tell is like the question.
    """
    if not likeness or intent in ("other_field", "comparison"):
        return intent
    if intent in _FROM_SEARCH and "comparison" in likeness.sure:
        return "comparison"
    scores = likeness.scores
    possible = {*_FROM_SEARCH, *_CONTENTS, "comparison", *(_FROM_FRONT if query.facts else ())}
    likely = [kind for kind in sorted(possible) if kind in scores and kind not in likeness.no]
    best = max(likely, key=scores.__getitem__, default=intent)
    is_clear = best in likeness.sure and scores[best] > scores.get(intent, 0.0) + _CLEARLY
    stays = intent not in likeness.no and not (intent in _FROM_FRONT and is_clear)
    # No word tells of `content`; it gives way to what is sure.
    if stays and not (intent == "content" and best in likeness.sure):
        return intent
    return "content" if best in _CONTENTS else best


def read_intent(query: Query, *, of_any_field: bool = False) -> str:
    """Return the kind of a question by its words; `other_field` for chat, orders and the like.

    Args:
        query: The question.
        of_any_field: Documents may treat what those that come with the project do not.
    """
    if is_small_talk(query) or (not of_any_field and is_out_of_scope(query)):
        return "other_field"
    text = query.lexical_text
    if asks_for_tasks(query):
        return "department_list"
    if read_front_facts(query):
        return "validity" if is_about_validity(query) else "front_matter"
    if query.reference.compares:
        return "comparison"
    return next((intent for intent, pattern in _INTENTS if pattern.search(text)), "content")
