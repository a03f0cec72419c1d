"""Archives that mean harm or are broken: one clear error, little memory, nothing fetched."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from songngu.corpus import read_document
from songngu.corpus.errors import InputError
from songngu.corpus.readers.archive import Archive, attribute, parse_xml

Parts = dict[str, str | bytes]
LAUGHS = (
    "<!DOCTYPE x ["
    + '<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]><w:document xmlns:w='w'><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>"
)
EXTERNAL = (
    "<!DOCTYPE x [<!ENTITY a SYSTEM 'http://127.0.0.1:9/secret'>]><w:document xmlns:w='w'>"
    "<w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
)
DEEP = "<a>" * 1000 + "</a>" * 1000


@pytest.fixture
def refused(tmp_path: Path) -> Callable[[bytes], str]:
    """Return the message with which a DOCX file is refused, in bounded memory."""

    def refused(data: bytes) -> str:
        path = tmp_path / "a.docx"
        path.write_bytes(data)
        tracemalloc.start()
        with pytest.raises(InputError) as caught:
            read_document(path, "vi")
        assert tracemalloc.get_traced_memory()[1] < 50 << 20
        tracemalloc.stop()
        assert str(caught.value).startswith(f"{path}: ")
        assert "\n" not in str(caught.value)
        return str(caught.value).removeprefix(f"{path}: ")

    return refused


def test_bombs_are_refused(
    refused: Callable[[bytes], str], docx_of: Callable[..., Parts], zip_of: Callable[[Parts], bytes]
) -> None:
    bomb = docx_of("") | {"word/document.xml": b"<a>" + b" " * (30 << 20)}
    assert refused(zip_of(bomb)) == "expands too much: part word/document.xml is over 5 MB, perhaps a ZIP bomb"


def test_all_parts_together_have_a_limit(monkeypatch: pytest.MonkeyPatch, zip_of: Callable[[Parts], bytes]) -> None:
    monkeypatch.setattr("songngu.corpus.readers.archive.LARGEST_EXPANDED", 1500)
    archive = Archive(zip_of({"a": b"x" * 1000, "b": b"y" * 1000}))
    assert archive.read("a") == b"x" * 1000
    with pytest.raises(InputError, match="expands too much: part b"):
        archive.read("b")


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        (LAUGHS, "declares XML entities (part word/document.xml), which are refused"),
        (EXTERNAL, "declares XML entities (part word/document.xml), which are refused"),
        (DEEP, "is nested too deeply (part word/document.xml)"),
        ("<a>\x01</a>", "is damaged: part word/document.xml is no well-formed XML: PCDATA invalid Char value 1"),
        ("<a>\udc80</a>", "is damaged: part word/document.xml is no well-formed XML"),
        ("", "is damaged: part word/document.xml is no well-formed XML"),
    ],
)
def test_harmful_xml_is_refused(
    refused: Callable[[bytes], str],
    docx_of: Callable[..., Parts],
    zip_of: Callable[[Parts], bytes],
    xml: str,
    message: str,
) -> None:
    data = zip_of(docx_of("") | {"word/document.xml": xml.encode("utf-8", "surrogatepass")})
    assert refused(data).startswith(message)


def test_an_external_dtd_is_not_loaded() -> None:
    root = parse_xml(b"<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'><x a='1'/>", "x")
    assert attribute(root, "a") == "1"


def test_encrypted_and_old_word_files(refused: Callable[[bytes], str]) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100
    assert refused(ole + "EncryptedPackage\0".encode("utf-16-le")) == "is an encrypted Office document"
    assert refused(ole) == "is an old binary Office file"


def test_a_part_with_a_password(
    refused: Callable[[bytes], str], docx_of: Callable[..., Parts], zip_of: Callable[[Parts], bytes]
) -> None:
    data = bytearray(zip_of(docx_of("")))
    place = data.find(b"PK\1\2")
    while place >= 0:
        data[place + 8] |= 1
        place = data.find(b"PK\1\2", place + 1)
    assert refused(bytes(data)).startswith("is encrypted (part _rels/.rels)")


def test_truncated_and_damaged_files(
    refused: Callable[[bytes], str], docx_of: Callable[..., Parts], zip_of: Callable[[Parts], bytes]
) -> None:
    data = zip_of(docx_of(""))
    assert refused(data[:-30]) == "is a damaged or truncated ZIP file, or none at all"
    assert refused(b"") == "is a damaged or truncated ZIP file, or none at all"
    at = data.find(b"_rels/.rels") + len("_rels/.rels") + 3
    assert refused(data[:at] + b"\xff\xff" + data[at + 2 :]).startswith("is damaged: part _rels/.rels cannot be read")


def test_a_method_of_compression_nobody_has(refused: Callable[[bytes], str]) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    data = bytearray(buffer.getvalue())
    data[data.find(b"PK\1\2") + 10] = 77
    assert "cannot be read" in refused(bytes(data))
