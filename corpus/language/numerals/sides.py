"""The text on one side of a comparison, and what stands beside its numerals: units, currencies, signs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from songngu.corpus.language.numerals.measures import Measure, converted, differ, measure_of, unit_pattern
from songngu.corpus.language.numerals.numeral import Numeral, Trait
from songngu.corpus.language.numerals.pairs import MANY
from songngu.corpus.language.numerals.read import lower_case
from songngu.corpus.language.numerals.signs import bounds_said, is_negative, relation_sign, says_fall, says_loss

_NEAR = 60
_NONE = {
    "vi": re.compile(r"(?<!\w)(?:không|chưa|chẳng|chả|hết|trống|rỗng|vô)(?!\w)"),
    "en": re.compile(r"(?<!\w)(?:no|not|none|nothing|nobody|never|without|empty|free|cannot)(?!\w)|n['’]t(?!\w)"),
}
_MONTHS = [
    re.compile(rf"(?<![^\W_])(?:{name})(?![^\W_])")
    for name in (
        *("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?"),
        *("sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
    )
]
_COUNTED_BEFORE = re.compile(
    r"(?:\d[\d.,]*|(?<!\w)(?:an?|one|half|per|each|every|một|mỗi|nửa|vài|mấy|few|couple of|several|many|những|các"
    r"|the|of|in))[ \u00a0-]$|/$"
)
_WORD_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_]+)[ \u00a0]$")
_EXPONENT = re.compile("[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_SCALES = {
    Fraction(value): re.compile(rf"([^\W_]*)[ \u00a0]?(?<!\w)(?:{words})(?!\w)")
    for value, words in ((100, "trăm"), (1000, "nghìn|ngàn"), (10**4, "vạn|muôn"), (10**6, "triệu"))
}
_COUNTS = frozenset("một hai ba bốn tư năm sáu bảy bẩy tám chín mười mươi mốt lăm trăm nghìn ngàn chục vài mấy".split())  # noqa: SIM905
_VERSION = re.compile(r"\d+\.\d+")
_VERSIONS = frozenset(("version", "v", "ver", "release", "bản"))
_BOTH = re.compile(r"(?<!\w)(?:cùng|đều|mỗi|cả|lần lượt|both|each|every|same|also|all|respectively|either)(?!\w)")
_ALL = re.compile(
    r"(?<!\w)(?:tất cả|toàn bộ|toàn|hoàn toàn|mọi|hết|cả|trọn|all|every\w*|entire(?:ly)?|whole|fully|full"
    r"|complete(?:ly)?|totally|total|purely|pure)(?!\w)"
)
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

    def names_month(self, month: int) -> bool:
        """Return whether the English name of a month stands anywhere in the text: mid-August, the May poll."""
        return self.lang == "en" and bool(_MONTHS[month - 1].search(self.lower))

    def word_before(self, numeral: Numeral) -> str:
        """Return the word before a numeral, or its own place where none is."""
        found = _WORD_BEFORE.search(self.lower, 0, numeral.span.start)
        return found[1] if found else str(numeral.span.start)

    def names_version(self, numeral: Numeral) -> str:
        """Return the word before a numeral with a point, of which it may be the version, else nothing."""
        found = _WORD_BEFORE.search(self.lower, 0, numeral.span.start) if _VERSION.fullmatch(numeral.text) else None
        return "version" if found and found[1] in _VERSIONS else found[1] if found else ""

    def exponent(self, numeral: Numeral) -> str:
        """Return the raised figures behind a numeral, nothing where there are none."""
        found = _EXPONENT.match(self.lower, numeral.span.end)
        return found[0] if found else ""

    @property
    def says_both(self) -> bool:
        """Whether a word of the text may say that one number is that of several: both, each, cùng."""
        return bool(_BOTH.search(self.lower))

    @property
    def says_none(self) -> bool:
        """Whether a word of the text may stand for 0: không, no."""
        words = _NONE.get(self.lang)
        return words is None or bool(words.search(self.lower))

    def says_scale(self, value: Fraction | None) -> bool:
        """Whether the text has a Vietnamese scale word of that value without a number before it: dài trăm thước."""
        words = _SCALES.get(value) if self.lang == "vi" and value else None
        return words is not None and any(
            before not in _COUNTS and not before.isdecimal() for before in words.findall(self.lower)
        )

    @property
    def says_all(self) -> bool:
        """Whether a word of the text may stand for 100 %: tất cả, fully."""
        return bool(_ALL.search(self.lower))

    def measure(self, numeral: Numeral) -> Measure | None:
        """Return the unit that a numeral of the text counts."""
        article = numeral.traits & Trait.OPTIONAL and numeral.value == (Fraction(1),)
        return None if article else measure_of(numeral, self.lower, self.lang)

    def has_bare(self, measure: Measure, numerals: Sequence[Numeral]) -> bool:
        """Return whether a unit stands in the text without a number, as where the number was lost."""
        pattern = unit_pattern(measure, self.lang)
        ends = {each.span.end for each in numerals} | {each.span.start for each in numerals}
        return pattern is not None and any(
            not _COUNTED_BEFORE.search(self.lower, 0, at.start())
            and not {at.start(), at.start() - 1, at.end(), at.end() + 1} & ends
            for at in pattern.finditer(self.lower)
        )

    def is_negative(self, numeral: Numeral) -> bool:
        """Return whether a numeral of the text is below zero."""
        return is_negative(numeral, self.lower, self.lang)

    def says_loss(self, numeral: Numeral) -> bool:
        """Return whether words near a numeral may stand for its minus sign."""
        return says_loss(self._near(numeral), self.lang)

    def says_fall(self, numeral: Numeral) -> bool:
        """Return whether a word near a numeral says that something falls."""
        return says_fall(self._near(numeral), self.lang)

    def relation_sign(self, numeral: Numeral) -> str | None:
        """Return the sign of a relation or operation before a numeral."""
        return relation_sign(numeral, self.lower)

    def bounds_said(self, numeral: Numeral) -> set[str] | None:
        """Return which bounds the words near a numeral tell, None where the language is not known."""
        return bounds_said(self._near(numeral), self.lang)

    def _near(self, numeral: Numeral) -> str:
        return self.lower[max(0, numeral.span.start - _NEAR) : numeral.span.end + _NEAR // 2]


def unlike(
    pairs: Sequence[tuple[Numeral, Numeral]], ours: NumeralSide, theirs: NumeralSide
) -> Iterator[tuple[Numeral, Numeral]]:
    """Yield the pairs whose measures differ, but for equal values that only changed places (5 m and 5 kg).

    Pairs that one reading of the digits makes equal and the units too (1.000 m, 1 km) are no slip either.
    """
    if not any(_are_unlike(*pair, ours, theirs) for pair in pairs[:MANY]):
        return
    measured = [(one, other, ours.measure(one), theirs.measure(other)) for one, other in pairs[:MANY]]
    left = Counter((one.value, first.names) for one, _, first, _ in measured if first)
    right = Counter((one.value, second.names) for one, _, _, second in measured if second)
    for one, other, first, second in measured:
        if first and second and differ(first, second):
            moved = right[one.value, first.names] and left[one.value, second.names]
            if not moved and not _is_converted(one, first, other, second):
                yield one, other


def _are_unlike(one: Numeral, other: Numeral, ours: NumeralSide, theirs: NumeralSide) -> bool:
    measure = ours.measure(one)
    return measure is not None and differ(measure, theirs.measure(other))


def _is_converted(one: Numeral, first: Measure, other: Numeral, second: Measure) -> bool:
    low, high = one.value[0], other.value[0]
    return low is not None and high is not None and converted(first, low, second, high)
