"""Which columns of a table hold the two texts."""

import pytest

from songngu.corpus.errors import InputError, UsageError
from tests.corpus.formats.sheets import STOVE, TEA, scan, sheet, texts


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
    table, _ = scan(sheet(head=head))
    assert table.select("source", "target").rows() == [TEA, STOVE]
    assert table.select("source_lang", "target_lang").unique().rows() == [langs]


def test_vietnamese_is_the_source_unless_the_names_say_otherwise() -> None:
    turned = [(TEA[1], TEA[0])]
    rows = f'"{TEA[1].replace(chr(34), chr(34) * 2)}","{TEA[0]}"\n'
    assert texts("English,Tiếng Việt\n" + rows) == [TEA]
    assert texts("English (source),Vietnamese (target)\n" + rows) == turned
    assert texts("English,Vietnamese\n" + rows, "en", "vi") == turned
    assert texts("Original,Translation\n" + rows) == turned


def test_a_title_above_the_header_is_no_row() -> None:
    assert texts("Bảng song ngữ,,\n,,\nNo.,Vietnamese,English\n1,trà sen,lotus tea\n") == [("trà sen", "lotus tea")]


def test_columns_without_telling_names_are_told_by_their_texts() -> None:
    table, _ = scan(sheet(head=None))
    assert table.select("source", "target", "source_lang", "target_lang").rows()[0] == (*TEA, "vi", "en")
    table, _ = scan(
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
    assert len(texts(f"{head}\n{rows}")) == 2


def test_columns_are_chosen_by_name_or_named_in_order() -> None:
    sheet = "STT,Cột A,Cột B,Cột C\n1,trà sen,lotus tea,x\n"
    assert texts(sheet, columns=("Cột A", "cột b")) == [("trà sen", "lotus tea")]
    assert texts(sheet, columns=("Cột B", "Cột A")) == [("lotus tea", "trà sen")]
    assert texts("1,trà sen,lotus tea\n", columns=("-", "vi", "en")) == [("trà sen", "lotus tea")]
    assert texts("trà sen,lotus tea,0.9\n", columns=("source", "target", "score.x")) == [("trà sen", "lotus tea")]
    with pytest.raises(InputError, match="no columns Cột D, Cột A"):
        texts(sheet, columns=("Cột D", "Cột A"))
    for columns in (("Cột A", "cột a"), ("vi", "-", "VI"), ("score", "vi", "en", "score")):
        with pytest.raises(UsageError, match="two columns are called"):
            texts(sheet, columns=columns)
    with pytest.raises(InputError, match="no columns laser, vi, en") as refused:
        texts("0.9,trà sen,lotus tea\n", columns=("laser", "vi", "en"))
    assert "score.laser keeps a number" in str(refused.value.hint)
    with pytest.raises(InputError, match="no columns English, Tiếng Việt"):
        texts("a,b\n1,2\n", columns=("English", "Tiếng Việt"))
    with pytest.raises(InputError, match="two columns of texts"):
        texts(sheet, columns=("Cột A",))


BARE = "Hôm nay trời đẹp lắm.,The weather is very fine today.\nTôi đi học bằng xe đạp.,I go to school by bicycle.\n"


@pytest.mark.parametrize("columns", [("vi", "en"), ("vi-VN", "eng"), ("source", "target"), ("mtq", "en")])
def test_columns_without_names_are_called_by_languages(columns: tuple[str, str]) -> None:
    assert len(texts(BARE, columns=columns)) == 2


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        (("xx", "yy"), "'xx' is no language"),
        (("vi", "qq"), "'qq' is no language"),
        (("hai", "two"), "columns named hai, two hold texts in vi, en"),
        (("en", "vi"), "columns named en, vi hold texts in vi, en"),
        (("vi", "fr"), "columns named fr hold texts in en"),
    ],
)
def test_columns_without_names_are_not_called_by_what_they_are_not(columns: tuple[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        texts(BARE, columns=columns)
