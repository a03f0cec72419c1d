"""PDFs as printers make them: columns, heads, footnotes, hyphens, and files that are damaged or hold pictures only."""

import sys

import pytest

from benchmarks.pdf_pages import Set
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.readers import extract
from songngu.corpus.readers.extraction import Extraction
from tests.corpus.readers.pdf.set_pages import LEFT, read, stacked


def test_pages_without_text_are_told() -> None:
    texts, extraction = read([[Set(72, 700, "Một trang.")], [], [], [Set(72, 700, "Hết.")]])
    assert texts == ["Một trang.", "Hết."]
    assert extraction.warnings == ["pages 2-3: no text, pictures of it perhaps"]
    with pytest.raises(InputError, match="holds no text") as caught:
        read([[]])
    assert caught.value.hint and "OCR" in caught.value.hint


def test_damaged_files_and_a_missing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match=r"a\.pdf: is a damaged PDF"):
        extract("a.pdf", Extraction(), b"%PDF-1.7\n" + b"\0" * 100)
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(UsageError, match="needs pypdfium2") as caught:
        read([[]])
    assert caught.value.hint == "pip install 'songngu[office]'"


def test_what_a_browser_prints_around_a_page_is_left_out() -> None:
    around = [
        Set(24, 820, "11/28/26, 9:01 PM", 7), Set(300, 820, "Nhật ký", 7),
        Set(24, 17, "https://lang.example/13.html", 7), Set(575, 17, "1/1", 7),
    ]  # fmt: skip
    assert read([[*around, *stacked(LEFT)]])[0] == [" ".join(LEFT)]
