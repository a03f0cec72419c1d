"""A trie over token labels, walked from every token of a text at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from songngu.glossary.matching.chunks import Ints
from songngu.glossary.matching.tokens import Labels

Places = NDArray[np.intp]

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # Fibonacci hashing (Knuth, TAOCP 3, 6.4)
_TERM_BITS = 32
_PADDING = np.zeros(2, np.int32)


class Trie:
    """Paths of labels (1 to ``labels``), each ending in the number of a term; several terms may share a path.

    A step of a path is a choice of labels.
    """

    def __init__(self, paths: Iterable[tuple[Sequence[Sequence[int]], int]], labels: int) -> None:
        width = self._width = labels + 1
        edges: dict[int, int] = {}  # by node * width + label: numbers alone, which the garbage collector passes over
        ends: dict[int, None] = {}  # node and term in one number, each once and in order
        for path, term in paths:
            nodes = [0]
            for choice in path:
                nodes = [edges.setdefault(node * width + label, len(edges) + 1) for node in nodes for label in choice]
            ends.update(dict.fromkeys([node << _TERM_BITS | term for node in nodes]))
        self._freeze_edges(edges)
        self._freeze_ends(ends, len(edges) + 1)

    def _freeze_ends(self, ends: dict[int, None], nodes: int) -> None:
        places = np.fromiter(ends, np.int64, len(ends))
        node = places >> _TERM_BITS
        self._count = np.bincount(node, minlength=nodes).astype(np.int32)
        self._first = np.cumsum(self._count, dtype=np.int32) - self._count
        order = np.argsort(node, kind="stable")
        self._terms = (places[order] & ((1 << _TERM_BITS) - 1)).astype(np.int32)

    def _freeze_edges(self, edges: dict[int, int]) -> None:
        keys = np.fromiter(edges, np.int64, len(edges))
        children = np.fromiter(edges.values(), np.int32, len(edges))
        of_root = keys < self._width
        self._root = np.zeros(self._width, np.int32)
        self._root[keys[of_root]] = children[of_root]
        self._keys = np.append(np.int64(-1), keys[~of_root])  # edges are numbered from 1
        self._children = np.append(np.int32(0), children[~of_root])
        bits = max(10, (8 * len(self._keys)).bit_length())
        self._shift = np.uint64(64 - bits)
        self._slots = np.zeros(1 << bits, np.int32)  # open addressing, linear probing; 0 is free
        numbers = np.arange(1, len(self._keys), dtype=np.int32)
        slots = self._home(self._keys[1:])
        while numbers.size:
            free = self._slots[slots] == 0
            self._slots[slots[free]] = numbers[free]  # of several that want one slot the last gets it
            left = self._slots[slots] != numbers
            numbers, slots = numbers[left], (slots[left] + 1) & (len(self._slots) - 1)

    def _home(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        return ((keys.view(np.uint64) * _MULTIPLIER) >> self._shift).view(np.int64)

    def _step(self, nodes: Ints, labels: Ints) -> tuple[Places, Ints]:
        """Return which of the nodes have a child under their label, and the children."""
        keys = nodes.astype(np.int64) * self._width + labels
        slots = self._home(keys)
        edges = self._slots[slots]
        which = np.flatnonzero(edges)
        edges = edges[which]
        astray = np.flatnonzero(self._keys[edges] != keys[which])
        while astray.size:
            places = which[astray]
            slots[places] = (slots[places] + 1) & (len(self._slots) - 1)
            edges[astray] = found = self._slots[slots[places]]
            astray = astray[(found != 0) & (self._keys[found] != keys[places])]
        right = np.flatnonzero(edges)
        return which[right], self._children[edges[right]]

    def walk(self, text: Labels) -> tuple[Places, Places, Ints]:
        """Return first token, last token and term number of every path that stands in the text."""
        moves = [
            (np.concatenate((labels, _PADDING)), width)
            for labels, width in ((text.plain, 1), (text.closed, 2))
            if labels is not None
        ]
        hits: list[tuple[Places, Places, Ints]] = []
        start, after, node = _together([self._begin(labels, width) for labels, width in moves])
        while start.size:
            done = np.flatnonzero(self._count[node])
            if done.size:
                hits.append(self._terms_at(start[done], after[done] - 1, node[done]))
            reached = []
            for labels, width in moves:
                which, child = self._step(node, labels[after])
                reached.append((start[which], after[which] + width, child))
            start, after, node = _together(reached)
        return _together(hits)

    def _begin(self, labels: Ints, width: int) -> tuple[Places, Places, Ints]:
        nodes = self._root[labels]
        start = np.flatnonzero(nodes)
        return start, start + width, nodes[start]

    def _terms_at(self, start: Places, last: Places, node: Ints) -> tuple[Places, Places, Ints]:
        count = self._count[node]
        total = np.cumsum(count)
        index = np.repeat(self._first[node] - total + count, count) + np.arange(total[-1])
        return np.repeat(start, count), np.repeat(last, count), self._terms[index]


def _together(parts: Sequence[tuple[Places, Places, Ints]]) -> tuple[Places, Places, Ints]:
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return np.zeros(0, np.intp), np.zeros(0, np.intp), np.zeros(0, np.int32)
    first, second, third = zip(*parts, strict=True)
    return np.concatenate(first), np.concatenate(second), np.concatenate(third)
