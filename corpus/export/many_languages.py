"""Files in more than two languages, and bitexts that share one, read as bitexts of pairs of languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from songngu.corpus.errors import UsageError
from songngu.corpus.export.inputs import Input, InputFile, joined_rows, read_inputs
from songngu.corpus.export.multiparallel import (
    Pair,
    ParallelUnit,
    all_pairs,
    rows_of_pairs,
    units_of_bitexts,
    units_of_readings,
)
from songngu.corpus.files.display import shown_path
from songngu.corpus.formats import format_by_suffix, read_bitext
from songngu.corpus.formats.compression import opened
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.tmx.languages import languages

_MANY = "tmx"
"""The format whose files may hold a text in many languages."""


def read_parallel(readings: Sequence[Reading], pairs: Sequence[Pair], format: str | None = None) -> Input:
    """Return the rows of all files for each of the pairs, of every pair there is where none is named.

    The units of all files are held in memory. Raises UsageError where there is no unit in two languages that are asked
    for, and as `read_inputs` does.
    """
    many = {reading.path: langs for reading in readings if len(langs := _languages(reading, format)) > 2}
    units: list[ParallelUnit] = []
    files: list[InputFile] = []
    for path, langs in many.items():
        reading = next(each for each in readings if each.path == path)
        tables = [(lang, read_bitext(path, _MANY, _for(reading, langs[0], lang))) for lang in langs[1:]]
        units += units_of_readings(tables, shown_path(path))
        files.append(InputFile(path, tables[0][1].height, frozenset()))
    with read_inputs([reading for reading in readings if reading.path not in many], format) as inputs:
        joined, notes = units_of_bitexts(joined_rows(inputs).collect()) if inputs else ([], [])
        files += [file for each in inputs for file in each.files]
    units += joined
    chosen = pairs or all_pairs(units)
    rows = list(rows_of_pairs(units, chosen))
    if missing := [pair for pair, table in zip(chosen, rows, strict=True) if table.is_empty()] or not rows:
        raise _none_of(missing if isinstance(missing, list) else [], units)
    files = [replace(file, pairs=frozenset()) for file in files]
    files[0] = replace(files[0], pairs=frozenset(chosen), notes=(*files[0].notes, *notes))
    return Input(pl.concat(rows).lazy(), tuple(files))


def _languages(reading: Reading, format: str | None) -> list[str]:
    if (format_by_suffix(reading.path) or format) != _MANY or reading.path == "-":
        return []
    with opened(reading.path, (".tmx",), reading) as stream:
        return languages(stream, Reading(reading.path))


def _for(reading: Reading, source: str, target: str) -> Reading:
    return Reading(reading.path, (source, target), reading.keep_going)


def _none_of(missing: Sequence[Pair], units: Sequence[ParallelUnit]) -> UsageError:
    there = sorted({lang for unit in units for lang in unit.segments})
    what = f"no text is in {' and '.join(missing[0])}" if missing else "no text is in two languages"
    return UsageError(what, hint=f"there are {', '.join(there)}" if there else "name files that hold texts")
