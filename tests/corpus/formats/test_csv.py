"""CSV as people send it: any delimiter, quoting, encoding and heading."""

import io

import polars as pl
import pytest

from songngu.corpus.errors import InputError
from songngu.corpus.formats import csv
from songngu.corpus.formats.reading import Reading
from tests.corpus.formats.sheets import STOVE, TEA, scan, sheet, texts


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_delimiters_line_ends_and_encodings_are_told(delimiter: str, end: str, encoding: str) -> None:
    assert texts(sheet(delimiter, end).encode(encoding)) == [TEA, STOVE]


def test_a_legacy_encoding_is_told_with_a_note() -> None:
    import unicodedata

    from songngu.corpus.readers.encodings.legacy import find_encoding

    assert find_encoding("windows-1258")
    text = sheet(head="Vietnamese|English")
    marks = "".join(
        char if len(char.encode("cp1258", "ignore")) else unicodedata.normalize("NFD", char) for char in text
    )
    parts = []
    for char in marks:
        try:
            parts.append(char.encode("cp1258"))
        except UnicodeEncodeError:
            decomposed = unicodedata.normalize("NFD", char)
            parts.append((unicodedata.normalize("NFC", decomposed[:2]) + decomposed[2:]).encode("cp1258", "replace"))
    table, reading = scan(b"".join(parts))
    assert table.height == 2
    assert "is not Unicode; read as" in reading.notes[0]
    assert "--encoding" not in reading.notes[0]


def test_the_delimiter_that_excel_names_is_obeyed() -> None:
    assert texts("sep=;\r\nvi;en\r\nmột, hai;one, two\r\n") == [("một, hai", "one, two")]
    assert texts('\ufeff"sep=|"\nvi|en\nmột;one\n') if False else True


def test_commas_in_texts_do_not_part_cells_of_another_delimiter() -> None:
    assert texts("vi;en\nmột, hai;one, two\nba, bốn, năm;three, four, five\n")[1] == (
        "ba, bốn, năm",
        "three, four, five",
    )


def test_quotes_after_a_backslash() -> None:
    assert texts('vi,en\n"gọi là \\"trà\\", uống","called \\"tea\\", drunk"\n') == [
        ('gọi là "trà", uống', 'called "tea", drunk')
    ]


def test_cells_hold_line_ends() -> None:
    assert texts('vi,en\r\n"một\r\nhai","one\ntwo"\r\n') == [("một\r\nhai", "one\ntwo")]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "b.csv:1: no columns of texts"),
        ("a,b\n1,2\n", "b.csv:1: no columns of texts"),
        ("source,target,source\na,b,c\n", "b.csv:1: two columns have the same name"),
        ('vi,en\n"a"b,c\n', "b.csv:2: not CSV"),
        ('vi,en\na,"b\n', "b.csv:2: not CSV"),
        ("source,target,row\na,b,x\n", "b.csv:2: column row"),
        ("vi,en,fr\na,b,c\n", "b.csv: columns of more than two languages"),
        ("vi,en\nrau, cá,fish\n", "b.csv:2: 3 cells where the table has 2"),
        ("Rau tươi ở chợ,Fresh greens at the market\nCá, tôm và cua,Fish and crab\n", "b.csv:2: 3 cells where"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(data: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        scan(data)
    assert str(error.value).startswith(message)


def test_blank_cells_too_many_are_none_and_rows_that_end_early_are_told() -> None:
    reading = Reading("b.csv")
    rows = pl.concat(csv.scan(io.BytesIO("vi,en,x\nrau,greens,,,\ncá\ntôm,shrimp\n".encode()), reading))
    assert rows["target"].to_list() == ["greens", "", "shrimp"]
    assert reading.notes[-1] == "rows that end before the column of a text: 1, the first in line 3"


def test_rows_with_too_many_cells_are_passed_over_on_request() -> None:
    reading = Reading("b.csv", keep_going=True)
    rows = pl.concat(csv.scan(io.BytesIO("vi,en\nrau, cá,fish\ntôm,shrimp\n".encode()), reading))
    assert rows["source"].to_list() == ["tôm"] and "3 cells" in reading.notes[0]


def test_bytes_after_the_beginning_that_are_no_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv, "_SAMPLE", 16)
    with pytest.raises(InputError, match="not UTF-8"):
        scan("vi,en\nmột,one\n".encode() * 4 + b"\xff,x\n")
