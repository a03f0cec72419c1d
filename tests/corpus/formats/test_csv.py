"""CSV as people send it: any delimiter, quoting, encoding and heading."""

import io

import polars as pl
import pytest

from songngu.corpus.bitext import joined
from songngu.corpus.errors import InputError
from songngu.corpus.formats import csv
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.spoken import told_sides, with_warnings

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
    ("head", "langs"),
    [
        ("vi|en", ("vi", "en")),
        ("VI-vn|en_US", ("vi-VN", "en-US")),
        ("Tiếng Việt|Tiếng Anh", ("vi", "en")),
        ("Vietnamese|English", ("vi", "en")),
        ("VN|EN", ("vi", "en")),
        ("Câu tiếng Việt|English (US)", ("vi", "en")),
        ("source|target", ("vi", "en")),
        ("Source|Target", ("vi", "en")),
        ("Nguồn|Đích", ("vi", "en")),
        ("Bản gốc|Bản dịch", ("vi", "en")),
        ("Original text|Translation", ("vi", "en")),
    ],
)
def test_columns_are_named_as_people_name_them(head: str, langs: tuple[str, str]) -> None:
    table, _ = _scan(_sheet(head=head))
    assert table.select("source", "target").rows() == [TEA, STOVE]
    assert table.select("source_lang", "target_lang").unique().rows() == [langs]


def test_vietnamese_is_the_source_unless_the_names_say_otherwise() -> None:
    turned = [(TEA[1], TEA[0])]
    rows = f'"{TEA[1].replace(chr(34), chr(34) * 2)}","{TEA[0]}"\n'
    assert _texts("English,Tiếng Việt\n" + rows) == [TEA]
    assert _texts("English (source),Vietnamese (target)\n" + rows) == turned
    assert _texts("English,Vietnamese\n" + rows, "en", "vi") == turned
    assert _texts("Original,Translation\n" + rows) == turned


def test_other_columns_are_left_alone() -> None:
    table, reading = _scan("STT,Tiếng Việt,English,Ghi chú\n1,trà sen,lotus tea,đã duyệt\n2,bánh đậu,bean cake,\n")
    assert table.select("source", "target").rows() == [("trà sen", "lotus tea"), ("bánh đậu", "bean cake")]
    assert reading.notes == ["columns that a bitext does not have are left out: STT, Ghi chú"]


def test_a_title_above_the_header_is_no_row() -> None:
    assert _texts("Bảng song ngữ,,\n,,\nNo.,Vietnamese,English\n1,trà sen,lotus tea\n") == [("trà sen", "lotus tea")]


def test_columns_without_telling_names_are_told_by_their_texts() -> None:
    table, _ = _scan(_sheet(head=None))
    assert table.select("source", "target", "source_lang", "target_lang").rows()[0] == (*TEA, "vi", "en")
    table, _ = _scan(
        f"STT,Câu A,Câu B\n1,{STOVE[1]},{STOVE[0]}\n2,She sleeps at ten every night.,Bà ngủ lúc mười giờ.\n"
    )
    assert table.select("source", "target").rows()[0] == STOVE
    assert table.height == 2


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("Câu hỏi,Question", "Bạn tên gì?,What is your name?\nBạn ở đâu?,Where do you live?\n"),
        ("Dòng A,Line B", "Chợ nổi họp từ sáng sớm.,The market opens early.\nGhe đến rồi.,The boats are here.\n"),
        ("Thuật ngữ,Term", "nhà máy,factory\nxưởng,workshop\n"),
    ],
)
def test_a_header_without_languages_is_no_row(head: str, rows: str) -> None:
    assert len(_texts(f"{head}\n{rows}")) == 2


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


def test_columns_are_chosen_by_name_or_named_in_order() -> None:
    sheet = "STT,Cột A,Cột B,Cột C\n1,trà sen,lotus tea,x\n"
    assert _texts(sheet, columns=("Cột A", "cột b")) == [("trà sen", "lotus tea")]
    assert _texts(sheet, columns=("Cột B", "Cột A")) == [("lotus tea", "trà sen")]
    assert _texts("1,trà sen,lotus tea\n", columns=("-", "vi", "en")) == [("trà sen", "lotus tea")]
    assert _texts("trà sen,lotus tea,0.9\n", columns=("source", "target", "score.x")) == [("trà sen", "lotus tea")]
    with pytest.raises(InputError, match="no columns Cột D, Cột A"):
        _texts(sheet, columns=("Cột D", "Cột A"))
    with pytest.raises(InputError, match="no columns English, Tiếng Việt"):
        _texts("a,b\n1,2\n", columns=("English", "Tiếng Việt"))
    with pytest.raises(InputError, match="two columns of texts"):
        _texts(sheet, columns=("Cột A",))


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
    ],
)
def test_what_is_wrong_is_said_with_its_line(data: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        _scan(data)
    assert str(error.value).startswith(message)


def test_bytes_after_the_beginning_that_are_no_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv, "_SAMPLE", 16)
    with pytest.raises(InputError, match="not UTF-8"):
        _scan("vi,en\nmột,one\n".encode() * 4 + b"\xff,x\n")
