"""How much of the letters of one side stands on the other: a target that was copied in part."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
from rapidfuzz.distance import Indel

from songngu.corpus.export.filters.filter import Filter
from songngu.corpus.export.filters.pairs import over_pairs


def _subsequence(source: str, target: str) -> float | None:
    return Indel.normalized_similarity(source, target) if source and target else None


def _substring(source: str, target: str) -> float | None:
    shorter = min(len(source), len(target))
    return longest_common(source, target) / shorter if shorter else None


def _over(name: str, score: Callable[[str, str], float | None]) -> pl.Expr:
    return over_pairs(name, lambda sources, targets: map(score, sources, targets))


SUBSEQUENCE = Filter(
    "common-subsequence",
    "twice the characters of the longest common subsequence by the characters of both sides",
    lambda: _over("common-subsequence", _subsequence),
    most=0.9,
)
SUBSTRING = Filter(
    "common-substring",
    "characters of the longest run that both sides have by those of the shorter side",
    lambda: _over("common-substring", _substring),
    most=0.9,
)


def longest_common(one: str, other: str) -> int:
    """Return the length of the longest run of characters that stands in both texts, in time linear in both.

    A suffix automaton of the shorter (Blumer et al. 1985) is led along the longer.
    """
    shorter, longer = sorted((one, other), key=len)
    automaton = _Automaton()
    for character in shorter:
        automaton.add(character)
    return automaton.longest(longer)


class _Automaton:
    """The automaton of all runs of a text; a state has its moves, its suffix link and the length of its longest run."""

    def __init__(self) -> None:
        self.moves: list[dict[str, int]] = [{}]
        self.links = [-1]
        self.lengths = [0]
        self.last = 0

    def add(self, character: str) -> None:
        """Add a character at the end of the text."""
        new = self._state({}, self.lengths[self.last] + 1, 0)
        state, self.last = self.last, new
        while state >= 0 and character not in self.moves[state]:
            self.moves[state][character] = new
            state = self.links[state]
        if state < 0:
            return
        next_one = self.moves[state][character]
        if self.lengths[state] + 1 == self.lengths[next_one]:
            self.links[new] = next_one
            return
        clone = self._state(dict(self.moves[next_one]), self.lengths[state] + 1, self.links[next_one])
        while state >= 0 and self.moves[state].get(character) == next_one:
            self.moves[state][character] = clone
            state = self.links[state]
        self.links[next_one] = self.links[new] = clone

    def _state(self, moves: dict[str, int], length: int, link: int) -> int:
        self.moves.append(moves)
        self.lengths.append(length)
        self.links.append(link)
        return len(self.moves) - 1

    def longest(self, text: str) -> int:
        """Return the length of the longest run of ``text`` that is one of the automaton's."""
        state = length = best = 0
        for character in text:
            while state and character not in self.moves[state]:
                state = self.links[state]
                length = self.lengths[state]
            if character in self.moves[state]:
                state = self.moves[state][character]
                length += 1
                best = max(best, length)
        return best
