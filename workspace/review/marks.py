"""What is marked in a sentence: terms of the glossary, numbers, and what findings point at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from songngu.corpus.language.numerals import read_numerals
from songngu.glossary.matching.termbase import Sense, term_matcher

if TYPE_CHECKING:
    from songngu.glossary.concept import Glossary
    from songngu.glossary.matching.matcher import Matcher


@dataclass(frozen=True, slots=True)
class TextMark:
    """A stretch of a text, what it is (``term``, ``number``, ``finding``), and what there is to say of it."""

    start: int
    end: int
    kind: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of a text whose characters are all marked alike."""

    text: str
    kinds: tuple[str, ...] = ()
    title: str = ""


@dataclass
class Marker:
    """Finds terms and numbers in the texts of one language."""

    glossary: Glossary
    lang: str

    @cached_property
    def _matcher(self) -> Matcher[Sense]:
        return term_matcher(self.glossary, self.lang)

    def marks(self, text: str) -> Iterator[TextMark]:
        """Yield the terms and numbers of a text."""
        for match in self._matcher.find(text):
            concept = match.payload.concept
            title = " · ".join(dict.fromkeys(term.text for term in concept.terms))
            yield TextMark(match.start, match.end, "term", title)
        for numeral in read_numerals(text, self.lang):
            yield TextMark(numeral.span.start, numeral.span.end, "number")


def runs(text: str, marks: Iterable[TextMark]) -> list[TextRun]:
    """Return a text cut where marks begin and end; joined, the runs are the text."""
    held = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    cuts = sorted({0, len(text), *(place for mark in held for place in (mark.start, mark.end))})
    out = []
    for start, end in pairwise(cuts):
        over = [mark for mark in held if mark.start <= start and end <= mark.end]
        kinds = tuple(sorted({mark.kind for mark in over}))
        out.append(TextRun(text[start:end], kinds, "; ".join(dict.fromkeys(m.title for m in over if m.title))))
    return out
