"""Seed words: a few hundred common words in seventeen languages, from which the rest of a lexicon is induced.

Pairs of languages that share no spelling, as English and Arabic, have no other first evidence but lengths and numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

import scipy.sparse as sp

from songngu.align.lexicon.layers import table_of
from songngu.align.text.tokenised import TokenisedText
from songngu.align.text.tokens import has_pairs, paired, tokens
from songngu.corpus.language.tags import base_language

Form = tuple[str, ...]

_WHOLE = 0.5
_ONE_SYLLABLE = 0.25


@cache
def seeds() -> Mapping[str, tuple[tuple[Form, ...], ...]]:
    """Return the words of each language, notion by notion, as the aligner's tokens."""
    text = files("songngu.align").joinpath("data", "seeds.tsv").read_text(encoding="utf-8")
    langs, *rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {
        lang: tuple(tuple(dict.fromkeys(_forms(cell, lang))) for cell in column)
        for lang, column in zip(langs, zip(*rows, strict=True), strict=True)
    }


def _forms(cell: str, lang: str) -> Iterator[Form]:
    """Yield the tokens of each word of a cell; several are one word only where pairs of tokens are units."""
    for word in cell.split("/"):
        form = tuple(tokens(word, lang))
        if len(form) == 1 or has_pairs(lang):
            yield form


def has_seeds(lang: str) -> bool:
    """Tell whether the words of a language are among the seeds."""
    return base_language(lang) in seeds()


class SeedLayer:
    """Words of one notion explain each other; a syllable or a character alone, which may mean much else, less so."""

    def forward(self, source: TokenisedText, target: TokenisedText) -> sp.csr_array:
        """Return how likely a source unit renders a target word."""
        return _table(source, target)

    def backward(self, source: TokenisedText, target: TokenisedText) -> sp.csr_array:
        """Return how likely a target unit renders a source word."""
        return _table(target, source)


def _table(given: TokenisedText, wanted: TokenisedText) -> sp.csr_array:
    units, words = _numbers(given.units), _numbers(wanted.words)
    rendered = _standing(wanted)
    cells = [
        (units[unit], words[token], min(_worth(form, given.lang), _worth(other, wanted.lang)))
        for notion, forms in _standing(given).items()
        for form in forms
        for other in rendered.get(notion, ())
        for unit in _units(form)
        for token in other
    ]
    return table_of(cells, len(given.units), len(wanted.words))


def _standing(side: TokenisedText) -> dict[int, list[Form]]:
    """Return the words of each notion that stand in a text, all their units among its own."""
    held, found = frozenset(side.units), defaultdict(list)
    for notion, forms in enumerate(seeds()[base_language(side.lang)]):
        for form in forms:
            if held.issuperset(_units(form)):
                found[notion].append(form)
    return found


def _units(form: Form) -> tuple[str, ...]:
    return form if len(form) == 1 else tuple(paired(*pair) for pair in pairwise(form))


def _worth(form: Form, lang: str) -> float:
    return _ONE_SYLLABLE if len(form) == 1 and has_pairs(lang) else _WHOLE


def _numbers(words: Sequence[str]) -> dict[str, int]:
    return {word: number for number, word in enumerate(words)}
