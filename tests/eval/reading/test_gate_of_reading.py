"""The gate of reading: every official document against the committed baseline."""

from collections.abc import Callable
from functools import cache

import pytest

from eval.reading.baseline import find_falls, find_unexplained, key_of, read_baseline
from eval.reading.labels import labels_of
from eval.reading.measure import Measured, Reading, measure
from eval.reading.policies import SIDES, read_split

NAMES = [name for side in SIDES for name in read_split()[side]]
pytestmark = pytest.mark.policies


@pytest.fixture(scope="module")
def measure_policy(read_policy: Callable[[str], Reading]) -> Callable[[str], Measured]:
    """Return a function that measures a document by its name, once."""

    @cache
    def measure_once(name: str) -> Measured:
        reading = read_policy(name)
        return measure(reading, labels_of(reading.sha256))

    return measure_once


@pytest.mark.parametrize("name", NAMES)
def test_no_document_is_read_worse_than_the_baseline(
    name: str, measure_policy: Callable[[str], Measured]
) -> None:
    measured = measure_policy(name)
    assert find_falls(measured, read_baseline()[key_of(measured)]) == []


@pytest.mark.parametrize("name", NAMES)
def test_characters_are_lost_or_added_only_with_a_warning(
    name: str, measure_policy: Callable[[str], Measured]
) -> None:
    measured = measure_policy(name)
    assert find_unexplained(measured, read_baseline()[key_of(measured)]) == []
