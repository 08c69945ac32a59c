"""What a task is about, in the first words of its clause; and who shares it, as a list of names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answer.forms.role_statements import RoleStatement
from views.assignments.deadlines import is_deadline_column
from views.assignments.tasks import Task

_SENTENCE = re.compile(r"[^。！？；\n]+(?:[。！？；]+[”’」』]?|\n|$)")
_LEFT_OUT = "……"
_MARKS = ("。", "：", "！", "；", ".", ":")
# A space stays only between words that are not Chinese: CAD 系统 does without, Smart City does not.
_NEEDLESS = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")
_ORDINAL = re.compile(r"[\d一二三四五六七八九十百（）().．、]*")
# So many characters tell what a task is about; a sentence is cut only where it is far longer.
_ENOUGH, _LONGEST, _CUT = 60, 140, 110


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence of a clause; `says_duty` where it names who has to do it."""

    text: str
    says_duty: bool = False


def first_words(task: Task, *, department: str = "") -> str:
    """Return what a task is about, in its clause's own words, after its title.

    These are its first sentences, or those that give the duty: of `department` first, where the
    words of several departments stand in one clause. `……` stands where words are left out; what
    only says who is responsible, in brackets or after a label, is no part of it.
    """
    pieces = list(_read_pieces(task, department))
    if not pieces and not task.clause.title:
        pieces = [_Piece(_tidy(_body(task)))]
    duties = [n for n, piece in enumerate(pieces) if piece.says_duty]
    chosen = _enough(pieces, duties or range(len(pieces)))
    said = ""
    for n in chosen:
        gap = _LEFT_OUT if n and n - 1 not in chosen else ""
        said += gap + _shorten(pieces[n].text)
    if chosen and chosen[-1] < len(pieces) - 1:
        said = said.removesuffix(_LEFT_OUT) + _LEFT_OUT
    return _lead_in(task) + _title(task, said) + said


def list_names(task: Task, role: str, names: Sequence[str]) -> str:
    """Return `names`, those of a role in `task`, with 等 where the text goes on: 等有关单位."""
    return "、".join(names) + ("等" if goes_on(task, role) else "")


def goes_on(task: Task, role: str) -> bool:
    """Say whether the last name of a role is followed by more that are not named: 等有关单位."""
    printed = [
        (statement.text, _join(entry.printed))
        for statement in task.statements
        for entry in statement.roles
        if entry.role == role
    ]
    if not printed:
        return False
    text, last = printed[-1]
    return text[text.rfind(last) + len(last) :].startswith("等")


def _enough(pieces: Sequence[_Piece], places: Sequence[int] | range) -> list[int]:
    """Return the first of the places, as many as tell what a task is about; at least one."""
    chosen: list[int] = []
    length = 0
    for n in places:
        if not pieces[n].text:
            continue
        if chosen and (length >= _ENOUGH or length + len(pieces[n].text) > _LONGEST):
            break
        chosen.append(n)
        length += len(pieces[n].text)
    return chosen


def _read_pieces(task: Task, department: str) -> Iterator[_Piece]:
    """Yield the sentences of a clause without its number and title and what only says who."""
    body = _body(task)
    own = [s for s in task.statements if s.clause == task.clause]
    # The cell that names a department goes for the whole row.
    is_row = bool(task.clause.cells)
    for words in [s.attribution for s in own if s.attribution]:
        body = body.replace(words, "\n", 1)
    duties = [s for s in own if not (s.attribution or is_row)]
    asked = {
        "".join(role.printed.split())
        for role in (role for statement in duties for role in statement.roles)
        if role.department == department
    }
    for match in _SENTENCE.finditer(body):
        text = _tidy(match.group())
        if re.search(r"\w", text) and not text.endswith(("：", ":")):
            says_duty = any(_holds(statement, text) for statement in duties)
            is_asked = not asked or any(name in _join(text) for name in asked)
            yield _Piece(text, says_duty and is_asked)
    if len(_cells(task)) > 1:
        yield _Piece("")


def _holds(statement: RoleStatement, sentence: str) -> bool:
    words = _join(sentence)
    return words in _join(statement.extract.text) or statement.text in words


def _body(task: Task) -> str:
    clause = task.clause
    if clause.cells:
        # The longest cell says what to do; the others are fields and kinds of it.
        return max(_cells(task), key=len, default="")
    return (
        clause.text.removeprefix(clause.number)
        .lstrip()
        .removeprefix(clause.title)
        .lstrip(" 。.\n\t　")
    )


def _cells(task: Task) -> list[str]:
    return [c.text for c in task.clause.cells if not _is_aside(task, c.column, c.text)]


def _is_aside(task: Task, column: str, text: str) -> bool:
    """Say whether a cell only numbers the row, names a department or a time."""
    words = _join(text)
    names = {entry.printed for entry in task.entries}
    is_names = all(name in names for name in re.split("[、,，;；]", words))
    return is_names or bool(_ORDINAL.fullmatch(words)) or is_deadline_column(column)


def _lead_in(task: Task) -> str:
    """Return the words above that make somebody responsible for the clause."""
    is_led = task.statements[0].clause != task.clause
    return _tidy(task.clause.lead_in) if is_led else ""


def _title(task: Task, said: str) -> str:
    """Return the title, with the mark that follows it; where it has a line of its own, a gap."""
    title = _tidy(task.clause.title)
    if not title or task.clause.cells or said.startswith(title):
        return ""
    after = task.clause.text.partition(task.clause.title)[2].lstrip(" ")
    mark = after[:1] if after[:1] in _MARKS else "　"
    return f"{title}{mark}" if said else title


def _shorten(sentence: str) -> str:
    """Return a sentence whole, or its beginning up to a comma where it is very long."""
    if len(sentence) <= _LONGEST:
        return sentence
    end = sentence.rfind("，", 0, _CUT)
    return sentence[: end if end > 0 else _CUT] + _LEFT_OUT


def _tidy(text: str) -> str:
    """Return `text` on one line, without the spaces that print leaves among Chinese characters."""
    return " ".join(_NEEDLESS.sub("", text).split())


def _join(text: str) -> str:
    return "".join(text.split())
