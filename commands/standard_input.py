"""Standard input as a file, for what reads one more than once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer

from songngu.commands.options import check_streams
from songngu.corpus.errors import UsageError

_STDIN = "-"


def kept_for_the_command(
    context: typer.Context, paths: Sequence[str], format: str | None
) -> tuple[tuple[str, ...], Path]:
    """Return paths and the folder they start from: for ``-`` a file of what is on standard input.

    It is gone when the command ends. Raises UsageError where no ``format`` is named, or ``-`` is not alone.
    """
    if _STDIN not in paths:
        if format is not None:
            raise UsageError("--from names the format of standard input", hint="name - as the path")
        return tuple(paths), Path.cwd()
    if len(paths) > 1:
        raise UsageError("standard input is read alone", hint="name the other files in a command of their own")
    check_streams(paths, format, "--from")
    file = context.with_resource(_kept(format))
    return (file.name,), file.parent


@contextmanager
def _kept(format: str | None) -> Iterator[Path]:
    from songngu.corpus.files.scratch import scratch_folder
    from songngu.corpus.formats import format_of, suffixes_of
    from songngu.corpus.readers.source import read_bytes

    with scratch_folder() as folder:
        file = folder / f"stdin{suffixes_of(format_of(_STDIN, format))[0]}"
        file.write_bytes(read_bytes(_STDIN))
        yield file
