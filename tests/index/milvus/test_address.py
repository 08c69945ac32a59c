import re
import sys
from pathlib import Path

import pytest

from index.milvus.address import MilvusError, read_address


@pytest.mark.parametrize(
    "uri",
    ["ftp://host", "localhost:19530", "http://", "http://host:99999", "http://host/a.db", "x.txt"],
)
def test_what_is_no_address_is_refused_with_one_that_is(uri: str) -> None:
    with pytest.raises(MilvusError, match="set INDEX_URI to http://HOST:19530 or to a file such"):
        read_address(uri)


@pytest.mark.parametrize(
    ("uri", "shown"),
    [
        ("http://host:19530", "http://host:19530"),
        ("https://root:s3cret@host:19530/office", "https://***@host:19530/office"),
        ("http://root:s3@cret/?#@host", "http://***@host"),
        ("http://s3cret@host/db?token=s3cret#s3cret", "http://***@host/db"),
    ],
)
def test_no_secret_of_an_address_is_shown(uri: str, shown: str) -> None:
    address = read_address(uri, "t0ken")
    assert address.shown == shown
    assert "s3" not in repr(address)
    assert "t0ken" not in repr(address)


@pytest.mark.parametrize(
    ("uri", "shown"),
    [
        ("ftp://root:s3cret@host", "ftp://***@host"),
        ("root:s3cret@host:1", "***@host:1"),
        ("http:/root:s3cret@host", "***@host"),
    ],
)
def test_no_secret_of_what_is_no_address_is_shown(uri: str, shown: str) -> None:
    with pytest.raises(MilvusError, match=f"^INDEX_URI: {re.escape(shown)} is ") as error:
        read_address(uri)
    assert "s3" not in str(error.value)


def test_no_secret_is_told_again_that_a_server_told() -> None:
    address = read_address("http://admin:s3cret@host", "other:t0ken")
    said = "admin with s3cret (or other:t0ken, t0ken) may not; http://admin:s3cret@host"
    assert address.without_secrets(said) == ("*** with *** (or ***, ***) may not; http://***@host")


def test_the_folder_of_a_file_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(MilvusError, match=r"the folder of .*none/m\.db is not there; make it"):
        read_address(str(tmp_path / "none" / "m.db"))
    assert read_address(str(tmp_path / "m.db")).is_file


def test_without_milvus_lite_a_file_is_refused_with_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "milvus_lite", None)
    with pytest.raises(MilvusError, match=r"pip install -r requirements-milvus\.txt$"):
        read_address(str(tmp_path / "m.db"))
