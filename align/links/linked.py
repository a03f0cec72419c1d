"""A pair of texts with the links between their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from songngu.corpus.document import Span


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Word ``source`` of one text is rendered by word ``target`` of the other, both from 0, with a probability."""

    source: int
    target: int
    probability: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the aligner spells it, and the characters of the text that are it."""

    key: str
    span: Span


@dataclass(frozen=True, slots=True)
class LinkedPair:
    """Two texts, their words in order (marks of punctuation are none), and the links between them, in order.

    A word of several syllables, as most of Vietnamese are, is as many words here, each linked with the same.
    """

    source_text: str
    target_text: str
    source: tuple[Word, ...]
    target: tuple[Word, ...]
    links: tuple[Link, ...]

    def mirrored(self) -> LinkedPair:
        """Return the pair the other way round."""
        links = sorted(Link(link.target, link.source, link.probability) for link in self.links)
        return LinkedPair(self.target_text, self.source_text, self.target, self.source, tuple(links))

    def likely(self, least: float) -> LinkedPair:
        """Return the pair without the links that are less probable than ``least``."""
        return replace(self, links=tuple(link for link in self.links if link.probability >= least))

    def renderings(self, span: Span, least: float = 0.0) -> tuple[Span, ...]:
        """Return the stretches of the target text that render a stretch of the source text, in order.

        Words that touch it count whole; links less probable than ``least`` count nothing. Linked words that follow each
        other are one stretch, with what stands between them, and so are those around a single word that has no link.
        """
        inside = {k for k, word in enumerate(self.source) if word.span.start < span.end and span.start < word.span.end}
        likely = [link for link in self.links if link.probability >= least]
        linked = {link.target for link in likely}
        found = sorted({link.target for link in likely if link.source in inside})
        runs = _runs(found, linked)
        return tuple(Span(self.target[first].span.start, self.target[last].span.end) for first, last in runs)

    def units(self) -> tuple[tuple[int, ...], ...]:
        """Return the words of the source text in units: neighbours that have the same links, none alone, are one."""
        partners: list[frozenset[int]] = [
            frozenset(link.target for link in self.links if link.source == k) for k in range(len(self.source))
        ]
        units: list[list[int]] = []
        for k, held in enumerate(partners):
            if units and held and partners[units[-1][-1]] == held and self._touch(units[-1][-1], k):
                units[-1].append(k)
            else:
                units.append([k])
        return tuple(map(tuple, units))

    def _touch(self, one: int, other: int) -> bool:
        return not self.source_text[self.source[one].span.end : self.source[other].span.start].strip()


def _runs(found: Sequence[int], linked: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each run of numbers; one number between that is not in ``linked`` breaks none."""
    first = last = -2
    for number in found:
        gap = number - last
        if first >= 0 and (gap == 1 or (gap == 2 and number - 1 not in linked)):
            last = number
            continue
        if first >= 0:
            yield first, last
        first = last = number
    if first >= 0:
        yield first, last
