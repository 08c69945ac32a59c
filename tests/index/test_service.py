import gc
from pathlib import Path

import pytest

from index.disk.store import StoreMissingError
from index.service import _read


def test_garbage_is_looked_for_again_where_there_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError):
        _read(tmp_path)
    assert gc.isenabled()
