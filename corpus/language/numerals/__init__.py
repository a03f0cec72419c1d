"""Numerals of a text read to values, by language, and compared between two texts."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from songngu.corpus.language.numerals.compare import NumberDifference, compare_numerals
    from songngu.corpus.language.numerals.convention import Convention, default_convention, detect_convention
    from songngu.corpus.language.numerals.numeral import Kind, Numeral, Trait
    from songngu.corpus.language.numerals.read import numeral_values, read_numerals
    from songngu.corpus.language.numerals.relation import NumberSeverity

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

_MODULES = {
    "Convention": "convention",
    "Kind": "numeral",
    "NumberDifference": "compare",
    "NumberSeverity": "relation",
    "Numeral": "numeral",
    "Trait": "numeral",
    "compare_numerals": "compare",
    "default_convention": "convention",
    "detect_convention": "convention",
    "numeral_values": "read",
    "read_numerals": "read",
}


def __getattr__(name: str) -> object:
    """Import the tables of numerals when they are first asked for: the aligner needs the digits alone."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
