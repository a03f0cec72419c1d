"""What `songngu align` is asked for, whether for files or for folders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

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
