"""The full name of a department that a question prints, and its name as the documents print it."""

from collections.abc import Sequence

from answer.forms.role_statements import RoleStatement
from ingest import Document
from ingest.annotations.vocabulary import GENERIC_PLACES, default_vocabulary
from ingest.structure.front import read_region

_OFFICES = ("厅", "局", "委", "委员会", "办公室")


class DepartmentNames:
    """Names of departments in one collection of documents."""

    def __init__(self, documents: Sequence[Document], statements: Sequence[RoleStatement]) -> None:
        """Note how `statements`, all of the documents, print each department."""
        self._vocabulary = default_vocabulary()
        self._regions = {document.doc_id: read_region(document) for document in documents}
        self._printed: dict[str, str] = {}
        for statement in statements:
            region = self._regions[statement.clause.doc_id]
            for role in statement.clause.annotations.responsibilities:
                printed = "".join(role.printed.split())
                # 省商务厅 is printed as 商务厅 after another 省….
                if region and region in role.department and printed.endswith(_OFFICES):
                    printed = _level(region) + printed.removeprefix(_level(region))
                self._printed.setdefault(role.department, printed)

    def full(self, asked: str, doc_id: str) -> str:
        """Return the full name of the department `asked` for, as meant in a document.

        商务厅 is 广东省商务厅 in a document of that province.
        """
        region = self._regions[doc_id] or None
        return self._vocabulary.canonical_department(asked, region=region)

    def shown(self, asked: str, documents: Sequence[Document]) -> str:
        """Return the department `asked` for as the documents print it, e.g. 省商务厅.

        Args:
            asked: As the question prints it.
            documents: Those that the question means; they come before the others.
        """
        doc_ids = [d.doc_id for d in documents]
        for doc_id in [*doc_ids, *self._regions]:
            printed = self._printed.get(self.full(asked, doc_id))
            if printed:
                return printed
        regional = [doc_id for doc_id in doc_ids if self._regions[doc_id]]
        full = self.full(asked, (regional or doc_ids)[0])
        region = self._regions[regional[0]] if regional else ""
        return _level(region) + full.removeprefix(region) if full.startswith(region) else full


def _level(region: str) -> str:
    """Return the word for the level of a region: 省 for 广东省."""
    return next((place for place in GENERIC_PLACES if region.endswith(place)), "")
