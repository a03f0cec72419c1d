"""The command `songngu glossary merge`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from songngu.commands.console import say
from songngu.commands.glossary_files import (
    Strict,
    comments_of,
    read_glossary_file,
    save_glossary,
    tell_losses,
    write_glossary,
)
from songngu.commands.options import OutputFile

if TYPE_CHECKING:
    from songngu.glossary.concept import Glossary
    from songngu.glossary.formats.losses import GlossaryReading


def merge(
    ours: Annotated[Path, typer.Argument(metavar="OURS", help="The glossary that wins.")],
    theirs: Annotated[Path, typer.Argument(metavar="THEIRS", help="The glossary that is joined to it.")],
    output: OutputFile = Path("-"),
    base: Annotated[Path | None, typer.Option("--base", metavar="FILE", help="What both were made from.")] = None,
    driver: Annotated[
        str | None,
        typer.Option(
            "--driver", metavar="PATH", help="Run by git for PATH (%P): leave contradictions as conflicts in OUTPUT."
        ),
    ] = None,
    strict: Strict = False,
) -> None:
    """Make one glossary of two.

    Where they contradict each other, OURS is kept and the exit status is 1.

    Example: songngu glossary merge glossary.yaml translator.tbx -o glossary.yaml
    """
    from songngu.corpus.files.guard import editing
    from songngu.glossary.changes import changes_report
    from songngu.glossary.changes import merge as merge_glossaries
    from songngu.glossary.formats.losses import LossError

    format = _format_of_driver(driver)
    mine, other, origin = (_read_side(path, format) for path in (ours, theirs, base))
    merged = merge_glossaries(mine.glossary, other.glossary, origin.glossary if base else None)
    comments = comments_of([mine, other])
    if merged.conflicts:
        for line in changes_report(list(merged.conflicts)).splitlines():
            say(line)
        if strict:
            raise LossError(f"{len(merged.conflicts)} conflicts", hint="leave --strict out to keep what OURS says")
    tell_losses([*mine.losses, *other.losses], strict=strict)
    if merged.conflicts and format not in {None, "xlsx"}:
        from songngu.glossary.formats.conflicts import with_markers

        both = (_written(glossary, [mine, other], output, format) for glossary in (merged.glossary, merged.other))
        write_glossary(with_markers(*both).encode(), output, ours)
    else:
        with editing(ours):
            save_glossary(merged.glossary, comments, output, format, None, strict=strict)
    if merged.conflicts:
        raise typer.Exit(1)


def _format_of_driver(path: str | None) -> str | None:
    """Return the format of the file that git merges, whose sides have names that tell nothing."""
    from songngu.glossary.formats import format_of

    return format_of(Path(path)).name if path is not None else None


def _read_side(path: Path | None, format: str | None) -> GlossaryReading:
    """Return one side of a merge; a file without content, as git gives for no common ancestor, is an empty glossary."""
    from songngu.glossary.concept import Glossary
    from songngu.glossary.formats.losses import GlossaryReading

    if path is None or (format and path.is_file() and not path.stat().st_size):
        return GlossaryReading(Glossary())
    return read_glossary_file(path, format)


def _written(glossary: Glossary, sides: Sequence[GlossaryReading], output: Path, format: str | None) -> str:
    """Return a glossary as the text of a format, with the comments of both sides where it has any."""
    from songngu.glossary.formats import export as exported
    from songngu.glossary.formats.yaml import dump

    if format == "yaml":
        return dump(glossary, comments_of(sides))
    return exported(glossary, output, format)[0].decode()
