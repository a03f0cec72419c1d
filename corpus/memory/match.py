"""Fuzzy look-up: the rows of a memory whose text is like a segment, and what of their rendering can be carried over."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rapidfuzz.fuzz import ratio

from songngu.corpus.language.tags import base_language
from songngu.corpus.memory.candidates import candidates, same_words
from songngu.corpus.memory.carried import carried_over
from songngu.corpus.memory.index import WordIndex
from songngu.corpus.memory.likeness import Edit, edits, likeness
from songngu.corpus.memory.schema import packed
from songngu.corpus.memory.store import SELECT, Memory, unit_of
from songngu.corpus.memory.unit import MemoryUnit

# In the unit of a TMX as it was read, which stands in JSON.
_MACHINE = re.compile(r'(?:creationid|changeid|creationtool)=\\"[^"\\]*\b(?:MT|machine)\b', re.IGNORECASE)

_BEST = 100
_SCORED = 20
"""Rows that are scored, the likest by their letters."""


Finder = Callable[[WordIndex, sqlite3.Connection, str, str, int], list[int]]
"""What finds rows that may be like a text, in a language, on a side."""


class MatchKind(StrEnum):
    """What a match is to a translator."""

    CONTEXT = "context"
    EXACT = "exact"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Penalties:
    """Points taken from the score of rows that nobody reviewed, and of those that a machine translated.

    An aligned row of probability p loses, where nobody reviewed it, ``doubt`` · (1 - p) points besides.
    """

    unreviewed: int = 0
    machine: int = 15
    doubt: int = 10

    def of(self, unit: MemoryUnit) -> float:
        """Return the points that a row loses."""
        points = float(self.machine) if _MACHINE.search(unit.more or "") else 0.0
        if not unit.reviewed:
            points += self.unreviewed + (0 if unit.probability is None else self.doubt * (1 - unit.probability))
        return points


@dataclass(frozen=True, slots=True)
class Context:
    """The segments before and after one in its document, None at its ends."""

    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class MemoryMatch:
    """A row that is like a segment: on which side (0 source, 1 target), how much, and what changed in it.

    ``score`` is 50 to 100, whole; ``rendering`` the other side, numbers and names of the segment put into it where
    only these differ, and then ``adapted``. ``edits`` lead from the row's text to the segment.
    """

    unit: MemoryUnit
    side: int
    kind: MatchKind
    score: int
    rendering: str
    adapted: bool
    edits: tuple[Edit, ...]
    memory: str = ""

    @property
    def text(self) -> str:
        """The text of the row that is like the segment."""
        return self.unit.text(self.side)


def match(
    memory: Memory,
    text: str,
    lang: str,
    *,
    other: str | None = None,
    least: int = 50,
    most: int = 5,
    context: Context | None = None,
    penalties: Penalties | None = None,
) -> list[MemoryMatch]:
    """Return the rows whose text in ``lang`` is like ``text``, best first; equal ones by document and number.

    Where ``other`` is named, only of rows rendered in that language. A memory without the languages gives nothing.
    """
    sides = {side for pair in memory.pairs() for side in (0, 1) if _fits(pair, side, lang, other)}
    found = []
    for side in sorted(sides):
        # Nothing is above 100, and only the same words are there: where one match is enough, they are looked at first.
        for finder in (same_words, candidates)[most > 1 :]:
            units = [unit for unit in _units(memory, finder, text, lang, side) if _fits(unit.langs, side, lang, other)]
            if len(units) > _SCORED:
                units = _likest(units, side, text)
            scored = [_score(memory, unit, side, text, context, penalties or Penalties()) for unit in units]
            if any(one.score == _BEST for one in scored):
                break
        found += [one for one in scored if one.score >= least]
    return [_explained(one, text) for one in best_first(found)[:most]]


def _likest(units: Sequence[MemoryUnit], side: int, text: str) -> list[MemoryUnit]:
    """Return the rows whose letters are likest, which takes a hundredth of the time that their score does.

    Those as like as the last one stay too, so that the order of the rows tells nothing.
    """
    lower = text.lower()
    likes = [ratio(unit.text(side).lower(), lower) for unit in units]
    least = sorted(likes, reverse=True)[_SCORED - 1]
    return [unit for unit, like in zip(units, likes, strict=True) if like >= least]


def _fits(langs: tuple[str, str], side: int, lang: str, other: str | None) -> bool:
    own, rendered = base_language(langs[side]), base_language(langs[1 - side])
    return own == base_language(lang) and (other is None or rendered == base_language(other))


def best_first(found: Sequence[MemoryMatch]) -> list[MemoryMatch]:
    """Return matches, the best first, a context match before others that are exact, reviewed ones before others."""
    ranks = list(MatchKind)
    return sorted(
        found,
        key=lambda one: (
            -one.score, ranks.index(one.kind), not one.unit.reviewed, one.unit.document, one.unit.number, one.unit.key,
        ),
    )  # fmt: skip


def _units(memory: Memory, finder: Finder, text: str, lang: str, side: int) -> list[MemoryUnit]:
    with memory.reading() as connection:
        numbers = finder(memory.index, connection, text, lang, side)
        marks = ",".join("?" * len(numbers))
        return [unit_of(row) for row in connection.execute(f"{SELECT} WHERE rows.id IN ({marks})", numbers)]


def _score(
    memory: Memory, unit: MemoryUnit, side: int, text: str, context: Context | None, penalties: Penalties
) -> MemoryMatch:  # fmt: skip
    like = likeness(unit.text(side), text, unit.langs[side])
    score = max(0, round(like - penalties.of(unit)))
    kind = MatchKind.FUZZY if like < 100 else MatchKind.EXACT
    if kind is MatchKind.EXACT and context and _in_context(memory, unit, side, context):
        kind = MatchKind.CONTEXT
    return MemoryMatch(unit, side, kind, score, unit.text(1 - side), False, (), memory.path.name)


def _explained(one: MemoryMatch, text: str) -> MemoryMatch:
    """Return a match with what changed in it, and its rendering made to fit where only numbers and names did."""
    if one.kind is not MatchKind.FUZZY:
        return one
    langs = one.unit.langs[one.side], one.unit.langs[1 - one.side]
    new = carried_over(one.text, text, one.rendering, langs)
    changed = tuple(edits(one.text, text, langs[0]))
    return replace(one, rendering=new or one.rendering, adapted=new is not None, edits=changed)


def _in_context(memory: Memory, unit: MemoryUnit, side: int, context: Context) -> bool:
    """Tell whether a row stands between the same neighbours as a segment: both, where both have two."""
    pairs = [(key, text) for key, text in ((unit.before, context.before), (unit.after, context.after)) if key or text]
    return bool(pairs) and all(key and text and _says(memory, unit, key, side, text) for key, text in pairs)


def _says(memory: Memory, unit: MemoryUnit, key: str, side: int, text: str) -> bool:
    with memory.reading() as connection:
        found = connection.execute(
            "SELECT source, target FROM rows WHERE document = (SELECT id FROM documents WHERE name = ?) AND key = ?",
            (unit.document, packed(key)),
        ).fetchone()
    return found is not None and likeness(found[side], text, unit.langs[side]) == 100
