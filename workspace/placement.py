"""Where the texts of a kept bitext stand in documents that may have changed since, in sentences and parts of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from songngu.corpus.document import Document, Span
from songngu.corpus.formats.fields import FORBIDDEN

_PREFIX = 8
_LEAST_LIKENESS = 50.0
_FORBIDDEN = re.compile(FORBIDDEN)


@dataclass(frozen=True, slots=True)
class Part:
    """Characters ``start`` to ``end`` of the text of the sentence of number ``sentence``."""

    sentence: int
    start: int
    end: int


Parts = tuple[Part, ...]


class SentencePlaces:
    """The sentences of one side, ready for texts to be found in them."""

    def __init__(self, document: Document, texts: Sequence[str] | None = None) -> None:
        self.document = document
        self.texts = [sentence.text for sentence in document.sentences] if texts is None else list(texts)
        self._starts = [0, *accumulate(len(text) + 1 for text in self.texts)]
        self._whole = " ".join(self.texts)
        self._by_prefix: dict[str, list[int]] = {}
        for number, text in enumerate(self.texts):
            self._by_prefix.setdefault(text[:_PREFIX], []).append(number)

    def __len__(self) -> int:
        return len(self.texts)

    def run(self, first: int, last: int) -> Parts:
        """Return the sentences ``first`` to ``last``, whole."""
        return tuple(Part(k, 0, len(self.texts[k])) for k in range(first, last + 1))

    def find(self, text: str, near: int) -> Parts | None:
        """Return the place of a text that is nearest to the sentence ``near``: whole sentences, else parts of them.

        A text that is nowhere is looked for as XML has the sentences, without the characters that it forbids.
        """
        text = " ".join(text.split())
        return self._whole_or_within(text, near) or self._find_as_xml(text, near)

    def find_beginning(self, text: str, count: int, near: int) -> Parts | None:
        """Return the ``count`` sentences nearest to the sentence ``near`` that begin with a text, which a cell cut."""
        text = " ".join(text.split())
        starts = sorted(self._by_prefix.get(text[:_PREFIX], ()), key=lambda start: abs(start - near))
        runs = (self.run(k, k + count - 1) for k in starts if k + count <= len(self.texts))
        return next((run for run in runs if self.text(run).startswith(text)), None)

    def _find_as_xml(self, text: str, near: int) -> Parts | None:
        xml = self._as_xml
        parts = xml._whole_or_within(text, near) if xml else None
        if parts is None or xml is None:
            return None
        return tuple(
            part if self.texts[part.sentence] == xml.texts[part.sentence] else self._with_forbidden(part)
            for part in parts
        )

    @cached_property
    def _as_xml(self) -> SentencePlaces | None:
        if not _FORBIDDEN.search(self._whole):
            return None
        return SentencePlaces(self.document, [as_xml(text) for text in self.texts])

    def _with_forbidden(self, part: Part) -> Part:
        places = _kept_places(self.texts[part.sentence])
        end = len(self.texts[part.sentence]) if part.end == len(places) else places[part.end]
        return Part(part.sentence, places[part.start] if part.start else 0, end)

    def _whole_or_within(self, text: str, near: int) -> Parts | None:
        starts = {near, *(k for size in range(1, _PREFIX + 1) for k in self._by_prefix.get(text[:size], ()))}
        runs = [run for start in sorted(starts) if (run := self._run_of(text, start))]
        return min(runs, key=lambda run: abs(run[0].sentence - near), default=None) or self._within(text, near)

    def _run_of(self, text: str, start: int) -> Parts | None:
        at, number = 0, start
        while 0 <= number < len(self.texts) and text.startswith(self.texts[number], at):
            at += len(self.texts[number])
            if at == len(text):
                return self.run(start, number)
            if text[at] != " ":
                return None
            at, number = at + 1, number + 1
        return None

    def _within(self, text: str, near: int) -> Parts | None:
        if not text:
            return None
        found = list(self._occurrences(text))
        if not found:
            return None
        here = self._starts[min(max(near, 0), len(self.texts) - 1)]
        start = min(found, key=lambda at: abs(at - here))
        return tuple(self._cut(start, start + len(text)))

    def _occurrences(self, text: str) -> Iterator[int]:
        at = self._whole.find(text)
        while at >= 0:
            before, after = at == 0 or not self._whole[at - 1].isalnum(), at + len(text)
            if before and (after == len(self._whole) or not self._whole[after].isalnum()):
                yield at
            at = self._whole.find(text, at + 1)

    def _cut(self, start: int, end: int) -> Iterator[Part]:
        number = bisect_right(self._starts, start) - 1
        while number < len(self.texts) and self._starts[number] < end:
            offset = self._starts[number]
            yield Part(number, max(start - offset, 0), min(end - offset, len(self.texts[number])))
            number += 1

    def likest(self, text: str, runs: Sequence[tuple[int, int]]) -> Parts | None:
        """Return the run, first and last sentence, whose text an edited one is likest to, if it is at all alike."""
        from rapidfuzz import fuzz

        inside = [(first, last) for first, last in runs if 0 <= first <= last < len(self.texts)]
        likeness = {run: fuzz.ratio(text, " ".join(self.texts[run[0] : run[1] + 1])) for run in inside}
        best = max(likeness, key=lambda run: (likeness[run], run[0] - run[1]), default=None)
        return self.run(*best) if best is not None and likeness[best] >= _LEAST_LIKENESS else None

    def text(self, parts: Parts) -> str:
        """Return the text of some parts as a row holds it."""
        return " ".join(self.texts[part.sentence][part.start : part.end] for part in parts)

    def spans(self, parts: Parts) -> list[Span]:
        """Return where each part stands in the file."""
        return [self.document.sentences[part.sentence].content.hull(part.start, part.end) for part in parts]


def left_over(whole: Parts, taken: Sequence[Part]) -> Parts:
    """Return what of whole sentences no part in ``taken`` covers, blanks at the ends not counted."""
    left: list[Part] = []
    for part in whole:
        at = part.start
        for other in sorted((each for each in taken if each.sentence == part.sentence), key=lambda each: each.start):
            if other.start > at:
                left.append(Part(part.sentence, at, other.start))
            at = max(at, other.end)
        if at < part.end:
            left.append(Part(part.sentence, at, part.end))
    return tuple(left)


def as_xml(text: str) -> str:
    """Return a text as it is read from XML, which forbids some characters, with single blanks."""
    return "".join(text[place] for place in _kept_places(text))


def _kept_places(text: str) -> list[int]:
    places: list[int] = []
    for place, character in enumerate(text):
        if not _FORBIDDEN.match(character) and not (character == " " and (not places or text[places[-1]] == " ")):
            places.append(place)
    return places[:-1] if places and text[places[-1]] == " " else places
