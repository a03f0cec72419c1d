"""Filters: scores of the rows of a bitext as columns beside it, and the one step that removes rows by them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from songngu.corpus.export.filters.copying import IDENTICAL, UNTRANSLATED
from songngu.corpus.export.filters.filter import Filter, FilterMaker, Scorer, Scores, is_scorer
from songngu.corpus.export.filters.language import LANGUAGE, LANGUAGE_BY_CHOICE
from songngu.corpus.export.filters.length import (
    AVERAGE_WORD,
    CHARACTER_RATIO,
    CHARACTERS,
    EMPTY,
    LENGTH,
    LONGEST,
    RATIO,
)
from songngu.corpus.export.filters.markup import ADDRESSES, BOILERPLATE, MARKUP
from songngu.corpus.export.filters.noise import NOISE
from songngu.corpus.export.filters.numbers import NON_ZERO, NUMBERS
from songngu.corpus.export.filters.overlap import SUBSEQUENCE, SUBSTRING
from songngu.corpus.export.filters.pairs import PAIR_SCORERS
from songngu.corpus.export.filters.pattern import REGEX
from songngu.corpus.export.filters.perplexity import DIFFERENCE, PERPLEXITY
from songngu.corpus.export.filters.personal import PERSONAL
from songngu.corpus.export.filters.probability import PROBABILITY
from songngu.corpus.export.filters.punctuation import PUNCTUATION, TERMINAL
from songngu.corpus.export.filters.quality import QUALITY
from songngu.corpus.export.filters.repetition import REPETITION
from songngu.corpus.export.filters.scoring import removed_by, scored
from songngu.corpus.export.filters.script import ALPHABET, LETTERS, SCRIPT
from songngu.corpus.export.filters.threshold import Known, Threshold, parse_threshold, threshold_of
from songngu.corpus.export.filters.words import words
from songngu.corpus.files.registry import Families, Registry

_OTHERS = (AVERAGE_WORD, NON_ZERO, TERMINAL, SUBSEQUENCE, SUBSTRING)

FILTERS: Registry[Scorer] = Registry(
    "filter",
    {
        each.name: each
        for each in (
            EMPTY, LENGTH, CHARACTERS, RATIO, CHARACTER_RATIO, LONGEST, LANGUAGE, SCRIPT, ALPHABET, LETTERS, NUMBERS,
            PUNCTUATION, REPETITION, UNTRANSLATED, IDENTICAL, MARKUP, BOILERPLATE, ADDRESSES, NOISE, PROBABILITY,
            PERSONAL, *_OTHERS,
        )
    },
    "songngu.filters",
    is_scorer,
)  # fmt: skip
"""The filters that need nothing but the row, by name. A caller adds scorers of its own beside them, another package
names its own as entry points."""

MAKERS: Registry[FilterMaker] = Registry(
    "filter", {each.name: each for each in (LANGUAGE_BY_CHOICE, REGEX, PERPLEXITY, DIFFERENCE, QUALITY)}
)
"""The filters that are made of settings, by name."""

COUNTED_OTHERWISE = frozenset(each.name for each in _OTHERS)
"""Filters that measure what others do as another tool counts it: no part of a cleaning with all filters."""


Lent = Mapping[str, Scorer | FilterMaker]
"""What a caller lends beside our own: what needs a lexicon or an encoder."""


def all_filters(lent: Lent) -> Known:
    """Return all that filters are made of, by name: what a caller lends first, then ours, then that of others."""
    return Families[Scorer | FilterMaker | Callable[..., Any]](lent, MAKERS, FILTERS, PAIR_SCORERS)


__all__ = [
    "COUNTED_OTHERWISE", "FILTERS", "MAKERS", "Filter", "FilterMaker", "Known", "Lent", "Scorer", "Scores", "Threshold",
    "all_filters", "parse_threshold", "removed_by", "scored", "threshold_of", "words",
]  # fmt: skip
