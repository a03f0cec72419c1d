"""The rows that units become."""

from tests.corpus.formats.tmx.files import PAIR, read_units, unit_of


def test_files_of_other_tools_get_numbers_and_ids() -> None:
    back = read_units("<tu><note>a</note><note>b</note><prop type='x-other'>c</prop></tu>" + PAIR)
    assert back["row"].to_list() == [0, 1]
    assert back["note"].to_list() == ["a\nb", None]
    assert back["id"].str.len_chars().to_list() == [16, 16]
    assert back["status"].to_list() == ["auto", "auto"]


def test_cells_that_hold_their_own_separator() -> None:
    odd = unit_of(("vi", "a\ufdd0b"), ("en", "c\ufdd1"))
    assert read_units(odd + PAIR).select("source", "target").rows() == [("a\ufdd0b", "c\ufdd1"), ("Đò", "Ferry")]
