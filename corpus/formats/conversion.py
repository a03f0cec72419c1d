"""A bitext file made one of another format."""

from __future__ import annotations

from pathlib import Path

from songngu.corpus.errors import UsageError
from songngu.corpus.files.guard import guarding
from songngu.corpus.files.output import STDOUT
from songngu.corpus.formats import NO_ROWS, files_of, format_of, scan_bitext, write_bitext
from songngu.corpus.formats.reading import Reading


def convert(
    source: str,
    output: str,
    reading: Reading | None = None,
    *,
    from_format: str | None = None,
    to_format: str | None = None,
    force: bool = False,
    guard_cells: bool = False,
) -> list[str]:
    """Write the bitext in the file ``source`` to ``output`` and return what the reader or the writer has to say.

    ``reading`` says how it is read; with ``guard_cells`` no spreadsheet runs what is written. Raises UsageError for an
    unknown format or, without ``force``, where there is a file already, or where it is the one that is read; InputError
    for what cannot be read, and then nothing is written.
    """
    from songngu.corpus.formats.buffered import buffered_bitext
    from songngu.corpus.formats.formulas import check_guardable
    from songngu.corpus.formats.found import files_behind

    reading = reading or Reading(source)
    to_format = format_of(output, to_format)
    if guard_cells:
        check_guardable([to_format])
    if not force and Path(output).is_file():
        raise _is_there(output)
    with guarding(files_behind(source)), buffered_bitext(scan_bitext(source, from_format, reading)) as bitext:
        if not force and output != STDOUT:
            for path in files_of(bitext, output, to_format):
                if path.exists():
                    raise _is_there(path)
        told = [f"{source}: {note}" if note == NO_ROWS else note for note in reading.notes]
        return [*told, *write_bitext(bitext, output, to_format, guard_cells=guard_cells)]


def _is_there(path: str | Path) -> UsageError:
    return UsageError(f"{path} is there already", hint="--force writes over it")
