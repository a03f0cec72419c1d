"""Which encoding a Vietnamese text is in."""

import unicodedata
from pathlib import Path

import pytest

from songngu.corpus import read_document
from songngu.corpus.errors import InputError
from songngu.corpus.readers.encodings.detection import UNICODE, Guess, detect, suspect_lines
from songngu.corpus.readers.encodings.legacy import ENCODINGS
from tests.corpus.readers.encodings.codes import (
    TEXT,
    encoder,
    plain,
)


@pytest.mark.parametrize("name", ENCODINGS)
def test_each_encoding_is_told(name: str) -> None:
    guess = detect(encoder(name)(TEXT).decode("latin-1"))
    assert (guess.name, guess.probability > 0.99) == (name, True)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        unicodedata.normalize("NFD", TEXT),
        "I don't know; she's at O'Hare. It isn't here: that's what they've said, and we'll see.",
        "Un été français où le garçon était à l'école, déjà très fâché — Noël",
        "Größe und Straße für Mädchen übt Öl",
        "“Hello”, she said… it’s the “end”",
        "",
    ],
)
def test_what_is_unicode_stays(text: str) -> None:
    assert detect(text).name == UNICODE
    assert detect(text, "en").name == UNICODE
    assert suspect_lines(text, UNICODE) == {}


def test_without_evidence_it_is_unicode_for_certain() -> None:
    assert detect("plain words", "en") == Guess(UNICODE, 1.0, 0)


def test_lines_in_another_encoding_are_reported(tmp_path: Path) -> None:
    lines = [TEXT.splitlines()[number % 3] for number in range(12)]
    codes = [encoder("tcvn3")(line).decode("latin-1") for line in lines]
    document = plain(tmp_path, "\n".join([*lines[:9], codes[9], lines[10], codes[11]]))
    assert document.warnings == ("lines 10, 12: TCVN3 (ABC) in a file in Unicode",)
    mixed = [encoder("vni" if number == 4 else "tcvn3")(line) for number, line in enumerate(lines)]
    path = tmp_path / "mixed.txt"
    path.write_bytes(b"\n".join(mixed))
    warnings = read_document(path, "vi").warnings
    assert [line for line in warnings if "in a file" in line] == ["line 5: VNI-Windows in a file in TCVN3 (ABC)"]


def test_bytes_that_are_partly_utf8_are_refused_with_the_lines(tmp_path: Path) -> None:
    path = tmp_path / "mixed.txt"
    lines = TEXT.splitlines()
    path.write_bytes(b"\n".join([lines[0].encode(), encoder("tcvn3")(lines[1]), encoder("tcvn3")(lines[2])]))
    with pytest.raises(InputError, match="is not UTF-8: byte") as caught:
        read_document(path, "vi")
    assert caught.value.hint and "lines 2-3 may be TCVN3 (ABC), the rest is UTF-8" in caught.value.hint


def test_a_doubtful_file_is_refused_with_a_suggestion(tmp_path: Path) -> None:
    path = tmp_path / "short.txt"
    path.write_bytes(encoder("tcvn3")("Việt Nữ"))
    with pytest.raises(InputError, match="is not UTF-8") as caught:
        read_document(path, "vi")
    assert caught.value.hint == "perhaps it is TCVN3 (ABC): --encoding tcvn3"
