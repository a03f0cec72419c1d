"""Units before source and target are told apart."""

import pytest
from lxml import etree

from tests.corpus.formats.tmx.files import PAIR, read_units, unit_of


@pytest.mark.parametrize(
    "unit",
    [
        unit_of(("vi", "a"), ("en", "b"), attributes='changedate="20240101T000000Z"'),
        '<tu><prop type="x">c</prop><tuv xml:lang="vi"><seg>a</seg></tuv><tuv xml:lang="en"><seg>b</seg></tuv></tu>',
        unit_of(("vi", "a<ph/>"), ("en", "b")),
        unit_of(("vi", "a<!-- c -->"), ("en", "b")),
        unit_of(("vi", "a"), ("en", "")),
        unit_of(("en", "b"), ("vi", "a")),
        unit_of(("vi", "a")),
        "<tu><note>a</note><note>b</note></tu>",
        "<tu><other><tuv/></other><tu/></tu>",
    ],
)
def test_a_unit_with_more_is_kept_whole(unit: str) -> None:
    back = read_units(f"{PAIR}{unit}")
    assert back["original"][0] is None
    assert etree.canonicalize(back["original"][1]) == etree.canonicalize(unit)
    assert back.height == 2


def test_nothing_is_kept_twice() -> None:
    plain = unit_of(("vi", "a &amp; b"), ("en", "c"), attributes='tuid="7"')
    note = '<tu><note>n</note><tuv xml:lang="vi"><seg>a</seg></tuv><tuv xml:lang="en"><seg>b</seg></tuv></tu>'
    back = read_units(f"{plain}{note}")
    assert "original" not in back.columns
    assert back.select("id", "source", "note").row(0) == ("7", "a & b", None)
    assert back["note"][1] == "n"
