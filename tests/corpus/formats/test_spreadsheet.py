"""Rows of texts of a sheet."""

import io

import polars as pl

from songngu.corpus.formats import csv
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.spoken import told_sides, with_warnings
from tests.corpus.formats.sheets import scan


def test_other_columns_are_left_alone() -> None:
    table, reading = scan("STT,Tiếng Việt,English,Ghi chú\n1,trà sen,lotus tea,đã duyệt\n2,bánh đậu,bean cake,\n")
    assert table.select("source", "target").rows() == [("trà sen", "lotus tea"), ("bánh đậu", "bean cake")]
    assert reading.notes == ["columns that a bitext does not have are left out: STT, Ghi chú"]


def test_languages_that_contradict_the_texts_are_told() -> None:
    rows = "The plant is closed today because of the flood.,Hôm nay nhà máy đóng cửa vì lũ lụt và mọi người về nhà.\n"
    reading = Reading("b.csv")
    batches = list(with_warnings(csv.scan(io.BytesIO(f"vi,en\n{rows}".encode()), reading), reading))
    assert batches[0].select("source_lang", "target_lang").row(0) == ("vi", "en")
    assert reading.notes == [
        "texts said to be in Vietnamese (vi) read as English",
        "texts said to be in English (en) read as Vietnamese",
    ]
    unlabelled = batches[0].with_columns(source_lang=pl.lit(""), target_lang=pl.lit(""))
    assert told_sides(unlabelled) == ("en", "vi")
    assert told_sides(batches[0]) == (None, None)
