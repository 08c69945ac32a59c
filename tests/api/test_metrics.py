"""Counts that several processes share; the library reads where they lie as it is imported."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.documents import ROOT

# Each is a process with an index loaded: so many wait in it, and it says whether it is crowded.
_PROCESS = """
import sys
from api.office import Office
from api.settings import ServiceSettings
from index.settings import Settings

class Room:
    waiting = int(sys.argv[1])

office = Office(ServiceSettings(), Settings())
office.workroom = Room()
office.meters.ready.set(1)
office.meters.waiting.inc(Room.waiting)
print("noted", flush=True)
input()
print(office.is_crowded(), flush=True)
"""


@pytest.mark.parametrize(
    ("waiting", "crowded"),
    [((5, 2), (True, False)), ((3, 3), (False, False)), ((0, 0), (False, False))],
)
def test_a_process_is_crowded_where_more_wait_than_in_the_others(
    tmp_path: Path, waiting: tuple[int, int], crowded: tuple[bool, bool]
) -> None:
    environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _PROCESS, str(count)],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for count in waiting
    ]
    try:
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "noted\n"
        said = [process.communicate("\n", timeout=60)[0].strip() for process in processes]
    finally:
        for process in processes:
            process.kill()
    assert said == [str(one) for one in crowded]
