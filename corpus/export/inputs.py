"""What an export reads: bitexts of any format as rows on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import polars as pl

from songngu.corpus.bitext import EXTRAS, SCHEMA
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.files.display import shown_path
from songngu.corpus.formats import NO_ROWS, format_by_suffix, scan_bitext, suffixes_of
from songngu.corpus.formats.buffered import buffered_bitext
from songngu.corpus.formats.parquet import in_place, partitioned, table_of, undamaged
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.sides import ONE_PAIR, common_pair

Languages = tuple[str | None, str | None]

_MESSAGES = {"mo", "po"}
_PARQUET = suffixes_of("parquet")
_TOLD = 5


@dataclass(frozen=True, slots=True)
class InputFile:
    """A bitext file as read: how many rows it has, of which pairs of languages, and what its reader has to say."""

    path: str
    rows: int
    pairs: frozenset[tuple[str, str]]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Input:
    """Rows on disk, one after the other, and the files they were read from."""

    rows: pl.LazyFrame
    files: tuple[InputFile, ...] = ()


@contextmanager
def read_inputs(readings: Iterable[Reading], format: str | None = None) -> Iterator[list[Input]]:
    """Give bitexts of any format as rows that can be gone over again; those of a Parquet file may stay where they are.

    However many files there are, the rows of those that follow each other lie together. ``format`` is that of files
    whose suffix does not tell. Raises UsageError for a format that cannot be read, InputError for a file that is
    missing or broken.
    """
    inputs = []
    with ExitStack() as stack:
        for whole, group in groupby(readings, key=_stays):
            if whole:
                inputs += [_in_place(reading.path) for reading in group]
                continue
            files: list[InputFile] = []
            rows = stack.enter_context(buffered_bitext(_scanned(group, format, files)))
            inputs.append(Input(rows.lazy(), tuple(files)))
        yield inputs


def _stays(reading: Reading) -> bool:
    """Tell whether the rows of a file may stay where they are."""
    path = reading.path
    return not any(reading.langs) and Path(path).suffix in _PARQUET and not reading.columns and _is_whole(path)


def _in_place(path: str) -> Input:
    rows = in_place(path)
    count = rows.select(pl.len()).collect().item()
    return Input(rows, (InputFile(path, count, _pairs(rows), () if count else (NO_ROWS,)),))


def _scanned(readings: Iterable[Reading], format: str | None, files: list[InputFile]) -> Iterator[pl.DataFrame]:
    """Yield the rows of files, and add to ``files`` what was read."""
    for reading in readings:
        known = format_by_suffix(reading.path)
        rows, pairs = 0, frozenset[tuple[str, str]]()
        for batch in scan_bitext(reading.path, None if known else format, reading):
            rows += batch.height
            pairs |= _pairs(batch.lazy())
            yield _documented(batch, reading.path) if (known or format) in _MESSAGES else batch
        files.append(InputFile(reading.path, rows, pairs, tuple(reading.notes)))


def _documented(batch: pl.DataFrame, path: str) -> pl.DataFrame:
    """Return messages of which those that refer to no document are of their file."""
    return batch.with_columns(pl.col("document").replace("", shown_path(path)))


def _pairs(rows: pl.LazyFrame) -> frozenset[tuple[str, str]]:
    """Return the pairs of languages of the rows that no reader rejected."""
    langs = [pl.col(f"{side}_lang").fill_null("") for side in ("source", "target")]
    kept = rows.filter(pl.col("status").cast(pl.Utf8).ne_missing("rejected"))
    return frozenset(kept.select(langs).unique().collect(engine="streaming").rows())


def check_pairs(files: Sequence[InputFile], formats: Iterable[str]) -> list[str]:
    """Return what there is to say of files that are of several pairs of languages.

    Raises UsageError, naming a file of each, where one of the ``formats`` holds one pair only.
    """
    found: dict[tuple[str, str], str] = {}
    for file in files:
        for pair in sorted(file.pairs):
            found.setdefault(pair, file.path)
    try:
        common_pair(found)
    except UsageError as error:
        named = [f"{'-'.join(lang or 'none' for lang in pair)} in {shown_path(path)}" for pair, path in found.items()]
        listed = ", ".join(named[:_TOLD]) + (" …" if len(named) > _TOLD else "")
        if name := next((name for name in formats if name in ONE_PAIR), None):
            raise UsageError(f"{name} holds one pair of languages: {error} ({listed})", hint=error.hint) from None
        return [f"the rows are of {len(found)} pairs of languages: {listed}"] if len(found) > 1 else []
    return []


def _is_whole(path: str) -> bool:
    """Tell whether a Parquet file has every column of a bitext, of its type, and none that a bitext does not have."""
    try:
        with undamaged(path):
            known = partitioned(table_of(Path(path), path), path).collect_schema()
    except (InputError, OSError):  # the reader of the format says what is wrong
        return False
    more = {name: pl.Float64() for name in known if name.startswith("score.")}
    kinds = SCHEMA | EXTRAS | more
    return known.keys() >= SCHEMA.keys() and all(kinds.get(name) == kind for name, kind in known.items())


def joined_rows(inputs: Sequence[Input]) -> pl.LazyFrame:
    """Return the rows of all inputs, one after the other; what only some have (scores, say) is null in the others."""
    return pl.concat([pl.LazyFrame(schema=SCHEMA), *(each.rows for each in inputs)], how="diagonal")
