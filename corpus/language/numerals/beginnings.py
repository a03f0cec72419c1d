"""Where numerals may begin, told from runs of characters between spaces, and from those beside them: none is read.

Most words that a numeral may begin with are words like others: *chúa* is Sunday before *nhật* alone, and *một* or *two*
before a noun is a number that needs no counterpart. To tell so takes a hundredth of the time of reading the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from songngu.corpus.language.numerals.profile import NumeralProfile
from songngu.corpus.language.numerals.read import profile_of

_LETTERS_DIGITS = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_MOST_RUNS = 1 << 16


NOTHING, SILENT, ANYTHING = range(3)
"""What may begin at a run of characters: no numeral, one that needs no counterpart, or any."""


class Beginnings:
    """What may begin at the runs of texts in one language, composed and in lower case."""

    def __init__(self, profile: NumeralProfile) -> None:
        self._beside, self._silent = profile.beside, profile.silent
        self._alone = _Alone(profile)

    def alone(self, run: str) -> int | None:
        """Return what may begin at a run, whatever stands beside it; None where that depends on it."""
        return self._alone[run]

    def beside(self, run: str, before: str, behind: str) -> int:
        """Return what may begin at such a run, by the run before it and the two behind."""
        near = self._beside.get(run)
        if near and not (near.behind.match(behind) or (near.before and near.before.search(before))):
            return NOTHING
        silent = self._silent.get(run)
        return SILENT if silent and silent.match(behind) else ANYTHING


class _Alone(dict[str, int | None]):
    """What may begin at each run, worked out when it is first met."""

    def __init__(self, profile: NumeralProfile) -> None:
        super().__init__()
        self._profile = profile
        self._starters: Mapping[str, object] = profile.starters

    def __missing__(self, run: str) -> int | None:
        if len(self) >= _MOST_RUNS:
            self.clear()
        found = self[run] = self._told(run.replace("º", "°"))
        return found

    def _told(self, run: str) -> int | None:
        if run in self._profile.beside or run in self._profile.silent:
            return None
        if self._profile.runs is not None:
            return ANYTHING
        parts = {run, *_LETTERS_DIGITS.findall(run)}
        begins = _DIGIT.search(run) or not self._starters.keys().isdisjoint(parts)
        return ANYTHING if begins else NOTHING


@cache
def beginnings_in(lang: str) -> Beginnings:
    """Return what tells where the numerals of a language may begin; a text without such a run has none."""
    return Beginnings(profile_of(lang))
