"""Rows side by side, with what the rules ask of their texts worked out once for all of them.

Few rows can concern most rules: a text without digits and number words, or without a sign for a placeholder, needs no
look. What tells so stands in a run of characters between spaces, and the same runs come again and again: each distinct
one is looked at once, and arrays lead back to the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import overload

import numpy as np
from numpy.typing import NDArray

from songngu.align.text.ragged import Ragged
from songngu.align.text.tokens import tokens
from songngu.glossary.rules.rule import Row, Side

Flags = NDArray[np.bool_]
Tells = Callable[[str, str], object]
"""Whether a run of characters in a language may be what somebody looks for."""


class RowBlock(Sequence[Row]):
    """Rows of some documents, as a sequence, with the runs of their texts."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._runs: dict[Side, Ragged] = {}
        self._words: dict[tuple[Side, str], Ragged] = {}
        self._held: dict[tuple[Side, Tells], Flags] = {}

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
            self._words[side, lang] = runs.replaced([tokens(run, lang) for run in runs.distinct])
        return self._words[side, lang]

    def langs(self, side: Side) -> list[str]:
        """Return the languages of the texts of a side, row by row."""
        return [row.source_lang if side == "source" else row.target_lang for row in self._rows]

    def holding(self, side: Side, tells: Tells) -> Flags:
        """Return the rows whose text on a side holds a run of which ``tells`` says so."""
        if (side, tells) not in self._held:
            self._held[side, tells] = self._holding(side, tells)
        return self._held[side, tells]

    def _holding(self, side: Side, tells: Tells) -> Flags:
        runs, langs = self.runs(side), self.langs(side)
        found = np.zeros(len(self), np.bool_)
        for lang in sorted(set(langs)):
            wanted = runs.told(lambda run, lang=lang: tells(run, lang))  # type: ignore[misc]
            found |= runs.texts_with(wanted) & np.fromiter(map(lang.__eq__, langs), np.bool_, len(langs))
        return found

    def holding_in_prose(self, side: Side, tells: Tells) -> Flags:
        """Return the rows whose prose on a side may hold a run of which ``tells`` says so: those with code always."""
        return self.holding(side, tells) | self.with_code[side]

    @cached_property
    def with_code(self) -> dict[Side, Flags]:
        """The rows whose text on a side holds code, so that its prose is another."""
        changed = ((row.source_prose is not row.source, row.target_prose is not row.target) for row in self._rows)
        found = np.fromiter(chain.from_iterable(changed), np.bool_, 2 * len(self)).reshape(-1, 2)
        return {"source": found[:, 0], "target": found[:, 1]}
