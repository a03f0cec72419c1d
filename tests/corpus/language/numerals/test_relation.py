import pytest

from songngu.corpus.language.numerals import read_numerals
from songngu.corpus.language.numerals.relation import relation_of


@pytest.mark.parametrize(
    ("vi", "en", "rule"),
    [
        ("40 tỷ", "40 million", "NUM002"),
        ("4.000", "4.0", "NUM003"),
        ("2,75", "275", "NUM001"),
        ("GPT-4", "GPT-3", "NUM011"),
        ("GPT-4", "H100", None),
        ("15h30", "4:30 p.m.", "NUM005"),
        ("15-20", "15", "NUM008"),
        ("ngày 3 tháng 5", "July 4", "NUM004"),
        ("ngày 3 tháng 5", "40%", None),
        ("một", "forty", None),
    ],
)
def test_what_differs_between_two_numerals(vi: str, en: str, rule: str | None) -> None:
    (one, *_), (other, *_) = read_numerals(vi, "vi"), read_numerals(en, "en")
    found = relation_of(one, other)
    assert (found.rule if found else None) == rule
