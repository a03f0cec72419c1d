"""The bytes and the text of a file."""

import io
import os
import sys
from pathlib import Path

import pytest

from songngu.corpus import read_document
from songngu.corpus.errors import InputError, SongnguError


def write(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_byte_order_mark_is_not_counted_and_line_ends_stay(tmp_path: Path) -> None:
    document = read_document(write(tmp_path, "a.txt", b"\xef\xbb\xbfOne.\r\nTwo.\r"), "en")
    assert document.raw == "One.\r\nTwo.\r"
    assert [(s.span.start, s.span.end) for s in document.sentences] == [(0, 4), (6, 10)]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Đi. Về.".encode())))
    document = read_document("-", "vi")
    assert [s.text for s in document.sentences] == ["Đi.", "Về."]
    assert document.path == "-"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"abc\xff", "byte 3 "),
        (b"\xef\xbb\xbfab\xc3", "byte 5 "),
        (b"ab\0c", "is a binary file .*a zero at 2"),
        (b"\0\0\0\0\0\0\0\0", "is a binary file .*a zero at 0"),
        (b"\xff\xfea", "UTF-16-LE"),
        (b"\xff\xfea\0\0\0", "is a binary file .*a zero at 1"),
        (b"\xff\xfe\0\xd8a\0", "UTF-16-LE: byte 2 "),
    ],
)
def test_what_is_no_text_is_an_input_error(tmp_path: Path, data: bytes, message: str) -> None:
    path = write(tmp_path, "a.txt", data)
    with pytest.raises(InputError, match=message) as caught:
        read_document(path, "vi")
    assert str(caught.value).startswith(f"{path}: ")
    assert caught.value.exit_code == 3


def test_what_cannot_be_opened_is_an_input_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, mode: str) -> bytes:
        raise PermissionError(13, os.strerror(13), str(path))

    path = write_nothing(tmp_path)
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="cannot be read: "):
        read_document(path, "vi")


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_unicode_in_other_forms(tmp_path: Path, codec: str) -> None:
    raw = "Chào buổi sáng.\r\nĐi thôi. 🚣"
    document = read_document(write(tmp_path, "a.txt", raw.encode(codec)), "vi")
    assert document.raw == raw
    assert [s.text for s in document.sentences] == ["Chào buổi sáng.", "Đi thôi.", "🚣"]
    assert document.warnings == ()


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("songngu.corpus.files.streams.LARGEST", 9)
    with pytest.raises(InputError, match="is larger than"):
        read_document(write(tmp_path, "a.txt", "0123456789"), "vi")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"0123456789")))
    with pytest.raises(InputError, match="is larger than"):
        read_document("-", "vi")
    assert read_document(write(tmp_path, "b.txt", "012345678"), "vi").sentences


def test_a_sparse_file_of_gigabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(InputError, match="is larger than 256 MB"):
        read_document(path, "vi")


def write_nothing(folder: Path) -> Path:
    path = folder / "locked.txt"
    path.touch()
    return path


def test_a_name_no_system_takes_is_an_error() -> None:
    with pytest.raises(SongnguError):
        read_document("a\0b.txt", "vi")


def test_an_encoding_that_is_named_and_plainly_is_not_the_one_of_the_file_is_told(tmp_path: Path) -> None:
    text = "Quán trà nhỏ nằm cuối con hẻm lát đá, cạnh ngôi đình cổ.\nChủ quán là một bà cụ đã ngoài tám mươi.\n"
    path = write(tmp_path, "a.txt", text)
    for name in ("tcvn3", "vni", "viqr", "viscii", "latin-1"):
        assert read_document(path, "vi", encoding=name).warnings, name
    for name in ("utf-8", "utf-8-sig"):
        document = read_document(path, "vi", encoding=name)
        assert (document.raw, document.warnings) == (text, ())
    viqr = read_document(
        write(tmp_path, "b.txt", "Vie^.t Nam la` mo^.t nu+o+'c o+? Ddo^ng Nam A'."), "vi", encoding="viqr"
    )
    assert ([s.text for s in viqr.sentences], viqr.warnings) == (["Việt Nam là một nước ở Đông Nam Á."], ())
