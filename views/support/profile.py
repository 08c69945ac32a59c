"""Who asks: a firm, as its owner describes it, and what there is to choose from."""

from collections import Counter
from dataclasses import dataclass

from ingest import Corpus
from ingest.annotations.vocabulary import default_vocabulary
from views.support.industry import is_general
from views.support.scope import read_scope
from views.support.words import load_words

# A firm of no industry of the list, and one outside the province that issued a document.
OTHER_INDUSTRY = "其他行业"
ELSEWHERE = "广东省外"
_PROVINCE = "广东"
_MOST_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Profile:
    """A firm: canonical names of the vocabulary; "" for what its owner did not say.

    `city` may also be `ELSEWHERE`, `industry` `OTHER_INDUSTRY`; `size` is a key of the sizes in
    `words.toml`; `needs` are kinds of support, none meaning all.
    """

    industry: str = ""
    city: str = ""
    size: str = ""
    needs: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was chosen."""
        return not (self.industry or self.city or self.size or self.needs)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a profile can hold; `examples` are words that documents print for an industry."""

    industries: tuple[str, ...]
    examples: dict[str, tuple[str, ...]]
    cities: tuple[str, ...]
    sizes: tuple[str, ...]
    needs: tuple[str, ...]

    def hold(self, profile: Profile) -> bool:
        """Say whether all that `profile` says can be chosen."""
        return (
            profile.industry in ("", *self.industries)
            and profile.city in ("", *self.cities)
            and profile.size in ("", *self.sizes)
            and {*profile.needs} <= {*self.needs}
        )


def list_choices(corpus: Corpus) -> Choices:
    """Return the industries and kinds of support that `corpus` names, and the province's cities.

    The industries that a title names are what a whole document is about, and no choice.
    """
    vocabulary = default_vocabulary()
    wholes = {name for document in corpus.documents for name in read_scope(document, corpus).titles}
    printed: dict[str, Counter[str]] = {}
    kinds = set()
    for clause in corpus.clauses:
        kinds |= {mention.name for mention in clause.annotations.supports}
        for mention in clause.annotations.industries:
            printed.setdefault(mention.name, Counter())[mention.printed] += 1
    named = [n for n in vocabulary.terms["industries"] if n in printed and n not in wholes]
    examples = {name: _examples(name, printed[name]) for name in named}
    return Choices(
        industries=(*named, OTHER_INDUSTRY),
        examples=examples,
        cities=(*_cities(), ELSEWHERE),
        sizes=tuple(load_words().sizes),
        needs=tuple(kind for kind in vocabulary.terms["supports"] if kind in kinds),
    )


def _examples(name: str, printed: Counter[str]) -> tuple[str, ...]:
    own = [word for word, _ in printed.most_common() if not is_general(name, word)]
    return tuple(own[:_MOST_EXAMPLES])


def _cities() -> list[str]:
    vocabulary = default_vocabulary()
    return [
        name
        for name, term in vocabulary.terms["cities"].items()
        if f"{name}市" in term.aliases and _PROVINCE in vocabulary.broader("cities", name)
    ]
