"""Which documents at hand another one ends: named by title and number, never guessed."""

import pytest

from ingest.model import Document, Repeal
from ingest.structure.replacements import find_held_repeals, resolve_replacements


def _document(
    doc_id: str, title: str, number: str = "", issued: str = "", **more: object
) -> Document:
    fields = {"title": title, "number": number, "issued": issued, **more}
    return Document(doc_id, f"{doc_id}.txt", "", **fields)  # type: ignore[arg-type]


def _ending(title: str, number: str = "", *, part: str = "", **more: object) -> Document:
    repeal = Repeal(title, number, part, 7, 9)
    return _document(
        "new", "临江市公租房新办法", "临府〔2024〕8号", "2024-05-01", repeals=(repeal,), **more
    )


OLD = _document("old", "临江市公租房办法", "临府〔2016〕9号", "2016-03-01")
OLDER = _document("older", "临江市公租房办法", "临府〔2010〕2号", "2010-03-01")


@pytest.mark.parametrize(
    ("ending", "replaced"),
    [
        (_ending("临江市公租房办法"), True),
        (_ending("关于印发〈临江市公租房办法〉的通知", "临府[2016]9号"), True),
        (_ending("", "临府〔2016〕9号"), True),
        (_ending("临江市公租房办法", "临府〔2010〕2号"), False),
        (_ending("临江县公租房办法"), False),
        (_ending("临江市公租房办法", part="第三条"), False),
        (_ending("临江市公租房办法", status="draft"), False),
    ],
)
def test_a_document_is_replaced_by_one_that_names_it_whole(
    ending: Document, replaced: bool
) -> None:
    old, new = resolve_replacements([OLD, ending])
    assert new == ending
    assert (old.replaced is not None) is replaced
    if old.replaced:
        assert (old.replaced.doc_id, old.replaced.start) == ("new", 7)


def test_of_two_documents_of_one_title_the_number_tells_which() -> None:
    both = [OLD, OLDER]
    assert find_held_repeals([*both, _ending("临江市公租房办法")]) == ()
    (held,) = find_held_repeals([*both, _ending("临江市公租房办法", "临府〔2010〕2号")])
    assert held.other == OLDER


def test_it_holds_from_the_day_that_the_later_document_takes_effect() -> None:
    old, _ = resolve_replacements([OLD, _ending("临江市公租房办法", effective="2024-07-01")])
    assert old.replaced is not None
    assert old.replaced.day == "2024-07-01"


def test_a_document_does_not_replace_a_later_one_of_the_title_that_it_names() -> None:
    later = _document("later", "临江市公租房办法", issued="2025-01-01")
    assert find_held_repeals([later, _ending("临江市公租房办法")]) == ()
