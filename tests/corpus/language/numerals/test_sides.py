"""What stands beside the numerals of a text."""

import pytest

from songngu.corpus.language.numerals import read_numerals
from songngu.corpus.language.numerals.sides import NumeralSide, unlike


def test_a_side_has_as_many_characters_as_its_text_and_no_region() -> None:
    side = NumeralSide.of("İ 5 KM", "en_US")
    assert (len(side.lower), side.lang) == (6, "en")


@pytest.mark.parametrize(
    ("text", "lang", "article", "none"),
    [("a day", "en", True, False), ("no errors", "en", False, True), ("mỗi ngày", "vi", True, False),
     ("không lỗi", "vi", False, True), ("keine", "de", False, True)],
)  # fmt: skip
def test_words_that_stand_for_one_and_none(text: str, lang: str, article: bool, none: bool) -> None:
    side = NumeralSide.of(text, lang)
    assert (side.has_article, side.says_none) == (article, none)


def compared(one: str, other: str) -> list[tuple[str, str]]:
    texts = read_numerals(one, "en"), read_numerals(other, "en")
    pairs = list(zip(*texts, strict=True))
    found = unlike(pairs, NumeralSide.of(one, "en"), NumeralSide.of(other, "en"))
    return [(left.text, right.text) for left, right in found]


def test_units_that_differ_are_told_unless_they_changed_places() -> None:
    assert compared("5 km", "5 kg") == [("5", "5")]
    assert compared("5 km and 5 kg", "5 kg and 5 km") == []
    assert compared("5 km", "5 things") == []


def test_an_article_that_may_be_one_counts_no_unit() -> None:
    side = NumeralSide.of("five kilometres", "en")
    measure = side.measure(read_numerals("five kilometres", "en")[0])
    assert measure and measure.dimension == "length"
    one = NumeralSide.of("one kilometre", "en")
    assert one.measure(read_numerals("one kilometre", "en")[0]) is None
