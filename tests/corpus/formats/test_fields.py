"""The cells of a bitext as flat text, and back."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.formats.fields import (
    ids_text,
    number_text,
    parse_cell,
    parse_ids,
    parse_number,
    parse_spans,
    scrubbed,
    spans_text,
)


@given(st.lists(st.integers(0, 10**6), max_size=5))
def test_sentence_numbers_come_back(ids: list[int]) -> None:
    frame = pl.DataFrame({"ids": [ids]}, schema={"ids": pl.List(pl.UInt32)})
    text = frame.select(ids_text("ids")).item()
    assert text == ",".join(map(str, ids))
    assert parse_ids(text) == ids


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 50)), max_size=4))
def test_spans_come_back(spans: list[tuple[int, int]]) -> None:
    rows = [{"start": start, "end": start + length} for start, length in spans]
    kind = pl.List(pl.Struct({"start": pl.UInt64, "end": pl.UInt64}))
    text = pl.DataFrame({"s": [rows]}, schema={"s": kind}).select(spans_text("s")).item()
    assert parse_spans(text) == rows


@given(st.floats(0, 1))
def test_numbers_come_back_with_six_places(number: float) -> None:
    text = pl.DataFrame({"n": [number]}).select(number_text("n")).item()
    assert len(text.partition(".")[2]) <= 6
    assert parse_number(text) == pytest.approx(number, abs=5e-7)


@pytest.mark.parametrize("text", ["inf", "nan", "1,5,0", "1.5,0", "x", "--1"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_number(text)


@pytest.mark.parametrize(("name", "text"), [("source_ids", "1;2"), ("source_spans", "3")])
def test_a_cell_that_is_none_of_its_column_is_refused(name: str, text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_cell(name, text)


def test_empty_cells_are_nothing() -> None:
    assert (parse_number(""), parse_ids(""), parse_spans("")) == (None, [], [])


def test_forbidden_characters_are_left_out_and_counted() -> None:
    clean, count = scrubbed(pl.DataFrame({"source": ["a\x00b\x0c", "c\n"], "target": ["\ufffe", "d"]}))
    assert (clean["source"].to_list(), clean["target"].to_list(), count) == (["ab", "c\n"], ["", "d"], 3)
