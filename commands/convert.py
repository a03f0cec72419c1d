"""The command `songngu convert`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from songngu.commands.console import say
from songngu.commands.options import ColumnNames, GuardCells, check_streams, column_names
from songngu.commands.progress import progress
from songngu.corpus.language.names import read_tag


def convert(
    source: Annotated[
        str, typer.Argument(metavar="IN", help="The bitext to read, a path or URL (s3://…); - for stdin.")
    ],
    output: Annotated[str, typer.Argument(metavar="OUT", help="Where to write it, a path or URL; - for stdout.")],
    source_lang: Annotated[
        str | None,
        typer.Option("--source-lang", metavar="LANG", parser=read_tag, help="The source, where IN has more languages."),
    ] = None,
    target_lang: Annotated[
        str | None,
        typer.Option("--target-lang", metavar="LANG", parser=read_tag, help="The target, where IN has more languages."),
    ] = None,
    from_format: Annotated[
        str | None, typer.Option("--from", metavar="FORMAT", help="Format of IN, where its suffix does not tell.")
    ] = None,
    to_format: Annotated[
        str | None, typer.Option("--to", metavar="FORMAT", help="Format of OUT, where its suffix does not tell.")
    ] = None,
    columns: ColumnNames = None,
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Pass over what is broken in IN.")] = False,
    guard_cells: GuardCells = False,
    force: Annotated[bool, typer.Option("--force", help="Write over what is at OUT.")] = False,
) -> None:
    """Write a bitext in another format.

    What that format cannot keep is told.

    Example: songngu convert memory.tmx corpus.parquet
    """
    from songngu.corpus.formats.conversion import convert
    from songngu.corpus.formats.reading import Reading
    from songngu.workspace.review.pending import fold_pending

    check_streams([source], from_format, "--from")
    check_streams([output], to_format, "--to")
    if source != "-":
        for note in fold_pending([Path(source)]):
            say(f"note: {note}")
    reading = Reading(source, (source_lang, target_lang), keep_going, column_names(columns))
    with progress("converting"):
        notes = convert(
            source, output, reading, from_format=from_format, to_format=to_format, force=force, guard_cells=guard_cells
        )
    for note in notes:
        say(f"note: {note}")
