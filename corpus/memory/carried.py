"""Carrying numbers and names over: the rendering of a like segment, where nothing else differs, made to fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from songngu.corpus.document import Span
from songngu.corpus.language.numerals import Kind, Numeral, default_convention, read_numerals
from songngu.corpus.language.numerals.numeral import keys
from songngu.corpus.memory.likeness import edits

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")
_SWAPPED = str.maketrans(".,", ",.")


def carried_over(old: str, new: str, rendering: str, langs: tuple[str, str]) -> str | None:
    """Return ``rendering``, of ``old``, with the numbers and names of ``new`` put in as its language writes them.

    None where anything else differs, or where what differs does not stand once and plainly in the rendering.
    """
    changes: list[tuple[Span, str]] = []
    for edit in edits(old, new, langs[0]):
        one = old[edit.old.start : edit.old.end]
        other = new[edit.new.start : edit.new.end]
        change = _number(one, other, rendering, langs) or _name(one, other, rendering)
        if change is None:
            return None
        changes.append(change)
    return _put(rendering, changes)


def _put(rendering: str, changes: Sequence[tuple[Span, str]]) -> str | None:
    ordered = sorted(changes)
    if not ordered or any(a.end > b.start for (a, _), (b, _) in pairwise(ordered)):
        return None
    for span, text in reversed(ordered):
        rendering = rendering[: span.start] + text + rendering[span.end :]
    return rendering


def _number(one: str, other: str, rendering: str, langs: tuple[str, str]) -> tuple[Span, str] | None:
    """Return where the number ``one`` stands in the rendering, and ``other`` as it is written there."""
    if not (_DIGITS.fullmatch(one) and _DIGITS.fullmatch(other)):
        return None
    written = [_converted(each, langs) for each in (one, other)]
    places = [found for found in _DIGITS.finditer(rendering) if found[0] == written[0]]
    if len(places) != 1 or not _agree(one, written[0], langs) or not _agree(other, written[1], langs):
        return None
    return Span(*places[0].span()), written[1]


def _converted(digits: str, langs: tuple[str, str]) -> str:
    same = default_convention(langs[0]) == default_convention(langs[1])
    return digits if same else digits.translate(_SWAPPED)


def _agree(one: str, other: str, langs: tuple[str, str]) -> bool:
    """Tell whether two numbers are read as one value, each in its language."""
    values = [_values(read_numerals(text, lang)) for text, lang in zip((one, other), langs, strict=True)]
    return bool(values[0]) and values[0] == values[1]


def _values(numerals: Sequence[Numeral]) -> list[str]:
    return [next(keys(each), "") for each in numerals if each.kind is Kind.NUMBER]


def _name(one: str, other: str, rendering: str) -> tuple[Span, str] | None:
    """Return where the name ``one`` stands, as it is, in the rendering, and ``other`` for it."""
    if not (_is_name(one) and _is_name(other)):
        return None
    places = list(re.finditer(rf"(?<!\w){re.escape(one)}(?!\w)", rendering))
    return (Span(*places[0].span()), other) if len(places) == 1 else None


def _is_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None and all(word[0].isupper() for word in re.split("[ -]", text))
