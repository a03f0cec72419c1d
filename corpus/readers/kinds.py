"""Kinds of files, told by their first bytes ("magic numbers", as ``file(1)`` lists them) and what archives hold.

A text has no kind: what it is, its suffix says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from songngu.corpus.errors import InputError
from songngu.corpus.readers.archive import Archive


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is no text: its name with its article, the reader of it (or none), and what to do."""

    title: str
    reader: str = ""
    hint: str = "give a document that holds text"


_PICTURE_HINT = "it holds no text that can be read: recognise its characters (OCR) and give the text"
_SOUND_HINT = "it holds no text: give its subtitles (.srt, .vtt) or its transcript"
_UNPACK_HINT = "unpack it and give the documents in it"
_TABLE_HINT = "it is a bitext or a data set, no document: `songngu convert` reads those"

PDF = FileKind("a PDF", "pdf")
RTF = FileKind("an RTF document", "libreoffice")
GZIP, BZIP2, XZ = (FileKind(f"compressed ({name})", "packed") for name in ("gzip", "bzip2", "xz"))
ZIP = FileKind("a ZIP archive", "packed")
ENCRYPTED = FileKind("an encrypted Office document", hint="save it without a password")
BINARY = FileKind("a binary file of a kind that is not known")

_PREFIXES = (
    (b"%PDF-", PDF),
    (b"{\\rtf", RTF),
    (b"\x1f\x8b", GZIP),
    (b"BZh", BZIP2),
    (b"\xfd7zXZ\x00", XZ),
    (b"7z\xbc\xaf\x27\x1c", FileKind("a 7-Zip archive", hint=_UNPACK_HINT)),
    (b"Rar!\x1a\x07", FileKind("a RAR archive", hint=_UNPACK_HINT)),
    (b"\x28\xb5\x2f\xfd", FileKind("compressed (Zstandard)", hint=_UNPACK_HINT)),
    (b"\x89PNG\r\n", FileKind("a picture (PNG)", hint=_PICTURE_HINT)),
    (b"\xff\xd8\xff", FileKind("a picture (JPEG)", hint=_PICTURE_HINT)),
    (b"GIF8", FileKind("a picture (GIF)", hint=_PICTURE_HINT)),
    (b"II*\x00", FileKind("a picture (TIFF)", hint=_PICTURE_HINT)),
    (b"MM\x00*", FileKind("a picture (TIFF)", hint=_PICTURE_HINT)),
    (b"BM", FileKind("a picture (BMP)", hint=_PICTURE_HINT)),
    (b"8BPS", FileKind("a picture (Photoshop)", hint=_PICTURE_HINT)),
    (b"\x00\x00\x01\x00", FileKind("a picture (icon)", hint=_PICTURE_HINT)),
    (b"AT&TFORM", FileKind("a scanned document (DjVu)", hint=_PICTURE_HINT)),
    (b"%!PS", FileKind("a PostScript file", hint="convert it to PDF")),
    (b"ID3", FileKind("a sound (MP3)", hint=_SOUND_HINT)),
    (b"OggS", FileKind("a sound or a film (Ogg)", hint=_SOUND_HINT)),
    (b"fLaC", FileKind("a sound (FLAC)", hint=_SOUND_HINT)),
    (b"\x1aE\xdf\xa3", FileKind("a film (Matroska, WebM)", hint=_SOUND_HINT)),
    (b"\x7fELF", FileKind("a program")),
    (b"MZ\x90", FileKind("a program (Windows)")),
    (b"\xcf\xfa\xed\xfe", FileKind("a program (macOS)")),
    (b"\xca\xfe\xba\xbe", FileKind("a program (Java or macOS)")),
    (b"\x00asm", FileKind("a program (WebAssembly)")),
    (b"SQLite format 3\x00", FileKind("a database (SQLite)", hint="export the texts in it")),
    (b"PAR1", FileKind("a Parquet table", hint=_TABLE_HINT)),
    (b"ARROW1", FileKind("an Arrow table", hint=_TABLE_HINT)),
    (b"\xde\x12\x04\x95", FileKind("a compiled translation catalogue (MO)", hint="msgunfmt makes a .po of it")),
    (b"\x95\x04\x12\xde", FileKind("a compiled translation catalogue (MO)", hint="msgunfmt makes a .po of it")),
    (b"wOFF", FileKind("a font")),
    (b"wOF2", FileKind("a font")),
    (b"OTTO", FileKind("a font")),
    (b"\x00\x01\x00\x00", FileKind("a font")),
    (b"ITSF", FileKind("a compiled help file (CHM)", hint=_UNPACK_HINT)),
    (b"\x93NUMPY", FileKind("an array (NumPy)")),
)  # fmt: skip
_PLACED = (
    (257, b"ustar", FileKind("a tar archive", hint=_UNPACK_HINT)),
    (60, b"BOOKMOBI", FileKind("a Kindle book (MOBI)", hint="convert it to EPUB")),
    (4, b"ftypheic", FileKind("a picture (HEIC)", hint=_PICTURE_HINT)),
    (4, b"ftypavif", FileKind("a picture (AVIF)", hint=_PICTURE_HINT)),
    (4, b"ftyp", FileKind("a film or a sound (MP4)", hint=_SOUND_HINT)),
    (8, b"WEBP", FileKind("a picture (WebP)", hint=_PICTURE_HINT)),
    (8, b"WAVE", FileKind("a sound (WAV)", hint=_SOUND_HINT)),
    (8, b"AVI ", FileKind("a film (AVI)", hint=_SOUND_HINT)),
)  # fmt: skip

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HEAD = 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", ENCRYPTED),
    ("WordDocument", FileKind("an old Word document (.doc)", "libreoffice")),
    ("PowerPoint Document", FileKind("an old PowerPoint presentation (.ppt)", "libreoffice")),
    ("Workbook", FileKind("an old Excel workbook (.xls)", "libreoffice")),
    ("Book", FileKind("an old Excel workbook (.xls)", "libreoffice")),
    ("__properties_version1.0", FileKind("an Outlook message (.msg)", hint="save it as text or HTML")),
)  # fmt: skip
_OLE_OTHER = FileKind("an old binary Office file", hint="save it as .docx")
_ZIP_PARTS = (
    ("word/document.xml", FileKind("a Word document (.docx)", "docx")),
    ("ppt/presentation.xml", FileKind("a PowerPoint presentation (.pptx)", "pptx")),
    ("xl/workbook.xml", FileKind("an Excel workbook (.xlsx)", "xlsx")),
    ("xl/workbook.bin", FileKind("an Excel workbook (.xlsb)", "libreoffice")),
    ("META-INF/container.xml", FileKind("an e-book (EPUB)", "epub")),
    ("Index/Document.iwa", FileKind("an Apple iWork document", hint="export it as Word or EPUB")),
    ("FixedDocSeq.fdseq", FileKind("an XPS document", hint="print it to PDF")),
    ("AndroidManifest.xml", FileKind("a program (Android)")),
    ("META-INF/MANIFEST.MF", FileKind("a program (Java)")),
)  # fmt: skip
_MIMETYPES = {
    "application/epub+zip": FileKind("an e-book (EPUB)", "epub"),
    "application/vnd.oasis.opendocument.text": FileKind("an OpenDocument text (.odt)", "odt"),
    "application/vnd.oasis.opendocument.presentation": FileKind("an OpenDocument presentation (.odp)", "odt"),
    "application/vnd.oasis.opendocument.spreadsheet": FileKind("an OpenDocument spreadsheet (.ods)", "odt"),
}
_WORD_PART = re.compile(r"word/document\d*\.xml")


def kind_of(data: bytes) -> FileKind | None:
    """Return the kind of a file that is no text, by its first bytes, or None."""
    if data.startswith(_OLE):
        return _ole_kind(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    head = data[:_HEAD]
    start = head.lstrip() if b"%PDF-" in head else head
    is_text = not _CONTROL.search(head)
    for prefix, kind in _PREFIXES:
        # Words begin like some of the marks: a text is known by holding no control characters.
        if start.startswith(prefix) and not (is_text and prefix.isalnum()):
            return kind
    return next((kind for place, mark, kind in _PLACED if data.startswith(mark, place) and not is_text), None)


def _ole_kind(data: bytes) -> FileKind:
    """Return what a compound file (MS-CFB) is, by the names in its directory, which are in UTF-16."""
    places = ((data.find(f"{name}\0".encode("utf-16-le")), kind) for name, kind in _OLE_STREAMS)
    found = [(place, kind.title, kind) for place, kind in places if place >= 0]
    return min(found, key=lambda one: one[:2])[2] if found else _OLE_OTHER


def _zip_kind(data: bytes) -> FileKind:
    try:
        archive = Archive(data)
        named = archive.read("mimetype") if "mimetype" in archive else b""
    except InputError:
        return ZIP
    found = _MIMETYPES.get(named.decode("ascii", "replace").strip().removesuffix("-template"))
    if found:
        return found
    if any(_WORD_PART.fullmatch(name) for name in archive.names):
        return _ZIP_PARTS[0][1]
    return next((kind for part, kind in _ZIP_PARTS if part in archive), ZIP)
