"""Numbers in names that the other text keeps as they are, without their marks: Đường 30 Tháng 4, 30 Thang 4 Street."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from songngu.corpus.document import Span
from songngu.corpus.language.normalise import without_diacritics
from songngu.corpus.language.numerals.numeral import Numeral, Trait

_NAMES = frozenset({"Ba Tư", "Ba Lan", "Ba Đình", "Ba Vì", "Năm Căn", "Bảy Núi", "Tư Mã"})


def without_kept(
    left: Sequence[Numeral], source: str, right: Sequence[Numeral], target: str
) -> tuple[list[Numeral], list[Numeral]]:
    """Return the numerals of two texts without those in words that the other text has with or without its marks."""
    ours, theirs = _kept(left, target), _kept(right, source)
    if not ours and not theirs:
        return list(left), list(right)
    return (
        [each for each in left if each not in ours and not _within(each, theirs.values())],
        [each for each in right if each not in theirs and not _within(each, ours.values())],
    )


def without_capitals(numerals: Sequence[Numeral], text: str) -> list[Numeral]:
    """Return the numerals without the number words that are names by their capitals: BA, an airline; Ba Tư, Persia.

    A text all in capitals has no such names.
    """
    found = [each for each in numerals if not _is_name(each)]
    return list(numerals) if len(found) == len(numerals) or text.isupper() else found


def _is_name(numeral: Numeral) -> bool:
    text = numeral.text
    in_capitals = text.isupper() and len(text) > 1 and text.isalpha()
    return (in_capitals or text in _NAMES) and bool(numeral.traits & Trait.WORD)


def _kept(numerals: Sequence[Numeral], other: str) -> dict[Numeral, Span]:
    """Return the numerals that stand in the other text without their marks, and where."""
    found: dict[Numeral, Span] = {}
    for each in numerals:
        if each.text.isascii() or " " not in each.text:
            continue
        bare = without_diacritics(each.text)
        if bare in other and (at := re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", other)):
            found[each] = Span(*at.span())
    return found


def _within(numeral: Numeral, spans: Iterable[Span]) -> bool:
    return any(at.start <= numeral.span.start and numeral.span.end <= at.end for at in spans)
