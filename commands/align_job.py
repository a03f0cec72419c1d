"""What `songngu align` is asked for, whether for files or for folders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from songngu.commands.console import say

if TYPE_CHECKING:
    from songngu.corpus.formats.statistics import RowSelection
    from songngu.workspace.alignments import Alignments
    from songngu.workspace.documents import ReadingOptions


class Moved(StrEnum):
    """How the rows of a block that stands elsewhere in the other text come out."""

    JOIN = "join"
    APART = "apart"


class PairBy(StrEnum):
    """How the files of two folders find their partners."""

    NAME = "name"
    CONTENT = "content"


Source = Annotated[
    str | None,
    typer.Argument(metavar="SOURCE", help="The original, a file or a folder, a path or URL (s3://…); - for stdin."),
]
Target = Annotated[
    str | None, typer.Argument(metavar="TARGET", help="Its rendering; left out, SOURCE holds both languages.")
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help="Such as tmx, xliff, po, parquet, html, beads; by default that of the suffix.",
    ),
]
KeepDuplicates = Annotated[
    bool, typer.Option("--keep-duplicates", help="Align repeated passages too, instead of setting them aside.")
]
Lexicon = Annotated[
    list[Path] | None,
    typer.Option("--lexicon", metavar="FILE", help="Your own, beside the shipped one."),
]
Encoder = Annotated[
    str | None,
    typer.Option(
        "--encoder",
        metavar="NAME",
        help="`use` (extra `neural`), or the folder of a sentence-transformers model (extra `transformers`).",
    ),
]
MovedBlocks = Annotated[
    Moved, typer.Option("--moved", help="Sentences that surely go together across the order: one row, or two.")
]
MinProbability = Annotated[
    float, typer.Option("--min-probability", metavar="P", min=0, max=1, help="Leave out beads less probable.")
]
Pairs = Annotated[
    Path | None,
    typer.Option("--pairs", metavar="FILE", help="A Parquet table of pairs (source, target …), into a folder."),
]
PartnersBy = Annotated[PairBy, typer.Option("--pair-by", help="Of folders and --pairs: how partners are found.")]
Jobs = Annotated[int | None, typer.Option("--jobs", metavar="N", min=1, help="Of folders and --pairs: processes.")]
NoCopies = Annotated[bool, typer.Option("--no-copies", help="Leave out rows whose two sides are the same words.")]
Summary = Annotated[
    Path | None,
    typer.Option("--summary", metavar="FILE", help="Of folders: how each pair went, worst first (.txt, .json, .html)."),
]


@dataclass(frozen=True, slots=True)
class AlignJob:
    """What files and folders are aligned with alike; ``asked`` are the languages that something names."""

    alignments_for: Callable[[tuple[str, str]], Alignments]
    options: ReadingOptions
    asked: tuple[str | None, str | None]
    trust: bool
    selection: RowSelection
    root: Path | None


def tell_encoder(alignments: Alignments, *, quiet: bool) -> None:
    """Say how long an encoder took, or that it was left out."""
    for line in alignments.encoder_notes():
        if not quiet or line.startswith("warning"):
            say(line)
