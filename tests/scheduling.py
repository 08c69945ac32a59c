"""Which tests go to one process, where several run them."""

from typing import Any

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

from eval.reading.policies import SIDES, read_split


class ByFileOrDocument(LoadScopeScheduling):  # type: ignore[misc]
    """By file, whose fixtures are made once; by document where each is read from a file."""

    def __init__(self, config: Any, log: Any) -> None:
        """Note the names of the documents."""
        super().__init__(config, log)
        self._documents = {name for side in SIDES for name in read_split()[side]}

    def _split_scope(self, nodeid: str) -> str:
        file, _, test = nodeid.partition("::")
        parameter = test.partition("[")[2].removesuffix("]")
        return parameter if parameter in self._documents else file
