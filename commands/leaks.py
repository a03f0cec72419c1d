"""The command `songngu leaks`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from songngu.commands.console import print_json, warn
from songngu.commands.progress import progress
from songngu.corpus.errors import UsageError


class CertificateFormat(StrEnum):
    """How a certificate is printed."""

    TEXT = "text"
    JSON = "json"


def leaks(
    corpora: Annotated[list[str], typer.Argument(metavar="CORPUS", help="Bitexts, texts, documents, folders of them.")],
    against: Annotated[
        list[str] | None, typer.Option("--against", metavar="PATH", help="A test set, or a folder of test sets.")
    ] = None,
    fail: Annotated[bool, typer.Option("--fail", help="Exit with 1 when a row stands in a test set.")] = False,
    format: Annotated[CertificateFormat, typer.Option("--format", help="How to print.")] = CertificateFormat.TEXT,
) -> None:
    """Tell what of a corpus stands in test sets.

    As it is or edited, whole or sentence by sentence, of each test set how much, also where that is nothing.

    Example: songngu leaks corpus.parquet --against tests/ --fail
    """
    from songngu.corpus.export.contamination import certify

    if not against:
        raise UsageError("no test set to search for", hint="name one, or a folder of them, with --against")
    with progress("searching"):
        found = certify(corpora, against)
    for note in found.notes:
        warn(note)
    if format is CertificateFormat.JSON:
        print_json(found.as_json())
    else:
        for line in found.lines():
            typer.echo(line)
    if fail and not found.is_clean:
        raise typer.Exit(1)
