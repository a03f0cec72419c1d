"""Cognates: words of two languages that are spelt alike, as *Expedition* and *expédition*, explain each other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

import scipy.sparse as sp

from songngu.align.lexicon.layers import table_of
from songngu.align.text.tokenised import Side

_PREFIX = 3
_SHORTEST = 4
_ALIKE = 0.8
_CERTAIN = 0.9
# Spellings of one sound that differ between the languages of Europe: Kamerad and camarade, Telephon and telefono.
_SOUNDS = (
    ("ph", "f"),
    ("th", "t"),
    ("ch", "c"),
    ("k", "c"),
    ("q", "c"),
    ("z", "c"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
)
_TWICE = re.compile(r"(.)\1")


class CognateLayer:
    """Words that begin alike (Simard, Foster and Isabelle 1992) and share most letters, once both are spelt simply."""

    def forward(self, source: Side, target: Side) -> sp.csr_array:
        """Return how likely a source word renders a target word spelt like it."""
        return _table(source.units, target.words)

    def backward(self, source: Side, target: Side) -> sp.csr_array:
        """Return how likely a target word renders a source word spelt like it."""
        return _table(target.units, source.words)


def _table(given: Sequence[str], wanted: Sequence[str]) -> sp.csr_array:
    return table_of(list(_cells(given, wanted)), len(given), len(wanted))


def _cells(given: Sequence[str], wanted: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    left, right = _by_prefix(given), _by_prefix(wanted)
    for prefix in sorted(left.keys() & right.keys()):
        (rows, spellings), (columns, others) = left[prefix], right[prefix]
        alike = cdist(spellings, others, scorer=Indel.normalized_similarity, score_cutoff=_ALIKE)
        for i, j in zip(*alike.nonzero(), strict=True):
            yield rows[i], columns[j], _CERTAIN * float(alike[i, j])


def _by_prefix(words: Sequence[str]) -> dict[str, tuple[list[int], list[str]]]:
    """Return the numbers and the simple spellings of long words by how they begin."""
    out: dict[str, tuple[list[int], list[str]]] = {}
    for number, word in enumerate(words):
        spelling = simple_spelling(word)
        if len(spelling) >= _SHORTEST:
            numbers, spellings = out.setdefault(spelling[:_PREFIX], ([], []))
            numbers.append(number)
            spellings.append(spelling)
    return out


@lru_cache(maxsize=100_000)
def simple_spelling(word: str) -> str:
    """Return a word without accents and doubled letters, each sound spelt one way."""
    letters = "".join(filter(str.isalpha, unicodedata.normalize("NFD", word.casefold())))
    for spelling, simple in _SOUNDS:
        letters = letters.replace(spelling, simple)
    return _TWICE.sub(r"\1", letters)
