"""The text on one side of a comparison, and what stands beside its numerals: units, currencies, signs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from songngu.corpus.language.numerals.measures import Measure, converted, differ, measure_of
from songngu.corpus.language.numerals.numeral import Numeral, Trait
from songngu.corpus.language.numerals.pairs import MANY
from songngu.corpus.language.numerals.read import lower_case
from songngu.corpus.language.numerals.signs import is_negative, says_loss

_NEAR = 60
_NONE = {
    "vi": re.compile(r"(?<!\w)(?:không|chưa|chẳng|chả|hết|trống|rỗng|vô)(?!\w)"),
    "en": re.compile(r"(?<!\w)(?:no|not|none|nothing|nobody|never|without|empty|free|cannot)(?!\w)|n['’]t(?!\w)"),
}
_ARTICLE = re.compile(r"(?<!\w)(?:một|mỗi|từng|an?|one|single|each|every|per)(?!\w)")


@dataclass(frozen=True, slots=True)
class NumeralSide:
    """A text in lower case, as many characters long as it stands, and its language without region."""

    lower: str
    lang: str

    @classmethod
    def of(cls, text: str, tag: str) -> NumeralSide:
        """Return the side of a text in the language of a tag."""
        return cls(lower_case(text), tag.replace("_", "-").partition("-")[0].lower())

    @property
    def has_article(self) -> bool:
        """Whether a word of the text may stand for 1: một, a, every."""
        return bool(_ARTICLE.search(self.lower))

    @property
    def says_none(self) -> bool:
        """Whether a word of the text may stand for 0: không, no."""
        words = _NONE.get(self.lang)
        return words is None or bool(words.search(self.lower))

    def measure(self, numeral: Numeral) -> Measure | None:
        """Return the unit that a numeral of the text counts."""
        article = numeral.traits & Trait.OPTIONAL and numeral.value == (Fraction(1),)
        return None if article else measure_of(numeral, self.lower, self.lang)

    def is_negative(self, numeral: Numeral) -> bool:
        """Return whether a numeral of the text is below zero."""
        return is_negative(numeral, self.lower, self.lang)

    def says_loss(self, numeral: Numeral) -> bool:
        """Return whether words near a numeral may stand for its minus sign."""
        start, end = numeral.span.start, numeral.span.end
        return says_loss(self.lower[max(0, start - _NEAR) : end + _NEAR // 2], self.lang)


def unlike(
    pairs: Sequence[tuple[Numeral, Numeral]], ours: NumeralSide, theirs: NumeralSide
) -> Iterator[tuple[Numeral, Numeral]]:
    """Yield the pairs whose measures differ, but for equal values that only changed places (5 m and 5 kg).

    Pairs that one reading of the digits makes equal and the units too (1.000 m, 1 km) are no slip either.
    """
    measured = [(one, other, ours.measure(one), theirs.measure(other)) for one, other in pairs[:MANY]]
    if not any(differ(first, second) for _, _, first, second in measured):
        return
    left = Counter((one.value, first.names) for one, _, first, _ in measured if first)
    right = Counter((one.value, second.names) for one, _, _, second in measured if second)
    for one, other, first, second in measured:
        if first and second and differ(first, second):
            moved = right[one.value, first.names] and left[one.value, second.names]
            if not moved and not _is_converted(one, first, other, second):
                yield one, other


def _is_converted(one: Numeral, first: Measure, other: Numeral, second: Measure) -> bool:
    low, high = one.value[0], other.value[0]
    return low is not None and high is not None and converted(first, low, second, high)
