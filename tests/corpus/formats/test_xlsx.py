import io
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from songngu.corpus.bitext import from_rows, joined
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.formats import compression, xlsx
from songngu.corpus.formats.reading import Reading


def _written(bitext: pl.DataFrame) -> tuple[bytes, list[str]]:
    stream = io.BytesIO()
    notes = xlsx.write(bitext, stream)
    return stream.getvalue(), notes


def _read(data: bytes, *langs: str) -> pl.DataFrame:
    return joined(list(xlsx.scan(io.BytesIO(data), Reading("b.xlsx", langs or (None, None)))))  # type: ignore[arg-type]


def _workbook(*rows: tuple[object, ...]) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


def _pairs(*texts: tuple[str, str]) -> pl.DataFrame:
    return from_rows({"source": source, "target": target} for source, target in texts)


def test_a_sheet_for_people(bitext: pl.DataFrame) -> None:
    data, notes = _written(bitext.with_columns(pl.lit(1 / 3).alias("score.x")))
    assert notes == []
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    header = [cell.value for cell in sheet[1]]
    assert header[:6] == ["row", "source", "target", "status", "note", "probability"] and header[-1] == "score.x"
    assert sheet.freeze_panes == "A2" and sheet["A1"].font.bold
    assert sheet.column_dimensions["B"].width == 60
    cell = sheet["B3"]
    assert (cell.value, cell.alignment.wrap_text, cell.number_format) == ("Ghe đến. Ghe đi.", True, "@")
    assert [sheet["A3"].value, sheet["F3"].value, sheet.cell(3, len(header)).value] == [1, 0.87, 0.333333]


def test_no_text_is_a_formula() -> None:
    texts = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "\t=1"]
    data, _ = _written(_pairs(*((text, "x") for text in texts)))
    cells = [row[1] for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(min_row=2)]
    assert {(cell.data_type, cell.quotePrefix) for cell in cells} == {("s", True)}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f" not in archive.read("xl/worksheets/sheet1.xml").replace(b"<frozen", b"")
    assert _read(data)["source"].to_list() == texts


def test_a_formula_that_was_never_calculated_is_no_empty_text() -> None:
    book = openpyxl.Workbook()
    for row in (["vi", "en"], ["Xin chào.", "Hello."], ["=A2", "Hello again."]):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(InputError, match="A3 of sheet1 has no value"):
        _read(stream.getvalue())


def test_codes_in_texts_stay_what_they_are() -> None:
    texts = ["_x0041_", "a\r\nb", "_x005F_x000D_", "_xD800_", "__x0041_x0042_"]
    assert _read(_written(_pairs(*((text, "x") for text in texts)))[0])["source"].to_list() == texts


def test_texts_that_are_too_long_are_cut_and_counted() -> None:
    data, notes = _written(_pairs(("a" * 40_000, "𝐱" * 20_000)))
    assert notes == ["2 texts cut to the 32,767 characters that a cell of Excel holds"]
    row = _read(data).row(0, named=True)
    assert (len(row["source"]), len(row["target"])) == (32_767, 16_383)


def test_characters_that_xml_forbids_stay_as_codes() -> None:
    data, notes = _written(_pairs(("a\x00\x1b[0m", "\ufffe")))
    assert (_read(data).select("source", "target").row(0), notes) == (("a\x00\x1b[0m", "\ufffe"), [])


def test_more_rows_than_a_sheet_has(bitext: pl.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_ROWS", 8)
    assert _written(bitext)
    monkeypatch.setattr(xlsx, "_ROWS", 7)
    with pytest.raises(UsageError, match="a sheet of Excel has 7 rows, the bitext 7"):
        _written(bitext)


def test_a_sheet_of_others() -> None:
    rows = [
        (" vi ", "remark", "en-GB", "status"),
        ("Đò", "x", 12.0, None),
        (None, None, None, None),
        ("Ghe", None, True),
    ]
    back = _read(_workbook(*rows))
    assert back.select("row", "source", "target", "source_lang", "target_lang", "status").rows() == [
        (0, "Đò", "12", "vi", "en-GB", "auto"),
        (1, "Ghe", "TRUE", "vi", "en-GB", "auto"),
    ]


def test_languages_are_chosen() -> None:
    data = _workbook(("vi", "en", "fr"), ("Đò", "Ferry", "Bac"))
    assert _read(data, "fr", "vi").select("source", "target").row(0) == ("Bac", "Đò")
    with pytest.raises(InputError, match=r"b.xlsx: columns of more than two languages: vi, en, fr"):
        _read(data)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "b.xlsx:1: no columns of texts"),
        ([("source", "target", "source")], "b.xlsx:1: two columns have the same name"),
        ([("source", "target", "row"), ("a", "b", "x")], "b.xlsx:2: column row: 'x' is not a whole number"),
        ([("source", "target", "status"), (), ("a", "b", "fine")], "b.xlsx:3: unknown status 'fine'"),
    ],
)
def test_what_is_wrong_is_said_with_its_row(rows: list[tuple[object, ...]], message: str) -> None:
    with pytest.raises(InputError) as error:
        _read(_workbook(*rows))
    assert str(error.value).startswith(message)


def test_what_is_no_workbook() -> None:
    with pytest.raises(InputError, match="not an Excel workbook: File is not a zip file") as error:
        _read(b"PK")
    assert error.value.hint == "save it as .xlsx"


def test_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compression, "_HARMLESS", 1 << 16)
    stream = io.BytesIO(_workbook(("source", "target")))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", bytes(1 << 24))
    with pytest.raises(InputError, match="expands beyond all measure"):
        _read(stream.getvalue())


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(UsageError, match="need openpyxl") as error:
        _written(_pairs(("a", "b")))
    assert error.value.hint == "pip install 'songngu[office]'"
    with pytest.raises(UsageError, match="need openpyxl"):
        _read(b"")


def _sheets(**sheets: list[tuple[object, ...]]) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(stream)
    return stream.getvalue()


def test_every_sheet_with_columns_of_texts_is_read() -> None:
    data = _sheets(
        cover=[("Bảng song ngữ",)],
        one=[("Chương 1",), (), ("STT", "Bản gốc (VN)", "Bản dịch (EN)"), (1, "Quán trà.", "The teahouse.")],
        two=[("English", "Tiếng Việt"), ("She lights the stove.", "Bà nhóm bếp.")],
    )
    reading = Reading("b.xlsx")
    rows = joined(list(xlsx.scan(io.BytesIO(data), reading))).select("source", "target").rows()
    assert rows == [("Quán trà.", "The teahouse."), ("Bà nhóm bếp.", "She lights the stove.")]
    assert reading.notes == [
        "columns that a bitext does not have are left out: STT",
        "sheets without columns of texts are passed over: cover",
    ]
    named = Reading("b.xlsx", columns=("Bản dịch (EN)", "Bản gốc (VN)"))
    rows = joined(list(xlsx.scan(io.BytesIO(data), named))).select("source", "target").rows()
    assert rows == [("The teahouse.", "Quán trà.")]
    with pytest.raises(InputError, match="no columns Đức, Anh"):
        list(xlsx.scan(io.BytesIO(data), Reading("b.xlsx", columns=("Đức", "Anh"))))


def test_cells_that_are_no_texts_are_as_a_spreadsheet_shows_them() -> None:
    day = datetime(2024, 3, 1)
    data = _workbook(("vi", "en"), (day, "March 1"), (day.replace(hour=7), "seven"), (True, "yes"), (4.0, "four"))
    assert _read(data)["source"].to_list() == ["2024-03-01", "2024-03-01 07:00:00", "TRUE", "4"]


def test_hidden_sheets_and_errors_of_formulas_are_told() -> None:
    book, stream, reading = openpyxl.Workbook(), io.BytesIO(), Reading("b.xlsx")
    for row in (("vi", "en"), ("Đò", "#N/A"), ("Bến", "Pier")):
        book.active.append(row)
    hidden = book.create_sheet("cũ")
    hidden.sheet_state = "hidden"
    hidden.append(("vi", "en"))
    hidden.append(("Ghe", "Boat"))
    book.save(stream)
    assert joined(list(xlsx.scan(io.BytesIO(stream.getvalue()), reading))).height == 3
    told = " ".join(reading.notes)
    assert "1 cell, #N/A in row 2 of Sheet" in told and "hidden sheet is read too: cũ" in told
