"""A glossary as a lexicon layer of the aligner: what its terms say about the words of two texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import scipy.sparse as sp

from songngu.align.lexicon.layers import table_of
from songngu.align.text.tokenised import TokenisedText
from songngu.align.text.tokens import tokens, units
from songngu.glossary.concept import Glossary, MatchMode, Status, Term

_SURE = 0.9
_USED = (Status.PREFERRED, Status.ADMITTED)
Table = Mapping[str, Mapping[str, float]]


class GlossaryLayer:
    """The renderings of a glossary as probabilities.

    A unit of a term (a word; of several syllables, a pair of them) gives the words of a rendering .9 between them;
    what several terms say of a unit counts by its maximum.
    """

    def __init__(self, glossary: Glossary, source_lang: str, target_lang: str) -> None:
        glossary = glossary.localised((source_lang, target_lang))
        self._forward = _table(glossary, source_lang, target_lang)
        self._backward = _table(glossary, target_lang, source_lang)

    def forward(self, source: TokenisedText, target: TokenisedText) -> sp.csr_array:
        """Return p(target word | source unit) for the words at hand, shape (source units, target words)."""
        return _looked_up(self._forward, source.units, target.words)

    def backward(self, source: TokenisedText, target: TokenisedText) -> sp.csr_array:
        """Return p(source word | target unit) for the words at hand, shape (target units, source words)."""
        return _looked_up(self._backward, target.units, source.words)


def _table(glossary: Glossary, given: str, wanted: str) -> Table:
    """Return the probability of each word of language ``wanted`` by unit of language ``given``."""
    table: dict[str, dict[str, float]] = {}
    for concept in glossary:
        renderings = [words for term in concept.in_lang(wanted, *_USED) for words in _words(term)]
        for term in concept.in_lang(given, *_USED):
            for words in _words(term):
                for unit in _telling(words, given):
                    row = table.setdefault(unit, {})
                    for rendering in renderings:
                        for word in rendering:
                            row[word] = max(row.get(word, 0.0), _SURE / len(rendering))
    return table


def _words(term: Term) -> Iterator[list[str]]:
    if term.match is not MatchMode.REGEX:
        for text in (term.text, *term.forms):
            words = [word for word in tokens(text, term.lang) if word[0].isalnum()]
            if words:
                yield words


def _telling(words: list[str], lang: str) -> list[str]:
    """Return the units by which a term is known: a syllable of a longer word says little alone."""
    both = units(words, lang)
    return both[len(words) :] or words


def _looked_up(table: Table, given: Sequence[str], wanted: Sequence[str]) -> sp.csr_array:
    columns = {word: j for j, word in enumerate(wanted)}
    cells = [
        (i, columns[word], probability)
        for i, unit in enumerate(given)
        for word, probability in table.get(unit, {}).items()
        if word in columns
    ]
    return table_of(cells, len(given), len(wanted))
