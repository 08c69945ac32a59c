import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library import LibraryError
from library.registry_text import add_entry, remove_entry, rename_file

_TEXT = """# head

[[document]] # first
file = 'a.txt'   # the file
# a comment inside
title = "x"

[[ document ]]
  file = "b \\"q\\".txt"
"""
_NAMES = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=20)


def test_only_the_line_of_the_file_changes() -> None:
    assert rename_file(_TEXT, "a.txt", "c.txt") == _TEXT.replace("'a.txt'", '"c.txt"')
    renamed = rename_file(_TEXT, 'b "q".txt', "d.txt", doc_id="b")
    assert tomllib.loads(renamed)["document"][1] == {"file": "d.txt", "doc_id": "b"}


def test_comments_stay_when_an_entry_is_removed() -> None:
    left = remove_entry(_TEXT, "a.txt")
    assert tomllib.loads(left)["document"] == [{"file": 'b "q".txt'}]
    assert "# head" in left
    assert "# a comment inside" in left


@given(_NAMES, _NAMES)
def test_any_name_goes_in_and_out(first: str, second: str) -> None:
    text = add_entry("# mine\n", {"file": first, "doc_id": "x"})
    assert tomllib.loads(text)["document"] == [{"file": first, "doc_id": "x"}]
    assert rename_file(text, first, second).startswith("# mine\n")
    assert tomllib.loads(remove_entry(text, first)).get("document", []) == []


@pytest.mark.parametrize(
    "text",
    [
        'document = [{file = "a.txt"}]\n',
        '[[document]]\n"file" = "a.txt"\n',
        '[[document]]\nfile = """a.txt"""\n',
        "[[document]]\ntitle = '''\nfile = \"a.txt\"\n'''\nfile = \"b.txt\"\n",
    ],
)
def test_what_is_written_otherwise_is_not_changed(text: str) -> None:
    with pytest.raises(LibraryError) as told:
        rename_file(text, "a.txt", "c.txt")
    assert told.value.kind == "registry"
