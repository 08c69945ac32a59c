"""Answers in the documents' own sentences, for questions that ask what is said."""

from collections import Counter
from collections.abc import Mapping, Sequence

from answer.drafts import Draft, Extract, extract_of
from answer.generation.marks import speaks_to_model
from answer.lists import Lists
from answer.selection import Choice
from answer.sentences import split_sentences, whole_text
from index import Hit
from ingest import Clause
from prompts import fill

_MOST_SENTENCES = 5
# A clause of so many characters is quoted whole: half of it says less, and is no easier to read.
_SHORT = 400
# A list is quoted whole while its items are so few and so short; else its first items are.
_MOST_ITEMS, _LONGEST_LIST = 12, 1200
_OPENING = ("（", "(")
# A question is for all of a list if so many clauses found are of it.
_LISTED = 2


class Quoter:
    """Quotes the clauses of one index: with the words that govern them, lists with their items."""

    def __init__(self, lists: Lists, texts: Mapping[str, str]) -> None:
        """Take the lists of the documents and their texts by doc_id."""
        self._lists = lists
        self._texts = texts

    def draft(
        self,
        choices: Sequence[Choice],
        *,
        beside: Sequence[Hit] = (),
        most: int = _MOST_SENTENCES,
    ) -> list[Draft]:
        """Return for each chosen clause what fits of it, under its title; a list once.

        Of a list that several clauses found are of, all is quoted.

        Args:
            choices: The clauses chosen.
            beside: What was found beside them.
            most: Sentences of a long clause.
        """
        leads = [self._lead_of(choice.hit.clause) for choice in choices]
        found = [*(c.hit.clause for c in choices), *(hit.clause for hit in beside)]
        together = Counter(
            lead.clause_id for c in dict.fromkeys(found) if (lead := self._lead_of(c))
        )
        drafts: list[Draft] = []
        given: set[str] = set()
        for choice, lead in zip(choices, leads, strict=True):
            clause = choice.hit.clause
            if clause.clause_id in given:
                continue
            if lead is not None and together[lead.clause_id] >= _LISTED:
                extracts = [*self._governing(lead), *self._whole(lead), *self._items(lead)]
                clause = lead
            else:
                extracts = [*self._governing(clause), *self._of(choice, most), *self._items(clause)]
            given |= {clause.clause_id, *(extract.clause.clause_id for extract in extracts)}
            drafts.append(_draft(clause, extracts))
        return drafts

    def say_partial_lists(self, drafts: Sequence[Draft]) -> list[str]:
        """Return for each list that several items are quoted of, but not all, how many there are.

        One item alone is an answer; several could be taken for all that there are.
        """
        quoted = {e.clause.clause_id: e.clause for draft in drafts for e in draft.extracts}
        leads = (self._lists.lead_of(clause) for clause in quoted.values())
        notices = []
        for lead in dict.fromkeys(lead for lead in leads if lead):
            items = self._lists.items_of(lead)
            shown = sum(item.clause_id in quoted for item in items)
            if 1 < shown < len(items):
                numbers = {"all": str(len(items)), "shown": str(shown)}
                notices.append(fill("notice_partial_list", citation=lead.citation, **numbers))
        return notices

    def _lead_of(self, clause: Clause) -> Clause | None:
        """Return what leads in the list that a clause is an item of, or leads in itself."""
        return clause if self._lists.items_of(clause) else self._lists.lead_of(clause)

    def _of(self, choice: Choice, most: int) -> list[Extract]:
        clause = choice.hit.clause
        if len(clause.text) <= _SHORT or self._lists.items_of(clause):
            return self._whole(clause, choice.hit)
        best = choice.best(most)
        return [*best, *_responsible(choice, best)]

    def _whole(self, clause: Clause, hit: Hit | None = None) -> list[Extract]:
        text = self._texts[clause.doc_id]
        if speaks_to_model(clause.text):
            runs = [s for s in split_sentences(clause, text) if not speaks_to_model(s.text)]
        else:
            runs = whole_text(clause, text)
        return [extract_of(run, clause, hit) for run in runs]

    def _governing(self, clause: Clause) -> list[Extract]:
        """Return the last sentence of the clause that leads in the list of an item."""
        lead = self._lists.lead_of(clause)
        if lead is None:
            return []
        above = self._governing(lead)
        last = split_sentences(lead, self._texts[lead.doc_id])[-1]
        return [*above, extract_of(last, lead)]

    def _items(self, clause: Clause) -> list[Extract]:
        """Return the items that a clause announces."""
        extracts: list[Extract] = []
        size = 0
        for item in self._lists.items_of(clause)[:_MOST_ITEMS]:
            size += len(item.text)
            if size > _LONGEST_LIST and extracts:
                break
            extracts += self._whole(item)
        return extracts


def _responsible(choice: Choice, best: Sequence[Extract]) -> list[Extract]:
    """Return who is to be asked, where a long clause ends with it: （省商务厅牵头）."""
    clause = choice.hit.clause
    runs = (scored.sentence for scored in choice.sentences)
    return [
        extract_of(run, clause, choice.hit)
        for run in runs
        if run.text.startswith(_OPENING)
        and any(
            run.source_start <= r.start and r.end <= run.source_end
            for r in clause.annotations.responsibilities
        )
        and not any(e.source_start <= run.source_start < e.source_end for e in best)
    ]


def _draft(clause: Clause, extracts: Sequence[Extract]) -> Draft:
    # A quote that begins with the title needs none before it.
    named = clause.title and not any(clause.title in extract.text for extract in extracts)
    return Draft(f"{clause.title}：" if named else "", tuple(extracts), quotes=True, clause=clause)
