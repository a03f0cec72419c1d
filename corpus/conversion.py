"""A bitext file made one of another format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from songngu.corpus.errors import UsageError
from songngu.corpus.formats import files_of, format_of, scan_bitext, write_bitext
from songngu.corpus.formats.reading import Reading
from songngu.corpus.output import STDOUT

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl


def convert(
    source: str,
    output: str,
    reading: Reading | None = None,
    *,
    from_format: str | None = None,
    to_format: str | None = None,
    force: bool = False,
) -> list[str]:
    """Write the bitext in the file ``source`` to ``output`` and return what the reader or the writer has to say.

    ``reading`` says how it is read; a row that names no languages gets those that it chooses. Raises UsageError for an
    unknown format or, without ``force``, where there is a file already; InputError for what cannot be read, and then
    nothing is written.
    """
    from songngu.corpus.spool import spooled

    reading = reading or Reading(source)
    to_format = format_of(output, to_format)
    if not force and Path(output).is_file():
        raise _is_there(output)
    with spooled(_with_languages(scan_bitext(source, from_format, reading), reading)) as bitext:
        if not force and output != STDOUT:
            for path in files_of(bitext, output, to_format):
                if path.exists():
                    raise _is_there(path)
        return [*reading.notes, *write_bitext(bitext, output, to_format)]


def _is_there(path: str | Path) -> UsageError:
    return UsageError(f"{path} is there already", hint="--force writes over it")


def _with_languages(parts: Iterator[pl.DataFrame], reading: Reading) -> Iterator[pl.DataFrame]:
    import polars as pl

    names = zip(("source_lang", "target_lang"), reading.langs, strict=True)
    chosen = [pl.col(name).replace("", lang) for name, lang in names if lang]
    for part in parts:
        yield part.with_columns(chosen)
