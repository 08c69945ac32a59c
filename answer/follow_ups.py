"""What a follow-up question asks: of several readings the one that the documents answer."""

from answer.refusal.absence import Absence
from index import Searcher
from question.dialogue.conversation import Conversation, Turn, complete_question
from question.front_words import cut_words
from question.words import simplify
from reader.hits import HitReader

# The least probability of an answer that makes a question be meant so.
_LEAST_SURE = 0.4


class FollowUps:
    """Completes follow-up questions over one index."""

    def __init__(self, searcher: Searcher, reader: HitReader | None, absence: Absence) -> None:
        """Search in `searcher`; without a reader the words alone tell what is meant."""
        self._searcher = searcher
        self._reader = reader
        self._absence = absence

    def complete(self, question: str, conversation: Conversation) -> str:
        """Return `question` so that it can be understood without the turns before it.

        Where its words may also ask of the subject before, they are taken so if the document that
        was spoken of answers that best, and they stand in it; not, if the other reading leads to
        another clause of it and is answered as surely.

        Raises:
            QueryError: `question` is blank or too long.
        """
        if not conversation.turns:
            return question
        conversation = Conversation((self._without_absent(conversation.turns[-1]),))
        clauses = self._searcher.snapshot.searched
        read = complete_question(question, conversation, reader=self._searcher, clauses=clauses)
        whole, other, reader = read.question, read.other, self._reader
        if other is None or reader is None:
            return whole
        (before, *_), _ = reader.search(self._searcher, conversation.turns[-1].question)
        (meant, *_), sureness = reader.search(self._searcher, other.question)
        spoken_of = before.clause.doc_id
        if meant.clause.doc_id != spoken_of or sureness < _LEAST_SURE:
            return whole
        (plain, *_), plain_sureness = reader.search(self._searcher, whole)
        is_elsewhere = plain.clause.doc_id != spoken_of
        text = "".join((*meant.clause.path, meant.clause.text))
        held = self._searcher.snapshot.corpus.texts[spoken_of] if is_elsewhere else text
        words = [token for word in other.words for token in cut_words(word) if len(token) > 1]
        is_held = all(word in simplify(held).lower() for word in words or other.words)
        is_same = plain.clause == meant.clause
        is_better = is_elsewhere or is_same or plain_sureness <= sureness
        return other.question if is_held and is_better else whole

    def _without_absent(self, turn: Turn) -> Turn:
        """Return a turn that nothing answered without the years and articles that no text has.

        What is asked next is asked of what there is: 那找哪个部门, after an amount of a later year.
        """
        if turn.cited:
            return turn
        text = turn.question
        for words in self._absence.narrower(self._searcher.read(text)):
            text = text.replace(words, "")
        return Turn(text) if any(map(str.isalnum, text)) else turn
