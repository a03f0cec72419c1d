"""Reading by suffix, pre-split files, and files that are no text."""

import io
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import songngu.corpus
from songngu.corpus import read_document, read_presplit, split_sentences
from songngu.corpus.document import BlockKind
from songngu.corpus.errors import InputError, SongnguError, UsageError


def write(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_the_suffix_names_the_reader(tmp_path: Path) -> None:
    source = "# Một\n\nHai *ba*. Bốn."
    assert [s.text for s in read_document(write(tmp_path, "a.MD", source), "vi").sentences] == [
        "Một",
        "Hai ba.",
        "Bốn.",
    ]
    assert [s.text for s in read_document(write(tmp_path, "a.log", source), "vi").sentences] == [
        "# Một",
        "Hai *ba*.",
        "Bốn.",
    ]


def test_sentences_are_numbered_and_know_their_block(tmp_path: Path) -> None:
    document = read_document(str(write(tmp_path, "a.txt", "Một. Hai.\nBa.")), "vi")
    assert [(s.index, s.block, s.text) for s in document.sentences] == [(0, 0, "Một."), (1, 0, "Hai."), (2, 1, "Ba.")]
    assert document.path == str(tmp_path / "a.txt")
    assert document.lang == "vi"


def test_a_byte_order_mark_is_not_counted_and_line_ends_stay(tmp_path: Path) -> None:
    document = read_document(write(tmp_path, "a.txt", b"\xef\xbb\xbfOne.\r\nTwo.\r"), "en")
    assert document.raw == "One.\r\nTwo.\r"
    assert [(s.span.start, s.span.end) for s in document.sentences] == [(0, 4), (6, 10)]


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("read", [read_document, read_presplit])
def test_an_empty_file_has_no_sentence(tmp_path: Path, data: bytes, read: object) -> None:
    assert callable(read)
    document = read(write(tmp_path, "a.txt", data), "en")
    assert document.sentences == document.blocks == ()


def test_presplit_lines_are_sentences(tmp_path: Path) -> None:
    raw = "Một. Hai.\n  Ba \r\n\n \nBốn\rNăm\u2028sáu"
    document = read_presplit(write(tmp_path, "a.md", raw), "vi")
    assert [(s.index, s.block, s.text) for s in document.sentences] == [
        (0, 0, "Một. Hai."), (1, 0, "Ba"), (2, 1, "Bốn"), (3, 1, "Năm\u2028sáu")
    ]  # fmt: skip
    assert [document.raw[s.span.start : s.span.end] for s in document.sentences] == [s.text for s in document.sentences]
    assert [block.kind for block in document.blocks] == [BlockKind.PARAGRAPH] * 2


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


def test_a_missing_file_cannot_be_read_and_a_folder_is_a_usage_error(tmp_path: Path) -> None:
    for path, error, code in ((tmp_path / "none.txt", InputError, 3), (tmp_path, UsageError, 2)):
        with pytest.raises(error) as caught:
            read_document(path, "vi")
        assert str(path) in str(caught.value)
        assert caught.value.exit_code == code


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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary() | st.text().map(str.encode), st.sampled_from([".txt", ".md"]))
def test_any_bytes_give_a_document_or_an_error(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = write(tmp_path, "any" + suffix, data)
    try:
        document = read_document(path, "vi")
    except SongnguError:
        return
    assert [s.index for s in document.sentences] == list(range(len(document.sentences)))
    assert all(s.text.strip() and s.text in document.blocks[s.block].content.text for s in document.sentences)


def test_public_names_are_imported_when_asked_for() -> None:
    assert split_sentences is songngu.corpus.split_sentences
    with pytest.raises(AttributeError, match="nothing_such"):
        songngu.corpus.nothing_such  # noqa: B018


@pytest.mark.parametrize("read", [read_document, read_presplit])
def test_bytes_that_are_read_already_need_no_file(tmp_path: Path, read: object) -> None:
    assert callable(read)
    data = "Một.\n\nHai ba.\n".encode()
    path = write(tmp_path, "a.txt", data)
    assert read("not there.txt", "vi", data=data).sentences == read(path, "vi").sentences
    assert read("not there.txt", "vi", data=b"").sentences == ()
    with pytest.raises(InputError, match=r"^gone\.txt: "):
        read("gone.txt", "vi", data=b"a\0b")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "\u200b\n\nXin chào. \u200b\n\n\u200b\u2060 \u00ad\n"),
        ("a.md", "\u200b\n\nXin chào.\n\n\u200d\n"),
        ("a.html", "<p>&#8203;</p><p>Xin chào. &#8203;</p><p>&shy;&zwj;</p>"),
    ],
)
def test_what_cannot_be_seen_is_no_sentence(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    document = read_document(path, "vi")
    assert [sentence.content.text for sentence in document.sentences] == ["Xin chào."]
    assert len(document.blocks) == 1
