"""What is no text is told by its first bytes, and read as what it is or refused by name."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus import read_document
from songngu.corpus.errors import InputError
from songngu.corpus.readers.kinds import ENCRYPTED, ZIP, kind_of

Parts = dict[str, str | bytes]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\n%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"{\\rtf1\\ansi x}", "an RTF document"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a picture (PNG)"),
        (b"GIF89a\1\0\1\0", "a picture (GIF)"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "a picture (WebP)"),
        (b"\0\0\0\x18ftypmp42\0\0", "a film or a sound (MP4)"),
        (b"\0\0\0\x18ftypheic\0\0", "a picture (HEIC)"),
        (b"PAR1\x15\x04\x15", "a Parquet table"),
        (b"x" * 60 + b"BOOKMOBI\0\0", "a Kindle book (MOBI)"),
        (b"news.txt" + b"\0" * 249 + b"ustar\0", "a tar archive"),
        (OLE + "WordDocument\0".encode("utf-16-le"), "an old Word document (.doc)"),
        (OLE + "Workbook\0WordDocument\0".encode("utf-16-le"), "an old Excel workbook (.xls)"),
        (OLE + "PowerPoint Document\0".encode("utf-16-le"), "an old PowerPoint presentation (.ppt)"),
        (OLE, "an old binary Office file"),
    ],
)
def test_kinds_are_told_by_their_first_bytes(data: bytes, title: str) -> None:
    kind = kind_of(data)
    assert kind is not None
    assert kind.title == title


def test_archives_are_told_by_what_is_in_them(
    writers: dict[str, Callable[[list[object]], bytes]], zip_of: Callable[[Parts], bytes]
) -> None:
    found = {suffix: kind_of(writers[suffix]([])) for suffix in (".docx", ".odt", ".epub")}
    assert {suffix: kind.reader for suffix, kind in found.items() if kind} == {
        ".docx": "docx", ".odt": "odt", ".epub": "epub",
    }  # fmt: skip
    assert kind_of(zip_of({"a.txt": "x"})) is ZIP
    assert kind_of(b"PK\x03\x04 damaged") is ZIP
    assert kind_of(OLE + "EncryptedPackage\0".encode("utf-16-le")) is ENCRYPTED


@pytest.mark.parametrize(
    "word", ["BMW ra xe mới.", "ID3 là nhãn của tệp nhạc.", "GIF89a là gì?", "OTTO", "PAR1 đi sau."]
)
def test_words_that_begin_like_a_mark_are_text(tmp_path: Path, word: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(word, encoding="utf-8")
    assert [s.text for s in read_document(path, "vi").sentences] == [word]


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), max_size=40))
def test_no_text_has_a_kind(text: str) -> None:
    if not text.startswith(("%PDF-", "{\\rtf", "%!PS")):
        assert kind_of(text.encode()) is None


def test_a_file_is_read_as_what_it_is(
    tmp_path: Path, writers: dict[str, Callable[[list[tuple[str, int, str]]], bytes]]
) -> None:
    for name in ("a.doc", "a.txt", "a.odt", "a"):
        path = tmp_path / name
        path.write_bytes(writers[".docx"]([("paragraph", 0, "Nước lên.")]))
        document = read_document(path, "vi")
        assert [s.text for s in document.sentences] == ["Nước lên."]
        assert document.warnings == ("is a Word document (.docx), whatever its name says, and read as such",)


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.md", "a.bin", "a.srt"])
def test_a_picture_is_refused_by_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    with pytest.raises(InputError, match=r"is a picture \(PNG\)") as caught:
        read_document(path, "vi")
    assert caught.value.hint and "OCR" in caught.value.hint
