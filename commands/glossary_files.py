"""Glossaries as the commands that keep them read and write them: which are meant, what is lost, where they go."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from songngu.commands.console import say
from songngu.corpus.errors import UsageError

if TYPE_CHECKING:
    from songngu.glossary.concept import Glossary
    from songngu.glossary.formats import GlossaryOptions
    from songngu.glossary.formats.comments import Comments
    from songngu.glossary.formats.losses import GlossaryReading, Loss

_OURS = Path("glossary.yaml")
File = Annotated[
    Path | None, typer.Argument(metavar="GLOSSARY", help="The glossary; that of songngu.toml, or glossary.yaml.")
]
Using = Annotated[
    Path | None,
    typer.Option("-g", "--glossary", metavar="FILE", help="The glossary; that of songngu.toml, or glossary.yaml."),
]
FormatName = Annotated[str | None, typer.Option("--format", metavar="NAME", help="The format, if not by the suffix.")]
Strict = Annotated[bool, typer.Option("--strict", help="Write nothing where anything would be lost: exit 1.")]


def glossaries_given(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the glossaries named or, where none is, those of the workspace, else `glossary.yaml`."""
    from songngu.corpus.files.guard import guard
    from songngu.workspace.configuration import find_workspace

    found = find_workspace(Path.cwd()).glossaries(paths) or (_OURS,)
    if found == (_OURS,) and not paths and not _OURS.exists():
        raise UsageError("no glossary given, none in a songngu.toml, and no glossary.yaml here", hint="name its file")
    guard(found)
    return found


def one_glossary(path: Path | None) -> Path:
    """Return the one glossary named or configured; raises UsageError where several are configured."""
    found = glossaries_given([path] if path else [])
    if len(found) > 1:
        raise UsageError(f"songngu.toml names {len(found)} glossaries", hint="name the one that is meant")
    return found[0]


def read_glossary_file(
    path: Path, format: str | None = None, options: GlossaryOptions | None = None
) -> GlossaryReading:
    """Read a glossary, with what of its file it does not hold."""
    from songngu.glossary.formats import read_with_losses

    return read_with_losses(path, format, options)


def languages_asked(source: str | None, target: str | None) -> tuple[str, str]:
    """Return the languages of both sides: those named, else those of the workspace."""
    from songngu.workspace.configuration import find_workspace

    return find_workspace(Path.cwd()).languages(source, target)


def joined_glossary(path: Path | None) -> Glossary:
    """Return the glossary named, or those of the workspace as one."""
    from songngu.glossary.concept import Glossary

    return Glossary.join(read_glossary_file(each).glossary for each in glossaries_given([path] if path else []))


def tell_losses(losses: Sequence[Loss], *, strict: bool) -> None:
    """Print what is lost, and refuse it where nothing may be."""
    from songngu.glossary.formats.losses import LossError, summary

    for line in summary(losses):
        say(f"lost: {line}")
    if losses and strict:
        raise LossError(f"{len(losses)} things would be lost", hint="leave --strict out to write the rest")


def write_glossary(data: bytes, output: Path, edited: Path | None = None) -> None:
    """Write a glossary; ``edited`` is the one that may be written over."""
    from songngu.corpus.files.guard import editing
    from songngu.corpus.files.output import atomic_writer

    with editing(*([edited] if edited else [])), atomic_writer(output, binary=True) as stream:
        stream.write(data)


def comments_of(readings: Sequence[GlossaryReading]) -> Comments:
    """Return the comments of several glossaries together."""
    from songngu.glossary.formats.comments import Comments

    comments = Comments()
    for reading in readings:
        if reading.comments is not None:
            comments.add(reading.comments)
    return comments


def save_glossary(
    glossary: Glossary,
    comments: Comments | None,
    output: Path,
    format: str | None,
    options: GlossaryOptions | None,
    *,
    strict: bool,
) -> None:
    """Write a glossary with its comments, as YAML where nothing says otherwise; tell what is lost."""
    from songngu.glossary.formats import export as exported
    from songngu.glossary.formats import format_of
    from songngu.glossary.formats.losses import Loss
    from songngu.glossary.formats.yaml import dump

    format = format or ("yaml" if str(output) == "-" else None)
    if format_of(output, format).name == "yaml":
        write_glossary(dump(glossary, comments).encode() if comments is not None else dump(glossary).encode(), output)
        return
    data, losses = exported(glossary, output, format, options)
    losses += [
        Loss("-".join(map(str, path[:2])) or "file", "comment") for path in (comments.before if comments else ())
    ]
    tell_losses(losses, strict=strict)
    write_glossary(data, output)
