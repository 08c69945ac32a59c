import os
import time
from pathlib import Path

from ingest.stamps import stamp_of

# Long after any time that a run of the tests lasts: a stamp is given once a file has rested.
LATER = time.time_ns() + 10**15


def test_a_file_that_is_left_alone_keeps_its_stamp(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("甲")
    assert stamp_of(path, now=LATER) == stamp_of(path, now=LATER)
    assert stamp_of(path, now=LATER) is not None


def test_a_change_that_sets_size_and_time_back_shows_in_the_stamp(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("甲")
    before, seen = path.stat(), stamp_of(path, now=LATER)
    time.sleep(0.02)
    path.write_text("乙")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert stamp_of(path, now=LATER) != seen


def test_a_file_that_was_just_written_and_one_that_is_missing_have_no_stamp(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("甲")
    assert stamp_of(path) is None
    assert stamp_of(tmp_path / "b.txt") is None
