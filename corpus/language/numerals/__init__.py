"""Numerals of a text read to values, by language, and compared between two texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from songngu.corpus.files.lazy import attributes_of

if TYPE_CHECKING:
    from songngu.corpus.language.numerals.beginnings import ANYTHING, beginnings_in
    from songngu.corpus.language.numerals.compare import compare_numerals
    from songngu.corpus.language.numerals.convention import Convention, default_convention, detect_convention
    from songngu.corpus.language.numerals.difference import NumberDifference
    from songngu.corpus.language.numerals.magnitudes import compare_magnitudes, magnitudes_in
    from songngu.corpus.language.numerals.numeral import Kind, Numeral, Trait
    from songngu.corpus.language.numerals.ratios import compare_ratios
    from songngu.corpus.language.numerals.read import numeral_values, read_numerals
    from songngu.corpus.language.numerals.relation import NumberSeverity

__all__ = [
    "ANYTHING",
    "Convention",
    "Kind",
    "NumberDifference",
    "NumberSeverity",
    "Numeral",
    "Trait",
    "beginnings_in",
    "compare_magnitudes",
    "compare_numerals",
    "compare_ratios",
    "default_convention",
    "detect_convention",
    "magnitudes_in",
    "numeral_values",
    "read_numerals",
]

# The tables of numerals are imported when they are first asked for: the aligner needs the digits alone.
__getattr__ = attributes_of(
    __name__,
    {
        "ANYTHING": "corpus.language.numerals.beginnings",
        "Convention": "corpus.language.numerals.convention",
        "Kind": "corpus.language.numerals.numeral",
        "NumberDifference": "corpus.language.numerals.difference",
        "NumberSeverity": "corpus.language.numerals.relation",
        "Numeral": "corpus.language.numerals.numeral",
        "Trait": "corpus.language.numerals.numeral",
        "compare_magnitudes": "corpus.language.numerals.magnitudes",
        "compare_numerals": "corpus.language.numerals.compare",
        "compare_ratios": "corpus.language.numerals.ratios",
        "default_convention": "corpus.language.numerals.convention",
        "detect_convention": "corpus.language.numerals.convention",
        "magnitudes_in": "corpus.language.numerals.magnitudes",
        "beginnings_in": "corpus.language.numerals.beginnings",
        "numeral_values": "corpus.language.numerals.read",
        "read_numerals": "corpus.language.numerals.read",
    },
)
