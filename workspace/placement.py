"""Where the texts of a kept bitext stand in documents that may have changed since, in sentences and parts of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from songngu.corpus.document import Document, Span

_PREFIX = 8
_LEAST_LIKENESS = 50.0


@dataclass(frozen=True, slots=True)
class Part:
    """Characters ``start`` to ``end`` of the text of the sentence of number ``sentence``."""

    sentence: int
    start: int
    end: int


Parts = tuple[Part, ...]


class SentencePlaces:
    """The sentences of one side, ready for texts to be found in them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.texts = [sentence.text for sentence in document.sentences]
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
        """Return the place of a text that is nearest to the sentence ``near``: whole sentences, else parts of them."""
        text = " ".join(text.split())
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
