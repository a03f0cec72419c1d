import pytest

from songngu.corpus.language.numerals import read_numerals
from songngu.corpus.language.numerals.kept import without_kept


@pytest.mark.parametrize(
    ("vi", "en", "left"),
    [
        ("đường 30 Tháng 4", "30 Thang 4 Street", (0, 0)),
        ("đường Ba Tháng Hai, nhà 5", "5 Ba Thang Hai Street", (1, 1)),
        ("ngày 30 tháng 4", "April 30", (1, 1)),
        ("ba con đò", "ba boats", (1, 0)),
    ],
)
def test_dates_in_names_of_streets(vi: str, en: str, left: tuple[int, int]) -> None:
    ours, theirs = without_kept(read_numerals(vi, "vi"), vi, read_numerals(en, "en"), en)
    assert (len(ours), len(theirs)) == left
