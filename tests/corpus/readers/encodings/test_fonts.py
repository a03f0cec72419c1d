"""Fonts that say how their text is encoded."""

import pytest

from songngu.corpus.readers.encodings.fonts import font_encoding, from_font
from songngu.corpus.readers.extraction import Extraction


@pytest.mark.parametrize(
    ("font", "name"),
    [
        (".VnTime", "tcvn3"),
        (".VnTimeH", "tcvn3"),
        ("VNI-Times", "vni"),
        ("vni helve", "vni"),
        ("Times", None),
        ("", None),
    ],
)
def test_fonts_by_name(font: str, name: str | None) -> None:
    found = font_encoding(font)
    assert (found and found.name) == name


def test_codes_of_a_font_are_read_with_a_warning() -> None:
    extraction = Extraction()
    assert from_font("ViÖt Nam", ".VnTime", extraction) == "Việt Nam"
    assert len(extraction.warnings) == 1


def test_a_font_of_capitals_shows_capitals() -> None:
    assert from_font("viÖt nam", ".VnTimeH", Extraction()) == "VIỆT NAM"
    assert from_font("nam", ".VnTimeH", Extraction()) == "NAM"


def test_what_is_unicode_already_stays() -> None:
    extraction = Extraction()
    assert from_font("Việt Nam", ".VnTime", extraction) == "Việt Nam"
    assert from_font("ViÖt", "Times", extraction) == "ViÖt"
    assert extraction.warnings == []
