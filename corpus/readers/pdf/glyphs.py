"""Characters of a page, and the stretches of one line that they were drawn in."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

_WIDE_GAP = 1.2
_NEAREST = 200
_OVERPRINTED = 0.3
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
# PDFium writes a hyphen that ends a line as one of these.
_HYPHENS = {0x02: "-", 0xFFFE: "-"}
_CHARACTERS = _LIGATURES | _HYPHENS
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "‣"}


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character: its edges left and right, its base line (from the bottom of the page) and its height, in points.

    ``is_guess``: a space that is not in the file; PDFium takes one to be where the next character does not follow.
    """

    char: str
    left: float
    right: float
    base: float
    size: float
    is_bold: bool = False
    is_guess: bool = False


def glyphs_of(text_page: Any, turned: list[str]) -> Iterator[Glyph]:
    """Yield the characters of a page in the order they were drawn in; those of ``turned`` text are put there."""
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code in (0x0A, 0x0D, 0):
            continue
        char = _CHARACTERS.get(code, chr(code))
        if not char.isspace() and abs(raw.FPDFText_GetCharAngle(text_page, index)) % 6.2831 > 0.2:
            turned.append(char)
            continue
        raw.FPDFText_GetCharOrigin(text_page, index, x, y)
        raw.FPDFText_GetLooseCharBox(text_page, index, box)
        is_bold = raw.FPDFText_GetFontWeight(text_page, index) >= 600
        is_guess = char.isspace() and raw.FPDFText_IsGenerated(text_page, index) == 1
        size = _size(text_page, index) or box.top - box.bottom
        yield Glyph(_BULLETS.get(char, char), box.left, box.right, y.value, size, is_bold, is_guess)


def _size(text_page: Any, index: int) -> float:
    """Return the size of a character's font as it is shown on the page."""
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(text_page, index, matrix):
        return 0.0
    return float(raw.FPDFText_GetFontSize(text_page, index)) * math.hypot(matrix.c, matrix.d)


def stretches_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return characters that follow each other on one base line, a list for each stretch, from left to right.

    What was drawn into the gaps of another stretch, as letters are that its font lacks, is put there.
    """
    stretches: list[list[Glyph]] = []
    last = main = None
    for glyph in glyphs:
        if last and main and not glyph.char.isspace() and _is_apart(last, main, glyph):
            main = None
        if main is None and not glyph.char.isspace():
            stretches.append([])
        if not stretches:
            continue
        stretches[-1].append(glyph)
        if not glyph.char.isspace():
            last = glyph
            main = glyph if main is None or glyph.size > 1.15 * main.size else main
    return _filled(stretches)


def _is_apart(last: Glyph, main: Glyph, glyph: Glyph) -> bool:
    """Decide whether a character begins another stretch: another base line than the main one, further on, or back."""
    size = max(last.size, main.size, glyph.size)
    if abs(glyph.base - main.base) > 0.5 * size:
        return True
    if glyph.left - last.right > _WIDE_GAP * size or glyph.left < last.left - size:
        return True
    return glyph.right < last.left + 0.1 * glyph.size and unicodedata.bidirectional(last.char) not in ("R", "AL")


def _filled(stretches: Iterable[list[Glyph]]) -> list[list[Glyph]]:
    """Return stretches with those made one that stand in each other's gaps, their characters from left to right."""
    done: list[list[Glyph]] = []
    for stretch in stretches:
        whole = stretch
        for other in [each for each in reversed(done[-_NEAREST:]) if _fits(whole, each)]:
            whole = list(_woven(other, whole))
            done.remove(other)
        done.append(whole)
    return done


def _woven(one: Sequence[Glyph], other: Sequence[Glyph]) -> Iterator[Glyph]:
    """Yield the characters of two stretches from left to right; a space may be meant where one goes over to the other.

    PDFium guesses at spaces in the order of drawing, in which such characters do not meet.
    """
    own = {id(glyph) for glyph in one}
    last: Glyph | None = None
    for glyph in sorted([*one, *other], key=lambda glyph: (glyph.left, glyph.right)):
        if last and (id(last) in own) != (id(glyph) in own):
            yield replace(glyph, char=" ", right=glyph.left, is_guess=True)
        yield glyph
        last = glyph


def _fits(stretch: Sequence[Glyph], other: Sequence[Glyph]) -> bool:
    """Tell whether two stretches of a line reach into each other, no character standing on another.

    What is raised, as marks of notes are, belongs to the line that it touches.
    """
    one, two = ([glyph for glyph in each if not glyph.char.isspace()] for each in (stretch, other))
    size, rise = max(one[0].size, two[0].size), abs(one[0].base - two[0].base)
    is_raised = rise > 0.1 * size and min(one[0].size, two[0].size) < 0.85 * size
    if rise > (0.6 if is_raised else 0.1) * size:
        return False
    gap = max(one[0].left - two[-1].right, two[0].left - one[-1].right)
    if gap >= (0.2 * size if is_raised else 0):
        return False
    lefts = [glyph.left for glyph in two]
    return not any(
        abs(glyph.left - near.left) < _OVERPRINTED * (glyph.right - glyph.left)
        for glyph in one
        for near in two[max(0, bisect(lefts, glyph.left) - 1) : bisect(lefts, glyph.left) + 1]
    )
