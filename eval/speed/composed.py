"""Collections of any size, composed of real clauses, to see how a search grows with them.

Texts are sentences of real clauses in new company. Vectors of composed passages take no model: each
token has that of a real occurrence of the same token, moved a little, and the text has their mean.
"""

import hashlib
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from zlib import crc32

import numpy as np

from index.channels.naming import names_of
from index.channels.passages import is_searched, make_passages
from index.model.embedder import Embedder, Encoded, WrappedEmbedder
from ingest import Annotations, Clause, Corpus, Document

# Real documents of this kind have a few dozen to a few hundred clauses.
_CLAUSES_A_DOCUMENT = 80
# Length of what is added to a unit vector: cosines of about .96, as passages of one topic have.
_NOISE = 0.3
# Rows of noise; to draw each number anew would take as long as all the rest.
_NOISES = 4096
_SENTENCE = re.compile("[^。；！？\n]+[。；！？\n]?")
_BODY = frozenset({"clause", "paragraph", "bullet", "box_item", "row"})


def compose_corpus(corpus: Corpus, clauses: int) -> Corpus:
    """Return `clauses` searched clauses: the real ones, then composed documents; always the same.

    Args:
        corpus: The real documents; fewer of their clauses are taken where fewer are wanted.
        clauses: Searched clauses wanted, at least 1.
    """
    real = list(_first_searched(corpus.clauses, clauses))
    missing = clauses - sum(map(is_searched, real))
    rng = random.Random(clauses)
    sources = [c for c in corpus.clauses if is_searched(c) and _SENTENCE.search(c.text)]
    sources = [clause for clause in sources if clause.kind in _BODY] or sources
    documents, texts = list(corpus.documents), dict(corpus.texts)
    while missing > 0:
        size = min(missing, _CLAUSES_A_DOCUMENT)
        document, text, added = _compose_document(corpus, sources, len(documents), size, rng)
        documents.append(document)
        texts[document.doc_id] = text
        real.extend(added)
        missing -= size
    return Corpus(tuple(documents), texts, tuple(real))


def real_passages(corpus: Corpus, embedder: Embedder) -> list[str]:
    """Return the texts that the index embeds of `corpus`."""
    searched = [clause for clause in corpus.clauses if is_searched(clause)]
    passages = make_passages(searched, embedder.token_spans, embedder.window, names_of(corpus))
    return [passage.text for passage in passages]


def _first_searched(clauses: Iterable[Clause], most: int) -> Iterator[Clause]:
    taken = 0
    for clause in clauses:
        if taken == most:
            return
        taken += is_searched(clause)
        yield clause


def _compose_document(
    corpus: Corpus, sources: Sequence[Clause], number: int, size: int, rng: random.Random
) -> tuple[Document, str, list[Clause]]:
    base = corpus.documents[number % len(corpus.documents)]
    topic = _SENTENCE.findall(rng.choice(sources).text)[0].strip("。；！？\n")[:16]
    doc_id, title = f"composed-{number}", f"关于{topic}的通知"
    text, clauses = f"{title}\n", []
    for place in range(size):
        clause = _compose_clause(rng.choice(sources), rng.choice(sources), rng, start=len(text))
        clause = replace(
            clause,
            clause_id=f"{doc_id}/{place + 1}",
            doc_id=doc_id,
            source=f"docs_raw/{doc_id}.txt",
            citation=f"《{title}》{clause.number}",
        )
        clauses.append(clause)
        text += f"{clause.text}\n"
    document = Document(
        doc_id=doc_id,
        source=f"docs_raw/{doc_id}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=title,
        number=f"{number}号",
        issuers=base.issuers,
        issued=base.issued,
        status=base.status,
        region=base.region,
    )
    return document, text, clauses


def _compose_clause(base: Clause, other: Clause, rng: random.Random, *, start: int) -> Clause:
    """Return `base` with a sentence of `other` in place of its last one, or after its only one."""
    sentences = _SENTENCE.findall(base.text)
    kept = "".join(sentences[:-1] or sentences)
    text = kept + rng.choice(_SENTENCE.findall(other.text))
    return replace(
        base,
        text=text,
        start=start,
        end=start + len(text),
        annotations=_moved(base.annotations, start - base.start, base.start + len(kept)),
        page=None,
        cells=(),
        skipped=(),
    )


def _moved(annotations: Annotations, by: int, end: int) -> Annotations:
    """Return the annotations that end before `end`, moved by so many characters."""
    return Annotations(
        **{
            field.name: tuple(
                replace(one, start=one.start + by, end=one.end + by)
                for one in getattr(annotations, field.name)
                if one.end <= end
            )
            for field in fields(annotations)
        }
    )


class ComposedEmbedder(WrappedEmbedder):
    """The vectors of real passages by the model, of all others composed of theirs.

    `composed` counts the others. Queries are encoded by the model.
    """

    def __init__(self, embedder: Embedder, passages: Sequence[str]) -> None:
        """Embed the real passages.

        Args:
            embedder: The model.
            passages: Texts of real passages, at least one with a token.
        """
        super().__init__(embedder)
        self.composed = 0
        encoded = embedder.encode_passages(list(dict.fromkeys(passages)))
        self._known = dict(zip(dict.fromkeys(passages), encoded, strict=True))
        self._rows = np.concatenate([entry.tokens for entry in encoded])
        noise = np.random.default_rng(0).standard_normal((_NOISES, self._rows.shape[1]))
        self._noise = (noise * _NOISE / np.sqrt(noise.shape[1])).astype(np.float32)
        self._of_token: dict[str, list[int]] = {}
        tokens = (t[a:b] for t, entry in self._known.items() for a, b in entry.spans.tolist())
        for row, token in enumerate(tokens):
            self._of_token.setdefault(token, []).append(row)

    @property
    def fingerprint(self) -> str:
        """Identify the model; an index of composed vectors is none of the model's own."""
        return f"composed-{super().fingerprint}"

    def encode_passages(self, texts: Sequence[str], *, progress: bool = False) -> list[Encoded]:
        """Return the vectors of each text, read as a passage; the same each time."""
        composed = [text for text in texts if text not in self._known]
        places = dict(zip(composed, self.token_spans(composed), strict=True))
        self.composed += len(places)
        made = {text: self._compose(text, spans) for text, spans in places.items()}
        return [self._known.get(text) or made[text] for text in texts]

    def _compose(self, text: str, places: Sequence[tuple[int, int]]) -> Encoded:
        rng = np.random.default_rng(crc32(text.encode(errors="surrogatepass")))
        spans = np.array(places, dtype=np.int32).reshape(-1, 2)
        # A text of no token has one row, to take the mean of.
        tokens = [text[start:end] for start, end in spans] or [""]
        draws = rng.integers(len(self._rows), size=len(tokens))
        rows = [self._draw(token, int(draw)) for token, draw in zip(tokens, draws, strict=True)]
        moved = self._move(self._rows[rows], rng)
        mean = moved.mean(axis=0, keepdims=True)
        vector = self._move(mean / np.linalg.norm(mean), rng)[0]
        return Encoded(vector, moved[: len(spans)], spans)

    def _draw(self, token: str, draw: int) -> int:
        places = self._of_token.get(token)
        return places[draw % len(places)] if places else draw

    def _move(self, rows: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """Return unit rows near unit `rows`, float32."""
        start = int(rng.integers(len(self._noise)))
        moved = rows + self._noise.take(range(start, start + len(rows)), axis=0, mode="wrap")
        moved /= np.linalg.norm(moved, axis=1, keepdims=True)
        return np.asarray(moved, dtype=np.float32)
