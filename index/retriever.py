"""The index as a LangChain retriever."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from index.records import hit_record
from index.search import Searcher


class ClauseRetriever(BaseRetriever):
    """Retrieves clauses; each comes with its citation and exact span as metadata."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searcher: Searcher
    k: int = Field(default=10, ge=1)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        records = [hit_record(hit) for hit in self.searcher.search(query, k=self.k)]
        return [
            LangChainDocument(
                page_content=record.pop("text"), id=record["clause_id"], metadata=record
            )
            for record in records
        ]
