"""MO, the compiled message catalogues of GNU gettext (manual, "The Format of GNU MO Files"): read, as a PO file is."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import BinaryIO

import polars as pl

from songngu.corpus.formats.fields import row_batches
from songngu.corpus.formats.po.entry import PoEntry
from songngu.corpus.formats.po.reader import rows_of_entries
from songngu.corpus.formats.reading import Reading
from songngu.corpus.readers.encodings.legacy import is_text_codec

_ORDERS = {b"\xde\x12\x04\x95": "<", b"\x95\x04\x12\xde": ">"}
_HEAD = 20
_CHARSET = re.compile(rb"charset=([A-Za-z0-9._:-]+)", re.IGNORECASE)


def scan(stream: BinaryIO, reading: Reading) -> Iterator[pl.DataFrame]:
    """Yield the messages of a catalogue as rows, as those of a PO file are; the catalogue is held in memory.

    Raises InputError for what is no catalogue, is cut off, or is not of the encoding it names.
    """
    pairs = _pairs(stream.read(), reading)
    header = next((translation for key, translation in pairs if not key), b"")
    found = _CHARSET.search(header)
    charset = found[1].decode().lower() if found else "utf-8"
    if not is_text_codec(charset):
        raise reading.error(f"unknown charset {charset!r}")
    yield from row_batches(rows_of_entries(_entries(pairs, charset, reading), reading), reading)


def _pairs(data: bytes, reading: Reading) -> list[tuple[bytes, bytes]]:
    """Return the keys and translations of a catalogue."""
    order = _ORDERS.get(data[:4])
    if order is None or len(data) < _HEAD:
        raise reading.error("not a message catalogue of gettext")
    _, count, keys, translations = struct.unpack_from(f"{order}4I", data, 4)
    if max(keys, translations) + 8 * count > len(data):
        raise reading.error("the catalogue is cut off")
    tables = [struct.unpack_from(f"{order}{2 * count}I", data, start) for start in (keys, translations)]
    columns = []
    for table in tables:
        places = list(zip(table[::2], table[1::2], strict=True))
        if any(start + length > len(data) for length, start in places):
            raise reading.error("the catalogue is cut off")
        columns.append([data[start : start + length] for length, start in places])
    return list(zip(*columns, strict=True))


def _entries(pairs: list[tuple[bytes, bytes]], charset: str, reading: Reading) -> Iterator[PoEntry]:
    for key, translation in pairs:
        try:
            yield _entry(key.decode(charset), translation.decode(charset))
        except UnicodeDecodeError:
            reading.pass_over(reading.error(f"a message that is not {charset.upper()}: {key[:40]!r}"))


def _entry(key: str, translation: str) -> PoEntry:
    """Return a message: its context stands before an EOT, its plural forms have NUL between them."""
    context, parted, sources = key.rpartition("\x04")
    single, plural, many = sources.partition("\0")
    strings = {"msgctxt": context} if parted else {}
    strings |= {"msgid": single, "msgid_plural": many} if plural else {"msgid": single}
    forms = translation.split("\0") if plural else [translation]
    return PoEntry(strings=strings | {f"msgstr[{n}]" if plural else "msgstr": form for n, form in enumerate(forms)})
