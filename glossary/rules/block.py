"""Rows side by side, with what the rules ask of their texts worked out once for all of them.

Few rows can concern most rules: a text without digits and number words, or without a sign for a placeholder, needs no
look. What tells so stands in a run of characters between spaces, and the same runs come again and again: each distinct
one is looked at once, and arrays lead back to the rows.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain
from operator import attrgetter
from typing import Protocol, overload

import numpy as np
from numpy.typing import NDArray

from songngu.align.text.ragged import Ragged
from songngu.align.text.tokens import tokens_of_runs
from songngu.corpus.language.normalise import letters
from songngu.glossary.rules.rule import SIDES, Row, Side

Flags = NDArray[np.bool_]
Among = Callable[[Sequence[Row]], Flags]
"""A screen: which of many rows may concern a rule."""
Tells = Callable[[str], Callable[[str], object] | None]
"""What tells of the runs of a language whether they may be what somebody looks for; None where none is."""


_MOST = np.iinfo(np.int8).max


class Weighs(Protocol):
    """What tells how much a run of characters between spaces weighs, 0 nothing, by itself or by those beside it."""

    def alone(self, run: str) -> int | None:
        """Return the weight of a run, None where it depends on those beside it."""

    def beside(self, run: str, before: str, behind: str) -> int:
        """Return the weight of such a run by the one before it and the two behind."""


class RowBlock(Sequence[Row]):
    """Rows of some documents, as a sequence, with the runs of their texts."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._runs: dict[Side, Ragged] = {}
        self._words: dict[tuple[Side, str], Ragged] = {}
        self._lowered: dict[Side, list[list[str]]] = {}
        self._one: dict[Side, tuple[str, list[int]]] = {}
        self._held: dict[tuple[Side, Tells], Flags] = {}
        self._weights: dict[tuple[Side, Callable[[str], Weighs]], NDArray[np.int8]] = {}
        self._said: dict[tuple[Side, Tells], Flags] = {}

    @classmethod
    def of(cls, rows: Sequence[Row]) -> RowBlock:
        """Return the rows as a block, themselves where they are one."""
        return rows if isinstance(rows, cls) else cls(rows)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        return self._rows[at]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def runs(self, side: Side) -> Ragged:
        """Return the runs of the texts of a side, code included."""
        if side not in self._runs:
            self._runs[side] = Ragged.of(row.source.split() if side == "source" else row.target.split() for row in self)
        return self._runs[side]

    def words(self, side: Side, lang: str) -> Ragged:
        """Return the tokens of the texts of a side, code included, in a language whose words spaces part."""
        if (side, lang) not in self._words:
            runs = self.runs(side)
            self._words[side, lang] = runs.replaced(tokens_of_runs(runs.distinct, lang))
        return self._words[side, lang]

    def texts(self, side: Side) -> list[str]:
        """Return the texts of a side, row by row."""
        return [row.source if side == "source" else row.target for row in self._rows]

    def langs(self, side: Side) -> list[str]:
        """Return the languages of the texts of a side, row by row."""
        return [row.source_lang if side == "source" else row.target_lang for row in self._rows]

    def marked(self, side: Side, sign: str) -> Flags:
        """Return the rows whose text on a side holds a sign; where few do, it costs one search for all of them."""
        joined, starts = self._joined(side)
        found = np.zeros(len(self), np.bool_)
        at = joined.find(sign)
        while at >= 0:
            row = bisect_right(starts, at) - 1
            found[row] = True
            at = joined.find(sign, starts[row + 1])
        return found

    def _joined(self, side: Side) -> tuple[str, list[int]]:
        """Return the texts of a side as one, and where each begins; no sign reaches from one to the next."""
        if side not in self._one:
            texts = self.texts(side)
            self._one[side] = "\0".join(texts), [0, *accumulate(len(text) + 1 for text in texts)]
        return self._one[side]

    def holding(self, side: Side, tells: Tells) -> Flags:
        """Return the rows whose text on a side holds a run of which ``tells`` says so."""
        if (side, tells) not in self._held:
            self._held[side, tells] = self._holding(side, tells, [self.runs(side).distinct])
        return self._held[side, tells]

    def saying(self, side: Side, tells: Tells) -> Flags:
        """Return the rows whose prose on a side may hold a run of which, in lower case, ``tells`` says so.

        Those with code may hold any.
        """
        if (side, tells) not in self._said:
            self._said[side, tells] = self._holding(side, tells, self.lowered(side)) | self.with_code[side]
        return self._said[side, tells]

    def lowered(self, side: Side) -> Sequence[Sequence[str]]:
        """Return the distinct runs of a side, composed and in lower case: as they are and, where that is something
        else, with the look-alikes of letters replaced.
        """
        if side not in self._lowered:
            plain = unicodedata.normalize("NFC", "\n".join(self.runs(side).distinct))
            forms = dict.fromkeys((plain, letters(plain)))
            self._lowered[side] = [form.lower().split("\n") if form else [] for form in forms]
        return self._lowered[side]

    def weight(self, side: Side, weighs: Callable[[str], Weighs]) -> NDArray[np.int8]:
        """Return how much any run of the prose of each row on a side weighs at the most, composed and in lower case.

        Of rows with code it is no less than the most that any run weighs by itself.
        """
        if (side, weighs) not in self._weights:
            found = np.zeros(len(self), np.int8)
            langs = np.array(self.langs(side))
            for lang in sorted(set(self.langs(side))):
                for form in self.lowered(side):
                    here = self._weighed(self.runs(side), form, weighs(lang))
                    found = np.where(langs == lang, np.maximum(found, here), found)
            self._weights[side, weighs] = np.where(self.with_code[side], _MOST, found)
        return self._weights[side, weighs]

    def _weighed(self, runs: Ragged, form: Sequence[str], weighs: Weighs) -> NDArray[np.int8]:
        found = np.zeros(len(self), np.int8)
        alone = [*map(weighs.alone, form)]
        weights = np.array([-1 if each is None else each for each in alone], np.int8)[runs.numbers]
        for weight in sorted({each for each in alone if each}):
            found[runs.texts[weights == weight]] = weight
        told, numbers, starts = found.tolist(), runs.numbers.tolist(), runs.starts.tolist()
        places = np.flatnonzero(weights < 0)
        for text, place in zip(runs.texts[places].tolist(), places.tolist(), strict=True):
            before = form[numbers[place - 1]] if place > starts[text] else ""
            behind = " ".join([form[each] for each in numbers[place + 1 : min(place + 3, starts[text + 1])]])
            told[text] = max(told[text], weighs.beside(form[numbers[place]], before, behind))
        return np.array(told, np.int8)

    def _holding(self, side: Side, tells: Tells, forms: Sequence[Sequence[str]]) -> Flags:
        runs, langs = self.runs(side), self.langs(side)
        found = np.zeros(len(self), np.bool_)
        for lang in sorted(set(langs)):
            tells_of = tells(lang)
            if tells_of:
                told = (np.fromiter(map(bool, map(tells_of, form)), np.bool_, len(runs.distinct)) for form in forms)
                here = np.fromiter(map(lang.__eq__, langs), np.bool_, len(langs))
                found |= runs.texts_with(np.logical_or.reduce(list(told))) & here
        return found

    @cached_property
    def with_code(self) -> dict[Side, Flags]:
        """The rows whose text on a side holds code, so that its prose is another."""
        changed = ((row.source_prose is not row.source, row.target_prose is not row.target) for row in self._rows)
        found = np.fromiter(chain.from_iterable(changed), np.bool_, 2 * len(self)).reshape(-1, 2)
        return {"source": found[:, 0], "target": found[:, 1]}


def having(tells: Callable[[Row], object]) -> Among:
    """Return the screen that lets pass the rows of which ``tells`` says so; it must cost next to nothing."""

    def among(rows: Sequence[Row]) -> Flags:
        return np.fromiter(map(bool, map(tells, rows)), np.bool_, len(rows))

    return among


def with_sign(*signs: str) -> Among:
    """Return the screen that lets pass the rows with one of some signs in either text."""

    def among(rows: Sequence[Row]) -> Flags:
        block = RowBlock.of(rows)
        found: Flags = np.logical_or.reduce([block.marked(side, sign) for side in SIDES for sign in signs])
        return found

    return among


WITH_SOURCE_TERMS, WITH_TARGET_TERMS = having(attrgetter("source_terms")), having(attrgetter("target_terms"))
"""The screens of rules that look at terms on one side."""
