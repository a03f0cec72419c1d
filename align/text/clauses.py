"""Where clauses begin, of many texts at once, told by the runs of characters between spaces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntFlag, auto

import numpy as np
from numpy.typing import NDArray

from songngu.align.text.ragged import Ragged

Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]

_SENTENCE = re.compile(r"[.!?…][\"”’)»]*$")
_END = re.compile(r"[.!?…;:][\"”’)»]*$|^[—–-]$|\)$")
_FIRST_HALVES = {"so": "that", "trong": "khi", "mặc": "dù"}
_JOINING = frozenset((
    "and", "but", "because", "which", "while", "although", "though", "when", "whereas", "unless", "before", "after",
    "since", "và", "nhưng", "vì", "bởi", "rồi", "để", "khi", "nếu", "khiến", "kể", "còn", "trước", "sau",
))  # fmt: skip
_MOST_RUNS = 1 << 16


class _Sign(IntFlag):
    """What a run says of the clauses around it."""

    ENDS = auto()  # one ends behind it
    SENTENCE = auto()  # and a sentence too
    COMMA = auto()  # one ends behind it, but before a figure
    FIGURE = auto()
    OPENS = auto()  # one begins with it
    JOINS = auto()  # one begins with it, joined by a conjunction
    HALF = auto()  # one begins with it, if the next run is the other half
    OTHER_HALF = auto()


class _Signs(dict[str, int]):
    """The signs of each run, worked out when it is first met."""

    def __missing__(self, run: str) -> int:
        if len(self) >= _MOST_RUNS:
            self.clear()
        told = (
            (_END.search(run), _Sign.ENDS), (_SENTENCE.search(run), _Sign.SENTENCE), (run[-1] == ",", _Sign.COMMA),
            (run[0].isdigit(), _Sign.FIGURE), (run[0] == "(", _Sign.OPENS), (run in _JOINING, _Sign.JOINS),
            (run in _FIRST_HALVES, _Sign.HALF), (run in _FIRST_HALVES.values(), _Sign.OTHER_HALF),
        )  # fmt: skip
        found = self[run] = sum(sign.value for holds, sign in told if holds)
        return found


_signs = _Signs()


@dataclass(frozen=True, slots=True)
class Cuts:
    """The runs at which clauses of some texts begin and, of each text, the place behind its last run.

    ``runs`` are their numbers, in order, ``texts`` the numbers of their texts. ``by_mark`` tells whether a mark parts
    the clauses there, or a conjunction, and ``sentences`` whether a sentence or the text begins or ends there.
    """

    runs: Ints
    texts: Ints
    by_mark: Flags
    sentences: Flags


def clause_cuts(runs: Ragged) -> Cuts:
    """Return where the clauses of some texts begin and end."""
    signs = np.fromiter(map(_signs.__getitem__, runs.distinct), np.int64, len(runs.distinct))[runs.numbers]
    marked, joined = _begun(signs, runs)
    found = np.flatnonzero(marked | joined)
    ends = np.flatnonzero(np.diff(runs.starts))
    places, texts = np.concatenate((found, runs.starts[ends + 1])), np.concatenate((runs.texts[found], ends))
    order = np.lexsort((places, texts))
    whole = np.ones(len(ends), np.bool_)
    sentences = _before((signs & _Sign.SENTENCE.value) != 0)
    sentences[runs.starts[ends]] = True
    flags = (np.concatenate((told[found], whole))[order] for told in (marked, sentences))
    return Cuts(places[order], texts[order], *flags)


def _begun(signs: Ints, runs: Ragged) -> tuple[Flags, Flags]:
    """Tell of each run whether a clause begins with it by a mark, and whether one does by a conjunction."""

    def has(sign: _Sign) -> Flags:
        told: Flags = (signs & sign.value) != 0
        return told

    marked = _before(has(_Sign.ENDS)) | (_before(has(_Sign.COMMA)) & ~has(_Sign.FIGURE)) | has(_Sign.OPENS)
    marked[runs.starts[:-1][np.diff(runs.starts) > 0]] = True
    joins = has(_Sign.JOINS) | (has(_Sign.HALF) & _before(has(_Sign.OTHER_HALF)[::-1])[::-1])
    joined: Flags = joins & ~marked & ~_before(marked | joins)
    return marked, joined


def _before(flags: Flags) -> Flags:
    """Tell of each run what is told of the one before it."""
    before: Flags = np.concatenate((np.zeros(min(1, len(flags)), np.bool_), flags[:-1]))
    return before
