"""The text of a file: its bytes, within a limit, decoded as they are declared, named or detected to be."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from songngu.corpus.document import MappedText
from songngu.corpus.errors import InputError, UsageError, unreadable
from songngu.corpus.files.streams import bounded, file_bytes
from songngu.corpus.readers.encodings.detection import UNICODE, Guess, detect, has_suspects, suspect_lines
from songngu.corpus.readers.encodings.latin import latin_codec
from songngu.corpus.readers.encodings.legacy import ENCODINGS, Encoding, find_encoding, is_text_codec
from songngu.corpus.readers.encodings.scripts import foreign_codec
from songngu.corpus.readers.encodings.wide import marked_codec, wide_codec

_HINT = "convert it to UTF-8, or name its encoding: --encoding, or encoding in songngu.toml"
_LEAST_PROBABILITY = 0.9
_LEAST_WORDS = 3
_SAMPLE = 100_000
_LISTED = 8
_MOST_OWN = 0.95  # some lines in an old encoding of China or Japan happen to be UTF-8 too


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded file: ``raw`` as it stands, the Unicode view of one in a legacy encoding, and what to warn about."""

    raw: str
    view: MappedText | None = None
    warnings: tuple[str, ...] = field(default=())


def read_bytes(path: str | Path) -> bytes:
    """Return the bytes of a file or a pipe; ``-`` is standard input.

    Raises InputError where there is no such file, or it is a device, cannot be opened or has more than ``LARGEST``
    bytes.
    """
    try:
        if str(path) == "-":
            return bounded(sys.stdin.buffer)
        if Path(path).is_dir():
            raise UsageError(f"{path}: is a folder, not a file")
        return file_bytes(Path(path))
    except (OSError, ValueError) as error:
        raise unreadable(error) from None


def decode(data: bytes, lang: str, *, named: str | None = None, declared: str | None = None) -> Text:
    """Return the text of ``data``, without a byte order mark and with its line ends as they are.

    The encoding is the one ``named`` by the user, else that of the byte order mark, the one ``declared`` in the file,
    UTF-8, or a detected one with a warning. Raises InputError where the bytes are in none of them, UsageError where
    ``named`` is no encoding.
    """
    if named:
        return _as_named(data, named)
    codec, length = marked_codec(data)
    if codec:
        return Text(_strict(data[length:], codec, offset=length))
    if declared:
        text = _as_declared(data, declared)
        if text:
            return text
    return _detected(data, lang)


def _as_named(data: bytes, named: str) -> Text:
    """Return the text of ``data`` in the encoding that a person named, with a warning where it plainly is another."""
    legacy = find_encoding(named)
    if legacy:
        text = _legacy_text(data, legacy)
        return Text(text.raw, text.view, tuple(_mixed(data.decode("latin-1"), legacy.name)))
    text = Text(_strict(data, named))
    if not data.isascii() and _is_utf8(data) and text.raw != data.decode("utf-8-sig"):
        return Text(text.raw, None, (f"is UTF-8, read as {named} as was asked for",))
    return text


def _as_declared(data: bytes, declared: str) -> Text | None:
    try:
        legacy = find_encoding(declared)
    except UsageError:
        return None
    if legacy:
        return _legacy_text(data, legacy)
    try:
        return Text(data.decode(declared if is_text_codec(declared) else "utf-8"))
    except (UnicodeError, LookupError):
        return None


def _legacy_text(data: bytes, encoding: Encoding, warnings: tuple[str, ...] = ()) -> Text:
    """Return a text in a legacy encoding; one that is UTF-8 holds the codes as characters."""
    zero = data.find(0)
    if zero >= 0:
        raise _no_text(zero)
    try:
        raw = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raw = _strict(data, encoding.codec)
    return Text(raw, encoding.view(raw), warnings)


def _strict(data: bytes, codec: str, offset: int = 0) -> str:
    """Decode all of ``data``, which stands ``offset`` bytes into the file, or say which byte cannot be."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        place = error.start
        byte = f" (0x{data[place]:02x})" if place < len(data) else ""
        raise InputError(f"is not {codec.upper()}: byte {offset + place}{byte} cannot be decoded", hint=_HINT) from None
    zero = text.find("\0")
    if zero >= 0:
        raise _no_text(zero)
    return text.removeprefix("\ufeff")


def _detected(data: bytes, lang: str) -> Text:
    zero = data.find(0)
    if zero >= 0:
        return Text(_strict(data, wide_codec(data) or _utf16_order(data, zero)))
    try:
        raw = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, lang, error)
    if not lang.lower().startswith("vi"):
        return Text(raw)
    return _unicode_text(raw)


def _no_text(place: int) -> InputError:
    return InputError(
        f"is a binary file of a kind that is not known (a zero at {place}), no text",
        hint="give a document that holds text, or name its encoding: --encoding, or encoding in songngu.toml",
    )


def _utf16_order(data: bytes, zero: int) -> str:
    """Return the byte order of UTF-16 without its mark, told by which of two bytes is zero in Latin text."""
    head = data[:4096]
    evens, odds = head[::2].count(0), head[1::2].count(0)
    most = max(evens, odds)
    if len(data) % 2 or most < 3 or most < 0.2 * len(head) / 2 or min(evens, odds) > 0.02 * most:
        raise _no_text(zero)
    return "utf-16-be" if evens > odds else "utf-16-le"


def _unicode_text(raw: str) -> Text:
    """Return Vietnamese text in Unicode, converted where its characters are the codes of a legacy font."""
    encoding, warnings = legacy_codes(raw, "vi")
    return Text(raw, encoding.view(raw) if encoding else None, warnings)


def legacy_codes(text: str, lang: str, named: str | None = None) -> tuple[Encoding | None, tuple[str, ...]]:
    """Return the legacy encoding whose codes a Unicode text holds, if any, and what to warn about.

    Texts set in fonts such as .VnTime hold such codes. Raises UsageError where ``named`` is no encoding.
    """
    if named:
        return find_encoding(named), ()
    if not lang.lower().startswith("vi") or not (text.isascii() or has_suspects(text)):
        return None, ()
    guess = detect(text[:_SAMPLE])
    if guess.name != UNICODE and _is_sure(guess) and guess.words >= 2 * _LEAST_WORDS:
        return ENCODINGS[guess.name], (_announcement(guess), *_mixed(text, guess.name))
    return None, () if text.isascii() else tuple(_mixed(text, UNICODE))


def _not_utf8(data: bytes, lang: str, error: UnicodeDecodeError) -> Text:
    marked = [(number, line) for number, line in enumerate(data.split(b"\n"), 1) if not line.isascii()]
    own = [(number, line) for number, line in marked if not _is_utf8(line)]
    if len(own) >= _MOST_OWN * len(marked) and (codec := foreign_codec(data)):
        return Text(_strict(data, codec), None, (f"is not Unicode; read as {codec}; --encoding names another",))
    others = len(marked) > len(own)
    guess = detect(b"\n".join(line for _, line in own).decode("latin-1")[:_SAMPLE], lang)
    if others or not _is_sure(guess):
        place = error.start
        hint = _HINT
        if others and guess.name != UNICODE:
            title = ENCODINGS[guess.name].title
            lines = line_list([number for number, _ in own])
            hint = f"it mixes encodings: {lines} may be {title}, the rest is UTF-8; convert those lines"
        elif guess.name != UNICODE:
            hint = f"perhaps it is {ENCODINGS[guess.name].title}: --encoding {guess.name}"
        message = f"is not UTF-8: byte {place} (0x{data[place]:02x}) cannot be decoded"
        raise InputError(message, hint=hint)
    if guess.name == UNICODE:
        codec = latin_codec(data, lang)
        return Text(_strict(data, codec), None, (_announcement(guess, codec.replace("cp", "windows-")),))
    warning = _announcement(guess)
    found = _legacy_text(data, ENCODINGS[guess.name], (warning,))
    return Text(found.raw, found.view, (*found.warnings, *_mixed(data.decode("latin-1"), guess.name)))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_sure(guess: Guess) -> bool:
    return guess.probability >= _LEAST_PROBABILITY and guess.words >= _LEAST_WORDS


def _announcement(guess: Guess, codec: str = "windows-1252") -> str:
    title = codec if guess.name == UNICODE else ENCODINGS[guess.name].title
    probability = min(0.999, round(guess.probability, 3))
    return f"is not Unicode; read as {title} (probability {probability}); --encoding names another"


def _mixed(text: str, main: str) -> list[str]:
    """Return a warning for each encoding other than ``main`` that some lines are in."""
    title = "Unicode" if main == UNICODE else ENCODINGS[main].title
    found = suspect_lines(text, main)
    names = {name: "Unicode" if name == UNICODE else ENCODINGS[name].title for name in found}
    return [f"{line_list(lines)}: {names[name]} in a file in {title}" for name, lines in sorted(found.items())]


def line_list(lines: Sequence[int]) -> str:
    """Return line numbers as a person writes them: ``lines 3, 7-9``, not more than a few."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(lines), lambda pair: pair[1] - pair[0])]
    shown = [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs[:_LISTED]]
    more = f" and {len(runs) - _LISTED} more places" if len(runs) > _LISTED else ""
    return f"{'line' if len(lines) == 1 else 'lines'} {', '.join(shown)}{more}"


_META = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)")
_WINDOWS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "iso8859-1": "cp1252"}


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding an HTML or XML file declares in its first bytes; what browsers read as another is that."""
    match = _XML.search(data, 0, 1024) or _META.search(data, 0, 4096)
    name = match[1].decode("ascii", "replace").lower() if match else None
    return _WINDOWS.get(name, name) if name else None
