"""Who asks: a firm, as its owner describes it, and what there is to choose from."""

from collections import Counter
from dataclasses import dataclass

from ingest import Corpus
from ingest.annotations.vocabulary import default_vocabulary
from ingest.structure.front import read_region
from ingest.text.places import default_places, short_name, split_region
from views.support.industry import is_general
from views.support.scope import read_scope
from views.support.words import load_words

# A firm of no industry of the list, and one outside the provinces that documents come from.
OTHER_INDUSTRY = "其他行业"
_ELSEWHERE = "其他省份"
_MOST_EXAMPLES = 3
# Digits of a code of the administrative divisions.
_PROVINCE, _PREFECTURE = 2, 4


@dataclass(frozen=True, slots=True)
class Profile:
    """A firm: canonical names of the vocabulary; "" for what its owner did not say.

    `city` may also be what `name_elsewhere` gives, `industry` `OTHER_INDUSTRY`; `size` is a key of
    the sizes in `words.toml`; `needs` are kinds of support, none meaning all.
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
    """What a profile can hold; `examples` are words that documents print for an industry.

    `elsewhere` is the last of `cities`: none of them; "" where every place is one of them.
    """

    industries: tuple[str, ...]
    examples: dict[str, tuple[str, ...]]
    cities: tuple[str, ...]
    sizes: tuple[str, ...]
    needs: tuple[str, ...]
    elsewhere: str

    def hold(self, profile: Profile) -> bool:
        """Say whether all that `profile` says can be chosen."""
        return (
            profile.industry in ("", *self.industries)
            and profile.city in ("", *self.cities)
            and profile.size in ("", *self.sizes)
            and {*profile.needs} <= {*self.needs}
        )


def list_choices(corpus: Corpus) -> Choices:
    """Return industries and kinds of support that `corpus` names, and its provinces' cities.

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
        cities=_cities(corpus),
        sizes=tuple(load_words().sizes),
        needs=tuple(kind for kind in vocabulary.terms["supports"] if kind in kinds),
        elsewhere=name_elsewhere(corpus),
    )


def _examples(name: str, printed: Counter[str]) -> tuple[str, ...]:
    own = [word for word, _ in printed.most_common() if not is_general(name, word)]
    return tuple(own[:_MOST_EXAMPLES])


def name_elsewhere(corpus: Corpus) -> str:
    """Return what a firm outside all provinces that `corpus` comes from chooses: 广东省外.

    Empty where all documents are national.
    """
    provinces = _provinces(corpus)
    if len(provinces) == 1:
        return f"{provinces[0]}外"
    return _ELSEWHERE if provinces else ""


def _provinces(corpus: Corpus) -> list[str]:
    regions = (read_region(document) for document in corpus.documents)
    chains = (split_region(region) for region in regions if region)
    known = {*default_places().names.values()}
    return list(dict.fromkeys(chain[0] for chain in chains if chain[0] in known))


def _cities(corpus: Corpus) -> tuple[str, ...]:
    """Return the cities of the documents' provinces, and elsewhere; else all provinces."""
    places = default_places()
    provinces = _provinces(corpus)
    if not provinces:
        return tuple(short_name(n) for code, n in places.names.items() if len(code) == _PROVINCE)
    cities = [city for province in provinces for city in _cities_of(places.codes(province)[0])]
    return (*cities, name_elsewhere(corpus))


def _cities_of(province: str) -> list[str]:
    """Return prefectures, and counties that lie in none; a municipality is a city itself."""
    places = default_places()
    inside = [code for code in places.names if code.startswith(province)]
    prefectures = [code for code in inside if len(code) == _PREFECTURE]
    if not prefectures:
        return [short_name(places.names[province])]
    # As the vocabulary calls them: a short name that means several is no name.
    shorts = [(code, short_name(places.names[code])) for code in prefectures]
    called = [s if places.codes(s) == (code,) else places.names[code] for code, s in shorts]
    alone = [c for c in inside if len(c) > _PREFECTURE and c[:_PREFECTURE] not in places.names]
    return called + [places.names[code] for code in alone]
