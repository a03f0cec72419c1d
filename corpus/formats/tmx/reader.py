"""Reads TMX of any level and any tool."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import polars as pl

from songngu.corpus.files.display import quantity
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.tmx.blocks import read_blocks
from songngu.corpus.formats.tmx.frames import Frames
from songngu.corpus.formats.tmx.head import MalformedError
from songngu.corpus.formats.tmx.pairs import Pairs


def scan(stream: BinaryIO, reading: Reading) -> Iterator[pl.DataFrame]:
    """Yield the units of the TMX in ``stream``, a row each, with languages as the file writes them.

    Source and target are the languages asked for, else that of the header (``srclang``) and the only other one, else
    those of the first unit's variants. Where a unit holds what no column does, inline codes say, it stands as XML in
    the column ``original``. Units that lack a language, have one twice, and what was left out, are told in the notes.

    Raises InputError for XML that is not well-formed (with ``keep_going`` what comes before is read and the fault is
    told), for entity declarations, and for more languages than two without a choice.
    """
    head, blocks = read_blocks(stream, reading)
    pairs = Pairs(reading, head.source_lang)
    frames = Frames(reading, pairs)
    try:
        for block in blocks:
            yield from frames.of(block, head)
    except MalformedError as fault:
        after = f"{fault}, after {quantity(frames.units, 'whole unit')}"
        error = reading.error(after, fault.place.line, fault.place.column)
        if not reading.keep_going:
            raise error from fault
        reading.notes.append(f"line {fault.place.line}, column {fault.place.column}: {after}")
    pairs.check()
    reading.notes += frames.notes()
