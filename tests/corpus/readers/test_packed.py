"""Compressed documents are read as what is in them."""

import bz2
import gzip
import lzma
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from songngu.corpus import read_document
from songngu.corpus.errors import InputError
from songngu.corpus.readers import reader_named
from songngu.corpus.readers.sentence_report import sentence_json

Zip = Callable[[Mapping[str, str | bytes]], bytes]
PAGE = "<p>Đò <b>sang</b> sông.</p>".encode()
PACK = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress}


def sentences(path: Path) -> list[str]:
    return [s.text for s in read_document(path, "vi").sentences]


@pytest.mark.parametrize("suffix", PACK)
def test_a_compressed_document_is_read_by_its_inner_suffix(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.html{suffix}"
    path.write_bytes(PACK[suffix](PAGE))
    assert sentences(path) == ["Đò sang sông."]
    assert read_document("-", "vi", data=PACK[suffix](b"xin")).raw == "xin"


def test_an_archive_of_one_document(tmp_path: Path, zip_of: Zip) -> None:
    path = tmp_path / "a.zip"
    for more in ({}, {"anh.png": b"\x89PNG\r\n\0", "__MACOSX/a.html": "x", "sub/": "", ".DS_Store": "x"}):
        path.write_bytes(zip_of({"sub/a.html": PAGE} | more))
        assert sentences(path) == ["Đò sang sông."]
    path.write_bytes(zip_of({"a.html.gz": gzip.compress(PAGE)}))
    assert sentences(path) == ["Đò sang sông."]


def test_compressed_subtitles_have_times(tmp_path: Path) -> None:
    path = tmp_path / "a.srt.gz"
    path.write_bytes(gzip.compress("1\n00:00:01,000 --> 00:00:02,000\nĐi.\n".encode()))
    assert sentence_json(read_document(path, "vi"))[0]["time"] == [1000, 2000]
    assert reader_named("A.SRT.GZ") == "subtitles"


def test_several_documents_none_and_damage_are_told(tmp_path: Path, zip_of: Zip) -> None:
    path = tmp_path / "a.zip"
    cases = [
        (zip_of({f"{n}.md": "x" for n in range(7)}), r"a ZIP archive of 7 documents: 0\.md, 1\.md.* …"),
        (zip_of({}), "holds no document"),
        (zip_of({"a.png": b"\x89PNG\r\n\0", "b.png": b"\x89PNG\r\n\0"}), "holds no document"),
        (zip_of({"a.png": b"\x89PNG\r\n\0"}), r"a picture \(PNG\)"),
        (gzip.compress(PAGE)[:-9], r"compressed \(gzip\) and damaged"),
        (gzip.compress(gzip.compress(gzip.compress(PAGE))), r"is compressed \(gzip\)$"),
        (gzip.compress(b"x" + b"\0" * (2 << 20)), "expands to over 1 MB"),
        (gzip.compress(b"a/" + b"\0" * 255 + b"ustar\0"), "a tar archive"),
        (zip_of({"a.txt": "x"})[:-8], "damaged or truncated ZIP"),
    ]
    for data, message in cases:
        path.write_bytes(data)
        with pytest.raises(InputError, match=message):
            read_document(path, "vi")
