from fractions import Fraction

import pytest

from songngu.corpus.errors import UsageError
from songngu.corpus.export.part_sizes import parse_part_sizes


def test_shares_of_all_rows() -> None:
    shares = parse_part_sizes("train=0.98, dev=0.01, test=.01")
    assert shares.parts == (("train", Fraction(98, 100)), ("dev", Fraction(1, 100)), ("test", Fraction(1, 100)))
    assert shares.largest == "train"
    assert shares.sizes(1234) == {"train": 1210, "dev": 12, "test": 12}
    assert shares.sizes(0) == {"train": 0, "dev": 0, "test": 0}
    assert str(shares) == "train=0.98,dev=0.01,test=0.01"
    assert parse_part_sizes("train=1.0").sizes(7) == {"train": 7}


def test_numbers_of_rows_and_the_rest() -> None:
    shares = parse_part_sizes("dev=2000,train=rest,test=0.1")
    assert shares.largest == "train"
    assert shares.sizes(10_000) == {"dev": 2000, "train": 7000, "test": 1000}
    assert str(shares) == "dev=2000,train=rest,test=0.1"
    with pytest.raises(UsageError, match=r"2,199 rows and more cannot be made of 1,990"):
        shares.sizes(1990)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "'' is no part"),
        ("train", "'train' is no part"),
        ("train=0.9,dev=0.2", "sum to 1.1, not to 1"),
        ("train=0.9", "sum to 0.9, not to 1"),
        ("train=90%,dev=10%", "'90%' is no share"),
        ("train=-1,dev=rest", "'-1' is no share"),
        ("train=0.5,train=0.5", "one part named train"),
        ("train=rest,dev=rest", "only one part"),
        ("train=rest,dev=1.0", "nothing is left"),
        ("train=100,dev=10", "no part of the split has the rows that are left"),
        ("tr/ain=1.0", "'tr/ain=1.0' is no part"),
    ],
)
def test_what_is_no_split(text: str, problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        parse_part_sizes(text)
