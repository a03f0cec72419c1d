"""Which encoding a Vietnamese text is in."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from songngu.corpus import read_document
from songngu.corpus.document import Document
from songngu.corpus.errors import InputError
from songngu.corpus.readers.encodings.detection import UNICODE, Guess, detect, suspect_lines
from songngu.corpus.readers.encodings.legacy import ENCODINGS

VOWELS = "aăâeêioôơuưy"


TONES = "\u0301\u0300\u0309\u0303\u0323"


TONED = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES]


LETTERS = [*TONED, *"ăâêôơưđ"]


CAPITALS = [letter.upper() for letter in LETTERS]


TEXT = """Sáng sớm, bà cụ chèo đò đưa khách sang sông. Nước lớn, gió mạnh, thuyền lắc lư nhưng ai cũng yên lòng.
Đến trưa thì trời đổ mưa. Khách ngồi co ro dưới mái lá, kể chuyện ngày xưa để quên cái rét.
Chiều muộn đò mới về bến; người lái cười hiền, nhận mấy đồng bạc lẻ rồi buộc dây vào gốc cây gạo."""


def reverse(name: str) -> dict[str, str]:
    """Return the code of each letter, found by what the view makes of every code."""
    singles = [chr(code) for code in (*range(1, 9), *range(14, 32), *range(0x80, 0x100))]
    pairs = [a + b for a in "aeouyôöAEOUYÔÖ" for b in map(chr, range(0xC0, 0x100))]
    codes: dict[str, str] = {}
    for code in [*singles, *(pairs if name == "vni" else [])]:
        text = ENCODINGS[name].view(code).text
        if name == "vni" and text == code not in "íìÍÌ":
            continue  # not a code: it stands for itself only where no vowel comes before it
        if text in (*LETTERS, *CAPITALS) and (len(code) == 1 or code[0].isupper() == code[1].isupper()):
            codes.setdefault(text, code)
    return codes


def to_viqr(text: str) -> str:
    marks = dict(zip(TONES + "\u0306\u0302\u031b", "'`?~.(^+", strict=True))
    written = []
    for char in text:
        base, *own = unicodedata.normalize("NFD", char)
        shapes = sorted(own, key=lambda mark: marks[mark] not in "(^+")
        stop = "\\" + char if char in "'`?~.\\" else char
        written.append(
            base + "".join(marks[mark] for mark in shapes) if own else {"đ": "dd", "Đ": "DD"}.get(char, stop)
        )
    return "".join(written)


def to_1258(text: str) -> str:
    written = []
    for char in text:
        loose = unicodedata.normalize("NFD", char)
        tones = "".join(mark for mark in loose if mark in TONES)
        base = unicodedata.normalize("NFC", "".join(mark for mark in loose if mark not in TONES))
        written.append(base + tones)
    return "".join(written)


def encoder(name: str) -> Callable[[str], bytes]:
    """Return what writes text in an encoding."""
    if name == "viqr":
        return lambda text: to_viqr(text).encode("ascii")
    if name == "windows-1258":
        return lambda text: to_1258(text).encode("cp1258")
    codes = reverse(name)
    return lambda text: "".join(codes.get(char, char) for char in text).encode("latin-1")


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


def plain(folder: Path, text: str) -> Document:
    path = folder / "plain.txt"
    path.write_text(text, encoding="utf-8")
    return read_document(path, "vi")


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
