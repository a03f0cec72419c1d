"""Old Office files go through LibreOffice, which a program of the same manners stands in for."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from songngu.corpus import read_document
from songngu.corpus.errors import InputError
from songngu.corpus.readers import libreoffice

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
WORD = OLE + "WordDocument\0".encode("utf-16-le")
EXCEL = OLE + "Workbook\0".encode("utf-16-le")
Write = Callable[[list[tuple[str, int, str]]], bytes]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writers: dict[str, Write]) -> Path:
    """Put a converter in the place of LibreOffice: whatever it is given, it writes the same paragraph."""
    rows = [("paragraph", 0, "Lúa chín vàng.")]
    for suffix, writer in (("docx", ".docx"), ("ods", ".odt")):
        (tmp_path / f"made.{suffix}").write_bytes(writers[writer](rows))
    program = tmp_path / "soffice.py"
    program.write_text(
        "import shutil, sys, pathlib\n"
        "target, folder, source = sys.argv[4], sys.argv[6], pathlib.Path(sys.argv[7])\n"
        f"made = pathlib.Path({str(tmp_path)!r}) / f'made.{{target}}'\n"
        "shutil.copy(made, pathlib.Path(folder) / f'{source.stem}.{target}')\n",
        encoding="utf-8",
    )
    run = libreoffice.subprocess.run
    monkeypatch.setattr(libreoffice, "_program", lambda: str(program))
    monkeypatch.setattr(libreoffice.subprocess, "run", lambda call, **more: run([sys.executable, *call], **more))
    return program


@pytest.mark.parametrize(
    ("name", "data", "title"),
    [
        ("a.doc", WORD, "an old Word document (.doc); read through LibreOffice as .docx"),
        ("a.rtf", b"{\\rtf1 x}", "an RTF document; read through LibreOffice as .docx"),
        ("a.xls", EXCEL, "an old Excel workbook (.xls); read through LibreOffice as .ods"),
        ("a.docx", WORD, "an old Word document (.doc); read through LibreOffice as .docx"),
    ],
)
def test_old_files_are_converted_and_read(tmp_path: Path, office: Path, name: str, data: bytes, title: str) -> None:
    (tmp_path / name).write_bytes(data)
    document = read_document(tmp_path / name, "vi")
    assert [s.text for s in document.sentences] == ["Lúa chín vàng."]
    assert document.warnings == (f"is {title}",)


def test_without_it_the_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice.shutil, "which", lambda name: None)
    monkeypatch.setattr(libreoffice, "_PLACES", {})
    (tmp_path / "a.doc").write_bytes(WORD)
    with pytest.raises(InputError, match=r"an old Word document .*which is read through LibreOffice") as caught:
        read_document(tmp_path / "a.doc", "vi")
    assert caught.value.hint == "install LibreOffice, or save the file as .docx"


def test_a_conversion_that_fails_is_told(tmp_path: Path, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.doc").write_bytes(WORD)
    office.write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="cannot convert"):
        read_document(tmp_path / "a.doc", "vi")

    def broken(*call: object, **more: object) -> None:
        raise OSError("no such program")

    monkeypatch.setattr(libreoffice.subprocess, "run", broken)
    with pytest.raises(InputError, match=r"cannot convert \(OSError\)"):
        read_document(tmp_path / "a.doc", "vi")


_LINES = ("Đò cập bến lúc sáu giờ.", "Nước sông lên nhanh.")
_PARAGRAPHS = "".join(f"<text:p>{line}</text:p>" for line in _LINES)
_BODIES = {
    "text": _PARAGRAPHS,
    "spreadsheet": "<table:table table:name='a'><table:table-row>{}</table:table-row></table:table>".format(
        "".join(f"<table:table-cell><text:p>{line}</text:p></table:table-cell>" for line in _LINES)
    ),
    "presentation": "<draw:page draw:name='a'><draw:frame svg:width='20cm' svg:height='9cm'><draw:text-box>"
    f"{_PARAGRAPHS}</draw:text-box></draw:frame></draw:page>",
}


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the option that has LibreOffice keep its settings in one place, which takes it seconds to lay out."""
    return f"-env:UserInstallation={tmp_path_factory.mktemp('profile').as_uri()}"


@pytest.mark.slow
@pytest.mark.skipif(libreoffice._program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("suffix", "kind"),
    [("doc", "text"), ("rtf", "text"), ("xls", "spreadsheet"), ("ppt", "presentation")],
)
def test_files_that_libreoffice_writes_are_read_through_it(
    tmp_path: Path, profile: str, suffix: str, kind: str
) -> None:
    flat = tmp_path / "a.xml"
    flat.write_text(_flat(kind), encoding="utf-8")
    call = [str(libreoffice._program()), "--headless", profile]
    libreoffice.subprocess.run([*call, "--convert-to", suffix, "--outdir", str(tmp_path), str(flat)], check=False)
    made = tmp_path / f"a.{suffix}"
    if not made.exists():
        pytest.skip(f"this LibreOffice writes no .{suffix}")
    document = read_document(made, "vi")
    assert tuple(sentence.text for sentence in document.sentences) == _LINES
    assert len(document.warnings) == 1


def _flat(kind: str) -> str:
    """Return a flat OpenDocument file of a kind that holds the lines."""
    names = {"office": "office", "text": "text", "table": "table", "draw": "drawing", "svg": "svg-compatible"}
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for short, name in names.items()
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.2" '
        f'office:mimetype="application/vnd.oasis.opendocument.{kind}"><office:body><office:{kind}>{_BODIES[kind]}'
        f"</office:{kind}></office:body></office:document>"
    )
