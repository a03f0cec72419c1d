"""Numerals of a text read to values, by language, and compared between two texts."""

from songngu.corpus.language.numerals.compare import NumberDifference, NumberSeverity, compare_numerals
from songngu.corpus.language.numerals.convention import Convention, default_convention, detect_convention
from songngu.corpus.language.numerals.numeral import Kind, Numeral, Trait
from songngu.corpus.language.numerals.read import numeral_values, read_numerals

__all__ = [
    "Convention",
    "Kind",
    "NumberDifference",
    "NumberSeverity",
    "Numeral",
    "Trait",
    "compare_numerals",
    "default_convention",
    "detect_convention",
    "numeral_values",
    "read_numerals",
]
