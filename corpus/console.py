"""What every command shares: option types, messages on stderr, JSON on stdout."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from songngu.corpus.document import Document

SourceLang = Annotated[str, typer.Option("--source-lang", metavar="LANG", help="Language of the source.")]
TargetLang = Annotated[str, typer.Option("--target-lang", metavar="LANG", help="Language of the target.")]
PreSplit = Annotated[bool, typer.Option("--pre-split", help="Each line is one sentence; blank lines part paragraphs.")]
Outputs = Annotated[
    list[str] | None,
    typer.Option("-o", "--output", metavar="FILE", help="Where to write (- for stdout); may be given more than once."),
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="No summary on stderr.")]


class Report(StrEnum):
    """How a report is printed."""

    TEXT = "text"
    JSON = "json"


ReportFormat = Annotated[Report, typer.Option("--format", help="How to print.")]


def say(message: str) -> None:
    """Print a message for the person at the terminal, on stderr."""
    typer.echo(message, err=True)


def print_json(value: object) -> None:
    """Print ``value`` as JSON on stdout, the keys in the order given."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def read_pair(
    source: str, target: str, langs: tuple[str, str], *, pre_split: bool = False
) -> tuple[Document, Document]:
    """Read both documents of a pair, with a warning for one that holds no sentences."""
    from songngu.corpus.readers import read_document, read_presplit

    read = read_presplit if pre_split else read_document
    left, right = read(source, langs[0]), read(target, langs[1])
    for document in (left, right):
        if not document.sentences:
            say(f"warning: {document.path} holds no sentences")
    return left, right
