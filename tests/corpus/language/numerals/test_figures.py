"""Figures of all scripts."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.language.numerals.figures import plain_figures


@pytest.mark.parametrize(
    ("text", "plain"),
    [("۳٫۵٪", "3.5%"), ("٣٠٬٠٠٠", "30,000"), ("३०,०००", "30,000"), ("๒๕๖๗", "2567"), ("１，０００", "1,000"),
     ("７５％", "75%"), ("３，４", "3，4"), ("9：30", "9:30"), ("đò 5", "đò 5")],
)  # fmt: skip
def test_plain_figures(text: str, plain: str) -> None:
    assert plain_figures(text) == plain


@given(st.text())
def test_offsets_hold(text: str) -> None:
    assert len(plain_figures(text)) == len(text)


def test_the_figures_of_every_script_are_read() -> None:
    figures = [chr(code) for code in range(128, 0x110000) if unicodedata.decimal(chr(code), None) is not None]
    assert plain_figures("".join(figures)) == "".join(str(unicodedata.decimal(figure)) for figure in figures)
    assert [plain_figures(f"1{mark}000") for mark in "٫٬．：，،～〜"] == [f"1{mark}000" for mark in ".,.:,,––"]
    assert [plain_figures(mark) for mark in "٪﹪％"] == ["%"] * 3
