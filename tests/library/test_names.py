import pytest

from library import LibraryError
from library.names import clean_name


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("通知.pdf", "通知.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\docs\\通知.docx", "通知.docx"),
        ("/abs/通知.txt", "通知.txt"),
        (".hidden.txt", "hidden.txt"),
        ("...通知.txt", "通知.txt"),
        ("通\x00知\n2.txt", "通知2.txt"),
        ("通知\u202efdp.txt", "通知fdp.txt"),
        ("  通知   1 .txt ", "通知 1.txt"),
    ],
)
def test_only_the_last_part_of_a_name_is_kept_without_what_is_not_seen(
    given: str, name: str
) -> None:
    assert clean_name(given) == name


@pytest.mark.parametrize(
    "given", ["", "..", "a/..", "/", "\x00", "documents.toml", "Documents.TOML"]
)
def test_what_is_no_name_is_refused(given: str) -> None:
    with pytest.raises(LibraryError) as told:
        clean_name(given)
    assert told.value.kind == "name"


def test_a_long_name_is_cut_to_what_file_systems_take() -> None:
    name = clean_name("长" * 500 + ".pdf")
    assert name.endswith("长.pdf")
    assert len(name.encode()) <= 180
