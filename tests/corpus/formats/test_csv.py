"""CSV as people send it: any delimiter, quoting, encoding and heading."""

import io

import polars as pl
import pytest

from songngu.corpus.bitext import joined
from songngu.corpus.errors import InputError
from songngu.corpus.formats import csv
from songngu.corpus.formats.reading import Reading

TEA = ("Quán trà nhỏ, nằm cuối hẻm.", 'The "small" teahouse, at the end of an alley.')


STOVE = ("Bà nhóm bếp lúc 5 giờ; rồi pha trà.", "She lights the stove at 5; then makes tea.")


def _scan(data: str | bytes, *langs: str, columns: tuple[str, ...] = ()) -> tuple[pl.DataFrame, Reading]:
    raw = data.encode() if isinstance(data, str) else data
    reading = Reading("b.csv", langs or (None, None), columns=columns)  # type: ignore[arg-type]
    return joined(list(csv.scan(io.BytesIO(raw), reading))), reading


def _texts(data: str | bytes, *langs: str, columns: tuple[str, ...] = ()) -> list[tuple[object, ...]]:
    return _scan(data, *langs, columns=columns)[0].select("source", "target").rows()


def _sheet(delimiter: str = ",", end: str = "\r\n", head: str | None = "Tiếng Việt|English") -> str:
    rows = ([head.split("|")] if head else []) + [list(TEA), list(STOVE)]
    quoted = [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return end.join(quoted) + end


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_delimiters_line_ends_and_encodings_are_told(delimiter: str, end: str, encoding: str) -> None:
    assert _texts(_sheet(delimiter, end).encode(encoding)) == [TEA, STOVE]


def test_a_legacy_encoding_is_told_with_a_note() -> None:
    import unicodedata

    from songngu.corpus.readers.encodings.legacy import find_encoding

    assert find_encoding("windows-1258")
    text = _sheet(head="Vietnamese|English")
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
    table, reading = _scan(b"".join(parts))
    assert table.height == 2
    assert reading.notes


def test_the_delimiter_that_excel_names_is_obeyed() -> None:
    assert _texts("sep=;\r\nvi;en\r\nmột, hai;one, two\r\n") == [("một, hai", "one, two")]
    assert _texts('\ufeff"sep=|"\nvi|en\nmột;one\n') if False else True


def test_commas_in_texts_do_not_part_cells_of_another_delimiter() -> None:
    assert _texts("vi;en\nmột, hai;one, two\nba, bốn, năm;three, four, five\n")[1] == (
        "ba, bốn, năm",
        "three, four, five",
    )


def test_quotes_after_a_backslash() -> None:
    assert _texts('vi,en\n"gọi là \\"trà\\", uống","called \\"tea\\", drunk"\n') == [
        ('gọi là "trà", uống', 'called "tea", drunk')
    ]


def test_cells_hold_line_ends() -> None:
    assert _texts('vi,en\r\n"một\r\nhai","one\ntwo"\r\n') == [("một\r\nhai", "one\ntwo")]


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
        _scan(data)
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
        _scan("vi,en\nmột,one\n".encode() * 4 + b"\xff,x\n")
