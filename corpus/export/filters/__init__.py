"""Filters: scores of the rows of a bitext as columns beside it, and the one step that removes rows by them."""

from __future__ import annotations

from songngu.corpus.export.filters.copying import IDENTICAL, UNTRANSLATED
from songngu.corpus.export.filters.filter import Filter, Scorer, Scores, is_scorer
from songngu.corpus.export.filters.language import LANGUAGE
from songngu.corpus.export.filters.length import CHARACTER_RATIO, CHARACTERS, EMPTY, LENGTH, LONGEST, RATIO
from songngu.corpus.export.filters.markup import ADDRESSES, BOILERPLATE, MARKUP
from songngu.corpus.export.filters.noise import NOISE
from songngu.corpus.export.filters.numbers import NUMBERS
from songngu.corpus.export.filters.personal import PERSONAL
from songngu.corpus.export.filters.probability import PROBABILITY
from songngu.corpus.export.filters.punctuation import PUNCTUATION
from songngu.corpus.export.filters.repetition import REPETITION
from songngu.corpus.export.filters.scoring import removed_by, scored
from songngu.corpus.export.filters.script import ALPHABET, LETTERS, SCRIPT
from songngu.corpus.export.filters.threshold import Threshold, parse_threshold, threshold_of
from songngu.corpus.export.filters.words import words
from songngu.corpus.files.registry import Registry

FILTERS: Registry[Scorer] = Registry(
    "filter",
    {
        each.name: each
        for each in (
            EMPTY, LENGTH, CHARACTERS, RATIO, CHARACTER_RATIO, LONGEST, LANGUAGE, SCRIPT, ALPHABET, LETTERS, NUMBERS,
            PUNCTUATION, REPETITION, UNTRANSLATED, IDENTICAL, MARKUP, BOILERPLATE, ADDRESSES, NOISE, PROBABILITY,
            PERSONAL,
        )
    },
    "songngu.filters",
    is_scorer,
)  # fmt: skip
"""The filters that need nothing but the row, by name. A caller adds scorers of its own beside them, another package
names its own as entry points."""

__all__ = [
    "FILTERS", "Filter", "Scorer", "Scores", "Threshold", "parse_threshold", "removed_by", "scored", "threshold_of",
    "words",
]  # fmt: skip
