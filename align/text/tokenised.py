"""One side of an alignment: its sentences reduced to what the score compares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from songngu.align.text.length import counted, lengths
from songngu.align.text.structure import Structure
from songngu.align.text.tokens import has_pairs, may_pair, number_tokens, paired
from songngu.corpus.language.tags import base_language

_END_MARKS = {
    mark: number
    for number, marks in enumerate(("?？؟⸮", "!！", ":：", ".。．｡…।॥۔", ";；؛,，،、､"), 1)
    for mark in marks
}
_INNER = "?？؟⸮", '"“”„«»「」『』'
_UNMARKED = frozenset({"th", "lo"})
UNKNOWN_MARK = -1
"""The end mark of a sentence that ends without one in a language that writes none; a short one is a headline."""

# What is shorter is no clause that a text is cut at: nine of ten such are headlines, items or cells.
_LONG = 60

_NOTHING = "∅"
_CLOSING = '"”’»)*_」』】）》' + "".join(character for character in map(chr, range(0x3001)) if character.isspace())
_CHUNK = 4_000

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TokenisedText:
    """The sentences of one document as the aligner sees them, ``n`` of them.

    ``words`` lists the distinct tokens and ``units`` the distinct lexicon units (tokens first, then pairs of
    syllables); ``bag`` (n by units) and ``counts`` (n by words) say which stand in which sentence and how often,
    ``token_counts`` how many tokens there are.
    ``end_marks`` classes the mark a sentence ends with, 0 for none, as in a headline, `UNKNOWN_MARK` where that says
    nothing; ``inner_marks`` (n by 2) counts
    its question marks and quotation marks. ``structure`` says what block each stands in, where that is known.
    """

    lang: str
    texts: tuple[str, ...]
    words: tuple[str, ...]
    units: tuple[str, ...]
    bag: sp.csr_array
    counts: sp.csr_array
    characters: NDArray[np.float64]
    end_marks: NDArray[np.int8]
    inner_marks: NDArray[np.float64]
    token_counts: NDArray[np.float64]
    structure: Structure | None = None

    def __len__(self) -> int:
        return len(self.texts)


def select(side: TokenisedText, rows: Sequence[int]) -> TokenisedText:
    """Return the side that holds only the sentences ``rows``; words and units keep their numbers."""
    if len(rows) == len(side):
        return side
    chosen = np.array(rows, np.int64)
    texts = tuple(side.texts[i] for i in rows)
    return replace(
        side, texts=texts, bag=side.bag[chosen], counts=side.counts[chosen],
        characters=side.characters[chosen], end_marks=side.end_marks[chosen], inner_marks=side.inner_marks[chosen],
        token_counts=side.token_counts[chosen], structure=side.structure and side.structure.select(chosen),
    )  # fmt: skip


def narrow(side: TokenisedText) -> tuple[TokenisedText, Ints, Ints]:
    """Return the side without the words and units that none of its sentences holds, and the numbers of those kept."""
    words, units = (
        np.flatnonzero(np.bincount(held.indices, minlength=held.shape[1])) for held in (side.counts, side.bag)
    )
    if len(words) == len(side.words) and len(units) == len(side.units):
        return side, words, units
    kept = replace(
        side, words=tuple(side.words[k] for k in words), units=tuple(side.units[k] for k in units),
        counts=side.counts[:, words], bag=side.bag[:, units],
    )  # fmt: skip
    return kept, words, units


def prepare(texts: Sequence[str], lang: str, structure: Structure | None = None) -> TokenisedText:
    """Tokenise the sentences of one side and count what they hold."""
    numbers: dict[str, int] = {}
    tokenised = [number_tokens(texts[k : k + _CHUNK], lang, numbers) for k in range(0, len(texts), _CHUNK)]
    sizes = np.concatenate([part[0] for part in tokenised] or [np.zeros(0, np.int64)])
    ids = np.concatenate([part[1] for part in tokenised] or [np.zeros(0, np.int64)])
    if not sizes.all():
        nothing = numbers.setdefault(_NOTHING, len(numbers))
        ids = np.insert(ids, np.cumsum(sizes)[sizes == 0], nothing)
        sizes = np.maximum(sizes, 1)
    words, owners = tuple(numbers), np.repeat(np.arange(len(texts)), sizes)
    pairs, number, owner = _pairs(words, ids, owners, lang) if has_pairs(lang) else ((), ids[:0], owners[:0])
    counts = _counted(owners, ids, (len(texts), len(words)))
    held = np.concatenate([ids, number + len(words)])
    bag = _counted(np.concatenate([owners, owner]), held, (len(texts), len(words) + len(pairs)))
    bag.data[:] = 1
    return TokenisedText(
        lang, tuple(texts), words, (*words, *pairs), bag, counts,
        lengths(texts),
        _end_marks(texts, lang),
        counted(texts, _INNER),
        sizes.astype(np.float64), structure,
    )  # fmt: skip


def _pairs(words: Sequence[str], ids: Ints, owners: Ints, lang: str) -> tuple[tuple[str, ...], Ints, Ints]:
    """Return the distinct pairs of neighbouring words, in order, and the number and sentence of each that stands."""
    joins = np.array([may_pair(word, lang) for word in words], np.bool_)[ids]
    first = np.flatnonzero(joins[:-1] & joins[1:] & (owners[:-1] == owners[1:]))
    keys, place, number = np.unique(ids[first] * len(words) + ids[first + 1], return_index=True, return_inverse=True)
    order = np.argsort(place)
    left, right = (part.tolist() for part in np.divmod(keys[order], len(words)))
    names = tuple(paired(words[a], words[b]) for a, b in zip(left, right, strict=True))
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return names, rank[number], owners[first]


def _counted(rows: Ints, columns: Ints, shape: tuple[int, int]) -> sp.csr_array:
    """Return the matrix that counts how often each row and column are named together."""
    ones = np.ones(len(rows), np.float32)
    return sp.coo_array((ones, (rows.astype(np.int32), columns.astype(np.int32))), shape=shape).tocsr()


def _end_marks(texts: Sequence[str], lang: str) -> NDArray[np.int8]:
    marks = np.array([_END_MARKS.get(text.rstrip(_CLOSING)[-1:], 0) for text in texts], np.int8)
    if base_language(lang) in _UNMARKED:
        marks[(marks == 0) & (np.fromiter(map(len, texts), np.int64) >= _LONG)] = UNKNOWN_MARK
    return marks
