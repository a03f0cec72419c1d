"""The lines of a bitext file: numbered, decoded, whatever ends them."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from itertools import chain

from songngu.corpus.formats.reading import Reading
from songngu.corpus.readers.encodings.wide import marked_codec, wide_codec


def text_lines(
    lines: Iterable[bytes], reading: Reading, charset: str = "utf-8", *, apart: bool = False
) -> Iterator[tuple[int, str]]:
    r"""Yield number (from 1) and text of each line, without its ``\n`` or ``\r\n``; raise InputError if not text.

    A file for which UTF-8 is meant may be in UTF-16 or UTF-32, told by how it begins. Without one ``\n``
    in the file, ``\r`` ends a line, as on old Macs. Where each line stands for itself (``apart``),
    one that is no text may be passed over.
    """
    lines = _narrow(lines, reading) if charset == "utf-8" else lines
    for number, raw in enumerate(_parted(lines), start=1):
        try:
            text = raw.decode("utf-8-sig" if number == 1 and charset == "utf-8" else charset)
        except UnicodeDecodeError as error:
            column = len(error.object[: error.start].decode(charset, "replace")) + 1
            hint = "save it as UTF-8" if charset == "utf-8" else None
            broken = reading.error(f"not {charset.upper()}", number, column, hint=hint)
            if not apart:
                raise broken from error
            reading.pass_over(broken)
            continue
        yield number, text.removesuffix("\n").removesuffix("\r")


def _narrow(lines: Iterable[bytes], reading: Reading) -> Iterator[bytes]:
    """Yield the lines of a file as UTF-8, cut anew where it was wide: its bytes were cut inside of characters."""
    pieces = iter(lines)
    first = next(pieces, b"")
    codec = wide_codec(first)
    if not codec:
        yield from chain([first], pieces)
        return
    decoder = codecs.getincrementaldecoder(codec)()
    rest, number = "", 0
    try:
        for piece in chain([first[marked_codec(first)[1] :]], pieces):
            *whole, rest = (rest + decoder.decode(piece)).split("\n")
            number += len(whole)
            yield from (f"{line}\n".encode() for line in whole)
        if rest := rest + decoder.decode(b"", True):
            yield rest.encode()
    except UnicodeDecodeError as error:
        raise reading.error(f"not {codec.upper()}", number + 1) from error


def _parted(lines: Iterable[bytes]) -> Iterator[bytes]:
    r"""Yield the lines of a file that ends them with ``\n`` or, where there is none, with ``\r``."""
    stream = iter(lines)
    first = next(stream, b"")
    if b"\r" in first[:-1] and not first.endswith(b"\n"):
        yield from first.removesuffix(b"\r").split(b"\r")
    elif first:
        yield first
    yield from stream
