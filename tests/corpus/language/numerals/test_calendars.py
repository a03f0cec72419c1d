"""Years of other calendars."""

import pytest

from songngu.corpus.language.numerals import compare_numerals


@pytest.mark.parametrize(
    ("lang", "text", "year"),
    [("th", "ในปี พ.ศ. ๒๕๖๗", 2024), ("fa", "در سال ۱۴۰۰", 2021), ("ar", "عام 1445", 2024), ("ja", "令和6年", 2024),
     ("ja", "令和元年", 2019), ("zh", "民国113年", 2024)],
)  # fmt: skip
def test_a_year_is_that_of_ours(lang: str, text: str, year: int) -> None:
    assert not compare_numerals(f"In {year}.", text, "en", lang)
    assert compare_numerals(f"In {year - 11}.", text, "en", lang)
