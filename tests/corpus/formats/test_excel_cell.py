"""The text of a cell of Excel."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.formats.excel_cell import LENGTH, coded, decoded, fills_cell, fitting


@given(st.text(st.sampled_from("_x0041D\r\n\x01\ufffeđ𝐱")))
def test_codes_come_back(text: str) -> None:
    assert decoded(coded(text)) == text
    assert not set(coded(text)) & set("\x01\ufffe\r")


@pytest.mark.parametrize("unit", ["a", "𝐱", "\x01", "_x0041_", "a_x"])
def test_as_much_fits_as_a_cell_holds(unit: str) -> None:
    text = unit * (LENGTH + 1)
    short = fitting(text)
    assert text.startswith(short) and decoded(coded(short)) == short and fitting(short) == short
    units = [len(coded(each).encode("utf-16-le")) // 2 for each in (short, text[: len(short) + 1])]
    assert units[0] <= LENGTH < units[1]
    assert fills_cell(short) and not fills_cell(short[: len(short) - 8])
