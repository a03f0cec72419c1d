"""Contained sentences: those that stand among others in a text, so that a search for leaks finds each by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.language.identify import likely_language
from songngu.corpus.readers.segment import split_sentences

# What ends a sentence with something after it, or may do so: the segmenter decides, and is seldom asked.
_SEVERAL = (
    r"[.!?…‼⁇⁈⁉।॥؟۔][^\p{L}\p{N}\s]*(?:\s+\S|\p{L})|[。！？｡][^\p{L}\p{N}]*[\p{L}\p{N}]|[\n\x{2029}—]"
    r"|[\x{0e01}-\x{0e4e}\x{0e81}-\x{0ecd}]\s+[\x{0e01}-\x{0e44}\x{0e81}-\x{0ec4}]"
)
_TELLING = 120
_USUAL = "en"


def sentences_of(texts: Sequence[str], min_words: int) -> tuple[list[str], NDArray[np.int64]]:
    """Return the sentences of those texts that hold several, and the number of the text of each.

    One of fewer than ``min_words`` words, which alone tells little, also stands together with each of its neighbours:
    “Thank you. Thank you very much.” is found inside a speech. What is returned of a text depends on it alone.
    """
    several = pl.Series("text", texts, dtype=pl.Utf8).str.contains(_SEVERAL).arg_true().to_list()
    parts, numbers = list[str](), list[int]()
    for number in several:
        found = _sentences(texts[number])
        if len(found) > 1:
            parts += found
            parts += _joined(found, min_words)
            numbers += [number] * (len(parts) - len(numbers))
    return parts, np.array(numbers, np.int64)


def _sentences(text: str) -> list[str]:
    lang = likely_language(text[:_TELLING]) or _USUAL
    return [text[span.start : span.end] for span in split_sentences(text, lang)]


def _joined(sentences: Sequence[str], min_words: int) -> Iterator[str]:
    """Yield the short sentences with each of their neighbours, but for the whole of two."""
    if len(sentences) == 2:
        return
    short = [len(sentence.split()) < min_words for sentence in sentences]
    for place in range(1, len(sentences)):
        if short[place - 1] or short[place]:
            yield f"{sentences[place - 1]} {sentences[place]}"
