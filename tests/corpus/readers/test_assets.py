"""What stands beside documents in a folder and holds no text."""

import io
import zipfile
from pathlib import Path

import pytest

from songngu.corpus.readers import DOCUMENTS
from songngu.corpus.readers.assets import holds_no_text


def _zip(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "no_text"),
    [
        ("a.txt", b"Ferry.", False),
        ("a.css", b"p { color: red }", True),
        ("logo", b"\x89PNG\r\n\x1a\n\x00", True),
        ("a.dat", b"abc\0def", True),
        ("a.dat", "Đò.".encode("utf-16"), False),
        ("assets.zip", _zip("a.png", "b.css"), True),
        ("texts.zip", _zip("a.md"), False),
        ("broken.zip", b"PK\x03\x04 and no more", False),
        ("a.pdf", b"%PDF-1.7 \x00", False),
        ("Thumbs.db", b"\xd0\xcf\x11\xe0", True),
        ("desktop.ini", b"[x]", True),
        ("~$letter.docx", b"Lan", True),
        ("a.md~", b"Ferry.", True),
        ("a.txt.bak", b"Ferry.", True),
    ],
)
def test_what_holds_no_text(tmp_path: Path, name: str, data: bytes, no_text: bool) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert holds_no_text(path, DOCUMENTS) is no_text


def test_a_file_that_cannot_be_opened_is_left_to_its_reader(tmp_path: Path) -> None:
    assert not holds_no_text(tmp_path / "none.txt", DOCUMENTS)
