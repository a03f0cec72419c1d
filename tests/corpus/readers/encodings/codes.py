"""Texts in the codes of each encoding."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

from songngu.corpus import read_document
from songngu.corpus.document import Document
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


def plain(folder: Path, text: str) -> Document:
    path = folder / "plain.txt"
    path.write_text(text, encoding="utf-8")
    return read_document(path, "vi")
