"""The linker: layers of what words explain each other, and both directions of the model, made into links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from songngu.align.lexicon.layers import Layer, combined, mirrored
from songngu.align.lexicon.shipped import is_turned, shipped_layers
from songngu.align.links.bitext_layer import BitextLayer
from songngu.align.links.hmm import Floats, posteriors
from songngu.align.links.linked import Link, LinkedPair, Word
from songngu.align.links.symmetry import Symmetry, symmetrised
from songngu.align.text.tokenised import TokenisedText, prepare
from songngu.align.text.tokens import paired, placed_tokens

Pair = tuple[str, str]

_CHUNK = 256
_BATCH = 32
_LONGEST = 200
_LEARNT_FROM = 100_000
_FLOOR = 1e-4
_UNRENDERED = 1e-3
_LEAST = 0.1
_UNLIKELY = 0.1

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class WeighedPair:
    """The words of two texts, and how likely each source word (rows) emits each target word, and is emitted by it.

    Of texts of more than 200 words the matrices hold the first 200.
    """

    source: tuple[Word, ...]
    target: tuple[Word, ...]
    forward: Floats
    backward: Floats


@dataclass(frozen=True, slots=True)
class Linker:
    """Links the words of texts of two languages by what its layers say of them."""

    langs: tuple[str, str]
    layers: tuple[Layer, ...]

    @classmethod
    def shipped(cls, source_lang: str, target_lang: str, extra: Sequence[Layer] = ()) -> Linker:
        """Return the linker songngu comes with for a pair of languages, with ``extra`` layers (a glossary's, say)."""
        return cls((source_lang, target_lang), (*shipped_layers(source_lang, target_lang), *extra))

    def learnt(self, pairs: Sequence[Pair]) -> Linker:
        """Return a linker that has learnt from rows of a bitext too, from 100,000 evenly taken where there are more."""
        step = -(-len(pairs) // _LEARNT_FROM) or 1
        taken = pairs[::step]
        sides = (prepare([pair[k] for pair in taken], lang) for k, lang in enumerate(self.langs))
        return Linker(self.langs, (*self.layers, BitextLayer(*sides))) if taken else self

    def link(self, pairs: Iterable[Pair], symmetry: Symmetry = Symmetry.GROWN) -> Iterator[LinkedPair]:
        """Yield each pair of texts with its links, in order. Of texts of more than 200 words the rest has none."""
        if is_turned(*self.langs):
            turned = Linker(self.langs[::-1], mirrored(self.layers))
            yield from (found.mirrored() for found in turned.link(((b, a) for a, b in pairs), symmetry))
            return
        rest = iter(pairs)
        while chunk := list(islice(rest, _CHUNK)):
            yield from self._linked(chunk, symmetry)

    def _linked(self, chunk: Sequence[Pair], symmetry: Symmetry) -> Iterator[LinkedPair]:
        for (source, target), found in zip(chunk, self._weighed(chunk), strict=True):
            links = _links(found.forward, found.backward, symmetry)
            yield LinkedPair(source, target, found.source, found.target, links)

    def _weighed(self, chunk: Sequence[Pair]) -> list[WeighedPair]:
        sides = [_Words([pair[k] for pair in chunk], lang) for k, lang in enumerate(self.langs)]
        tables = [
            _padded(table, wanted)
            for table, wanted in zip(self._tables(sides[0].side, sides[1].side), sides[::-1], strict=True)
        ]
        order = np.lexsort([side.lengths for side in sides])
        found: dict[int, WeighedPair] = {}
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            ahead = _emitted(sides[0], sides[1], tables[0], rows)
            back = _emitted(sides[1], sides[0], tables[1], rows)
            for place, row in enumerate(rows.tolist()):
                shape = sides[0].lengths[row], sides[1].lengths[row]
                forward = ahead[place, : shape[1], : shape[0]].T
                words = sides[0].words[row], sides[1].words[row]
                found[row] = WeighedPair(*words, forward, back[place, : shape[0], : shape[1]])
        return [found[row] for row in range(len(chunk))]

    def _tables(self, source: TokenisedText, target: TokenisedText) -> tuple[Floats, Floats]:
        """Return what the layers say of the words at hand: target words by source units, and the reverse."""
        if not self.layers:
            shapes = (len(source.units), len(target.words)), (len(target.units), len(source.words))
            return np.zeros(shapes[0], np.float32), np.zeros(shapes[1], np.float32)
        forward = combined([layer.forward(source, target) for layer in self.layers])
        backward = combined([layer.backward(source, target) for layer in self.layers])
        return forward.toarray(), backward.toarray()


def link(
    source_text: str,
    target_text: str,
    source_lang: str = "vi",
    target_lang: str = "en",
    *,
    linker: Linker | None = None,
    symmetry: Symmetry = Symmetry.GROWN,
) -> LinkedPair:
    """Return two texts, one of which renders the other, with the links between their words.

    ``linked.renderings(span)`` marks on the target text what renders a stretch of the source text;
    ``linked.mirrored()`` is the way back. Without a ``linker`` the shipped one of the two languages is used.
    """
    return next((linker or Linker.shipped(source_lang, target_lang)).link([(source_text, target_text)], symmetry))


class _Words:
    """The words of some texts in one language, by their numbers in a side."""

    def __init__(self, texts: Sequence[str], lang: str) -> None:
        self.side: TokenisedText = prepare(texts, lang)
        self.words = [tuple(Word(*word) for word in placed_tokens(text, lang)) for text in texts]
        self.lengths: Ints = np.array([min(len(words), _LONGEST) for words in self.words], np.int64)
        number = {unit: k for k, unit in enumerate(self.side.units)}
        nothing = len(number)
        width = int(self.lengths.max(initial=0))
        self.ids: Ints = np.full((len(texts), width), nothing, np.int64)
        self.pairs: Ints = np.full((len(texts), width + 1), nothing, np.int64)
        for row, words in enumerate(self.words):
            for k, word in enumerate(words[:_LONGEST]):
                self.ids[row, k] = number.get(word.key, nothing)
                if k:
                    self.pairs[row, k] = number.get(paired(words[k - 1].key, word.key), nothing)


def _padded(table: Floats, wanted: _Words) -> Floats:
    """Return a table with a row and columns of zeros for what has no number, once for all batches."""
    return np.pad(table, ((0, 1), (0, max(1, len(wanted.side.units) + 1 - table.shape[1]))))


def _emitted(given: _Words, wanted: _Words, padded: Floats, rows: Ints) -> Floats:
    """Return how likely each given word renders each wanted word, of some rows: (rows, wanted words, given words).

    A word emits what it renders alone, or in a pair with a neighbour.
    """
    width, length = int(given.lengths[rows].max()), int(wanted.lengths[rows].max())
    if not width or not length:
        return np.zeros((len(rows), length, width), np.float32)
    asked = wanted.ids[rows, :length, None]
    alone = padded[given.ids[rows, None, :width], asked]
    pairs = padded[given.pairs[rows, None, : width + 1], asked]
    emissions = np.maximum(alone, np.maximum(pairs[:, :, :-1], pairs[:, :, 1:]))
    emissions = np.maximum(emissions, np.float32(_FLOOR))
    null = np.full(emissions.shape[:2], _UNRENDERED, np.float32)
    out = posteriors(emissions, null, given.lengths[rows], wanted.lengths[rows])
    return _together(out, alone, pairs)


def _together(probabilities: Floats, alone: Floats, pairs: Floats) -> Floats:
    """Give both halves of a pair that explains a word better than either alone what they have together."""
    out = probabilities.copy()
    for k in range(1, alone.shape[2]):
        joint = pairs[:, :, k] > np.maximum(alone[:, :, k - 1], alone[:, :, k])
        both = np.where(joint, probabilities[:, :, k - 1] + probabilities[:, :, k], 0)
        out[:, :, k - 1] = np.maximum(out[:, :, k - 1], both)
        out[:, :, k] = np.maximum(out[:, :, k], both)
    return np.minimum(out, np.float32(1))


def _links(forward: Floats, backward: Floats, symmetry: Symmetry) -> tuple[Link, ...]:
    """Return the links of one pair from the probabilities of both directions, source words by target words."""
    if not forward.size:
        return ()
    ahead = frozenset((i, j) for j, i in _chosen(forward.T))
    points = symmetrised(ahead, frozenset(_chosen(backward)), symmetry)
    both = np.sqrt(forward * backward)
    found = (Link(i, j, round(float(both[i, j]), 4)) for i, j in sorted(points))
    return tuple(link for link in found if link.probability >= _UNLIKELY)


def _chosen(probabilities: Floats) -> Iterator[tuple[int, int]]:
    """Yield, of each row, the columns as likely as its likeliest one, where that is likely enough."""
    best = probabilities.max(axis=1, keepdims=True)
    rows, columns = np.nonzero((probabilities >= best - 1e-6) & (best >= _LEAST))
    return zip(rows.tolist(), columns.tolist(), strict=True)
