"""What people write into one cell of a table of terms: alternatives, a word that may be left out, a part of speech."""

from __future__ import annotations

import re
from typing import NamedTuple

from songngu.corpus.language.inflection import part_of_speech

_ALTERNATIVES = re.compile(r"\s+/\s+|\s*;\s*|\s*\n\s*")
_LAST = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]+)[)\]]")
_OPTIONAL = re.compile(r"\((\w[\w\s-]*)\)\s+|\s+\((\w[\w\s-]*)\)(?=\s\w)")
_SHORT_FORM = re.compile(r"(?=.*[A-ZĐ].*[A-ZĐ])[A-ZĐa-z0-9.&-]{2,10}")


class CellTerm(NamedTuple):
    """A term of a cell; ``forms`` are it without what may be left out, ``first`` tells it from its alternatives."""

    text: str
    pos: str = ""
    forms: tuple[str, ...] = ()
    first: bool = True


def cell_terms(cell: str) -> list[CellTerm]:
    """Return the terms that a cell names, in order.

    ``A | B`` are equals, ``A / B`` and ``A; B`` a term and its alternatives, ``code (noun)`` a term and its part of
    speech, ``(phép) cộng`` a term with and without its first word, ``machine learning (ML)`` a term and its short form.
    """
    terms: list[CellTerm] = []
    for equal in cell.split("|"):
        alternatives = [text for text in map(str.strip, _ALTERNATIVES.split(equal.strip())) if text]
        for i, text in enumerate(alternatives):
            terms += _read(text, first=i == 0)
    return list({term.text: term for term in reversed(terms)}.values())[::-1]


def _read(text: str, *, first: bool) -> list[CellTerm]:
    last = _LAST.fullmatch(text)
    if last and part_of_speech(last[2]):
        return [CellTerm(last[1], last[2], first=first)]
    if last and _SHORT_FORM.fullmatch(last[2]) and " " in last[1]:
        return [CellTerm(last[1], first=first), CellTerm(last[2], first=False)]
    optional = _OPTIONAL.search(text)
    if optional and not last:
        whole = " ".join(
            (text[: optional.start()] + f" {optional[1] or optional[2]} " + text[optional.end() :]).split()
        )
        bare = " ".join((text[: optional.start()] + " " + text[optional.end() :]).split())
        return [CellTerm(whole, forms=(bare,), first=first)]
    return [CellTerm(text, first=first)]
