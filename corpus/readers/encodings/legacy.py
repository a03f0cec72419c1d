"""Vietnamese encodings from before Unicode, read through a view that leads every character back to the file.

A legacy file is decoded byte for byte (one character a byte), and `convert` gives its Unicode text mapped to those
characters. The same works on Unicode text that holds legacy codes, as documents set in fonts such as .VnTime or
VNI-Times do. Tables: TCVN 5712:1993, RFC 1456 (VISCII and VIQR), Windows code page
1258, and the code table VNI Software published.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from songngu.corpus.document import MappedText, Piece, Span
from songngu.corpus.errors import UsageError
from songngu.corpus.language.normalise import nfc

_TONES = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
_SHAPES = {"(": "\u0306", "^": "\u0302", "+": "\u031b", "*": "\u031b"}

# From 0xA0; what Windows puts at 0x80 to 0x9F (quotation marks, dashes) is used with it.
_TCVN3 = "\xa0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323"
_TCVN3 += "àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
_VISCII = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"} | dict(
    enumerate(
        "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
        0x80,
    )
)
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "î": "ỵ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị"}
_VNI_TONE = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_VNI_HAT = {"â": "\u0302"} | {code: "\u0302" + tone for code, tone in zip("áàåãä", _VNI_TONE.values(), strict=True)}
_VNI_BREVE = {"ê": "\u0306"} | {code: "\u0306" + tone for code, tone in zip("éèúüë", _VNI_TONE.values(), strict=True)}
_VNI_VOWELS = {
    "a": _VNI_TONE | _VNI_HAT | _VNI_BREVE,
    "e": _VNI_TONE | _VNI_HAT,
    "o": _VNI_TONE | _VNI_HAT,
    "u": _VNI_TONE,
    "y": _VNI_TONE,
    "ô": _VNI_TONE,
    "ö": _VNI_TONE,
}
_VIQR = re.compile(
    r"\\(?P<escaped>.)|[dD][dD]|(?P<vowel>[aA]|[eEoOuUiIyY])(?P<shape>(?<=[aA])[(^]|(?<=[eE])\^|(?<=[oO])[\^+*]|(?<=[uU])[+*])?"
    r"(?P<tone>['`?~.])?|(?P<other>[^\w\\])",
    re.DOTALL,
)
# In TCVN3 a capital with a tone is the small letter in a font of capitals, so a word in capitals comes out mixed.
_CAPITAL_WORD = re.compile(r"[^\W\d_]{2,}")
_ASCII_CAPITAL = re.compile(r"[A-Z]")
_ASCII_SMALL = re.compile(r"[a-z]")

View = Callable[[str], MappedText]


@dataclass(frozen=True, slots=True)
class Encoding:
    """A legacy encoding: the codec that gives one character a byte, and the view of what those characters mean."""

    name: str
    title: str
    view: View
    codec: str = "latin-1"


def convert(content: MappedText, encoding: Encoding) -> MappedText:
    """Return a text that holds legacy codes as Unicode, still mapped to the file."""
    return compose(encoding.view(content.text), content)


def compose(inner: MappedText, outer: MappedText) -> MappedText:
    """Return ``inner``, which is mapped to the text of ``outer``, mapped to what ``outer`` is mapped to."""
    pieces: list[Piece] = []
    for piece in inner.pieces:
        if len(piece.text) == len(piece.raw):
            part = outer.slice(piece.raw.start, piece.raw.end)
            pieces.extend(_moved(sub, piece.text.start) for sub in part.pieces)
        else:
            spans = outer.raw_spans(piece.raw.start, piece.raw.end)
            if spans:
                pieces.append(Piece(piece.text, Span(spans[0].start, spans[-1].end)))
    return MappedText(inner.text, tuple(pieces), inner.markup)


def _moved(piece: Piece, by: int) -> Piece:
    return Piece(Span(piece.text.start + by, piece.text.end + by), piece.raw)


def find_encoding(name: str) -> Encoding | None:
    """Return the legacy encoding of a name, or None for one Python knows itself.

    Raises UsageError for a name that nobody knows.
    """
    key = name.strip().lower().replace("_", "-")
    found = ENCODINGS.get(_ALIASES.get(key, key))
    if found is None and not is_text_codec(key):
        known = ", ".join(["utf-8", "utf-16", *ENCODINGS])
        raise UsageError(f"unknown encoding {name!r}", hint=f"known: {known}, and what Python calls its codecs")
    return found


def is_text_codec(name: str) -> bool:
    """Tell whether Python knows ``name`` as an encoding of text."""
    try:
        "".encode(name)
    except (LookupError, ValueError):
        return False
    return True


def _one_to_one(text: str, table: Mapping[int, str]) -> MappedText:
    return MappedText.verbatim(text.translate(table), Span(0, len(text)))


def _tcvn3(text: str) -> MappedText:
    read = _one_to_one(text, _tcvn3_table())
    plain = _CAPITAL_WORD.sub(lambda word: _capital(word[0]), read.text)
    return nfc_of(MappedText(plain, read.pieces))


def _capital(word: str) -> str:
    is_capital = len(_ASCII_CAPITAL.findall(word)) >= 2 and not _ASCII_SMALL.search(word)
    return word.upper() if is_capital and len(word.upper()) == len(word) else word


def nfc_of(read: MappedText) -> MappedText:
    """Return the composed form of a converted text, mapped to where it came from."""
    if unicodedata.is_normalized("NFC", read.text):
        return read
    return compose(nfc(read.text), read)


@cache
def _tcvn3_table() -> dict[int, str]:
    return _windows_punctuation() | dict(enumerate(_TCVN3, 0xA0))


@cache
def _windows_punctuation() -> dict[int, str]:
    """Return what Windows puts at 0x80 to 0x9F."""
    decoded = ((code, bytes([code]).decode("cp1252", "ignore")) for code in range(0x80, 0xA0))
    return {code: char for code, char in decoded if char}


def _viscii(text: str) -> MappedText:
    return _one_to_one(text, _VISCII)


@cache
def _vni_table() -> dict[str, str]:
    """Return what each code of one or two characters means, in both cases."""
    table = dict(_VNI_SINGLE)
    for vowel, marks in _VNI_VOWELS.items():
        base = _VNI_SINGLE.get(vowel, vowel)
        table |= {vowel + code: unicodedata.normalize("NFC", base + mark) for code, mark in marks.items()}
    both = table | {code.upper(): meaning.upper() for code, meaning in table.items()}
    # After a capital the mark is often the small one, and the reverse.
    mixed = {code[0].upper() + code[1]: meaning.upper() for code, meaning in table.items() if len(code) == 2}
    return mixed | both | {chr(code): char for code, char in _windows_punctuation().items()}


@cache
def _vni_pattern() -> re.Pattern[str]:
    codes = sorted(_vni_table(), key=lambda code: (-len(code), code))
    return re.compile("|".join(map(re.escape, codes)))


def _vni(text: str) -> MappedText:
    table = _vni_table()
    return _replaced(text, ((match, table[match[0]]) for match in _vni_pattern().finditer(text)))


def _viqr(text: str) -> MappedText:
    return _replaced(text, _viqr_meanings(text))


def _viqr_meanings(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the VIQR codes of a text with their meanings; a syllable has one tone, so a second mark is punctuation."""
    toned_to = -1
    for match in _VIQR.finditer(text):
        if match["other"] is not None:
            toned_to = -1
            continue
        if match["escaped"]:
            yield match, match["escaped"]
        elif not match["vowel"]:
            yield match, "Đ" if match[0][0] == "D" else "đ"
        else:
            marks = _SHAPES.get(match["shape"] or "", "")
            tone = "" if toned_to >= 0 else _TONES.get(match["tone"] or "", "")
            rest = "" if tone else (match["tone"] or "")
            toned_to = match.end() if tone else (-1 if rest else toned_to)
            if marks or tone:
                yield match, unicodedata.normalize("NFC", match["vowel"] + marks + tone) + rest


def _replaced(text: str, codes: Iterator[tuple[re.Match[str], str]]) -> MappedText:
    """Return ``text`` with each code replaced by its meaning, and the way back."""
    parts: list[str] = []
    pieces: list[Piece] = []
    length = kept = 0
    for match, meaning in codes:
        for part, start, end in ((text[kept : match.start()], kept, match.start()), (meaning, *match.span())):
            if part:
                parts.append(part)
                pieces.append(Piece(Span(length, length + len(part)), Span(start, end)))
                length += len(part)
        kept = match.end()
    if kept < len(text):
        parts.append(text[kept:])
        pieces.append(Piece(Span(length, length + len(text) - kept), Span(kept, len(text))))
    return MappedText("".join(parts), tuple(pieces))


ENCODINGS: dict[str, Encoding] = {
    encoding.name: encoding
    for encoding in (
        Encoding("tcvn3", "TCVN3 (ABC)", _tcvn3),
        Encoding("vni", "VNI-Windows", _vni),
        Encoding("viqr", "VIQR", _viqr),
        Encoding("viscii", "VISCII", _viscii),
        Encoding("windows-1258", "windows-1258", nfc, codec="cp1258"),
    )
}
"""The legacy encodings of Vietnamese by name."""

_ALIASES = {
    "abc": "tcvn3", "tcvn": "tcvn3", "tcvn-5712": "tcvn3", "tcvn5712-1": "tcvn3", "x-viet-tcvn": "tcvn3",
    "vni-windows": "vni", "vni-win": "vni", "x-viet-vni": "vni", "csviscii": "viscii", "viscii1.1-1": "viscii",
    "csviqr": "viqr", "cp1258": "windows-1258", "1258": "windows-1258",
}  # fmt: skip
