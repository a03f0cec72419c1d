"""Adding bitexts to a memory, and writing one out again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import polars as pl

from songngu.corpus.bitext import BATCH, Bitext, batches
from songngu.corpus.errors import InputError, UsageError, no_such_file
from songngu.corpus.files.display import shown_path
from songngu.corpus.files.remote import is_url
from songngu.corpus.formats import NO_ROWS, STDIN, format_of, scan_bitext, write_bitext
from songngu.corpus.formats.buffered import buffered_bitext
from songngu.corpus.formats.found import files_behind, find_bitexts
from songngu.corpus.formats.reading import Reading
from songngu.corpus.language.identify import identify
from songngu.corpus.memory.addition import Added, MemoryAddition
from songngu.corpus.memory.store import Memory
from songngu.corpus.memory.unit import MemoryUnit, bitext_of, entries_of

_READ = 500

Told = Callable[[str], None]


def add_bitexts(
    path: Path, names: Sequence[str], reading: Callable[[str], Reading], told: Told
) -> Iterator[tuple[str, Added]]:
    """Add bitexts (files, globs, folders) to the memory at ``path``, made if need be; yield each and what it did.

    Each is one transaction; rows of their documents that are in none of them go with the last. ``told`` gets what their
    readers have to say. Raises as `scan_bitext` and `Memory` do; UsageError for rows that name no language, InputError
    where there are no rows to make a memory of.
    """
    found = find_bitexts(names, [str(path)])
    if path.resolve() in {Path(name).resolve() for name in found if name != STDIN}:
        raise UsageError(f"{path} is both the memory and a bitext to add")
    _check_there(found)
    with ExitStack() as stack:
        addition: MemoryAddition | None = None
        for number, name in enumerate(found, 1):
            one = reading(name)
            # Read whole before there is a memory: of a broken bitext none is made, and nobody waits for a slow one.
            with buffered_bitext(_rows(one)) as rows:
                if addition is None and not path.exists() and NO_ROWS in one.notes:
                    if number == len(found):
                        raise InputError(NO_ROWS, path=shown_path(name), hint=f"{path} is not made: add rows to it")
                    told(f"{shown_path(name)}: {NO_ROWS}")
                    continue
                addition = addition or MemoryAddition(stack.enter_context(Memory(path, create=True)))
                entries = _entries(rows, shown_path(name), _dated(name))
                yield name, addition.add(entries, last=number == len(found))
            for note in one.notes:
                told(f"{shown_path(name)}: {note}")


def _check_there(names: Sequence[str]) -> None:
    """Raise InputError for a bitext that is not there, before any is read."""
    for name in names:
        if not is_url(name) and not all(file.exists() for file in files_behind(name)):
            raise no_such_file(name)


def _rows(reading: Reading) -> Iterator[pl.DataFrame]:
    told: dict[str, str] = {}
    for batch in scan_bitext(reading.path, None, reading):
        yield _in_languages(batch, reading.path, told)


def _entries(rows: Bitext, name: str, dated: str) -> Iterator[MemoryUnit | None]:
    for batch in batches(rows):
        yield from entries_of(batch, name, dated)


def _in_languages(batch: pl.DataFrame, path: str, told: dict[str, str]) -> pl.DataFrame:
    """Return rows that all name their languages: those that name none get the ones their texts are in."""
    for side in ("source", "target"):
        nameless = batch.filter(pl.col(f"{side}_lang").fill_null("") == "")
        if nameless.height and side not in told:
            lang = identify("\n".join(nameless[side].drop_nulls().head(_READ)))
            if lang is None or lang in told.values():
                hint = "name them: --source-lang vi --target-lang en"
                raise UsageError(f"{path}: rows name no language, and their texts do not tell", hint=hint)
            told[side] = lang
        if nameless.height:
            batch = batch.with_columns(pl.col(f"{side}_lang").fill_null("").replace("", told[side]))
    return batch


def _dated(name: str) -> str:
    """Return the date of the newest file of a bitext (UTC)."""
    files = files_behind(name)
    if not files or not all(file.exists() for file in files):
        return ""
    newest = max(file.stat().st_mtime for file in files)
    return datetime.fromtimestamp(newest, UTC).date().isoformat()


def export_memory(path: Path, output: str, format: str | None, documents: Sequence[str] = ()) -> list[str]:
    """Write the rows of a memory as a bitext, by document and number; return what the format could not keep."""
    format_of(output, format)
    if output != STDIN and path.resolve() == Path(output).resolve():
        raise UsageError(f"{output} is the memory itself", hint="name another file with -o")
    with Memory(path) as memory:
        if unknown := sorted(set(documents) - set(memory.documents())):
            raise UsageError(f"{path}: no document {unknown[0]!r}")
        with buffered_bitext(_batches(memory.entries(documents))) as rows:
            return write_bitext(rows.lazy(), output, format)


def _batches(entries: Iterator[MemoryUnit]) -> Iterator[pl.DataFrame]:
    while batch := list(islice(entries, BATCH)):
        yield bitext_of(batch)
