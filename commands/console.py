"""What every command shares: option types, messages on stderr, JSON on stdout."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from songngu.corpus.document import Document
    from songngu.corpus.export.filters import Scorer
    from songngu.corpus.export.recipe import Recipe

SourceLang = Annotated[str, typer.Option("--source-lang", metavar="LANG", help="Language of the source.")]
TargetLang = Annotated[str, typer.Option("--target-lang", metavar="LANG", help="Language of the target.")]
PreSplit = Annotated[bool, typer.Option("--pre-split", help="Each line is one sentence; blank lines part paragraphs.")]
EncodingName = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        help="Encoding of the files, where it is not told right: tcvn3, vni, viqr, viscii, windows-1258, utf-16 …",
    ),
]
MainText = Annotated[bool, typer.Option("--main", help="Of a web page, the main text only (needs trafilatura).")]
Outputs = Annotated[
    list[str] | None,
    typer.Option("-o", "--output", metavar="FILE", help="Where to write (- for stdout); may be given more than once."),
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="No summary on stderr.")]


_MOST_WARNINGS = 8


@dataclass(frozen=True, slots=True)
class Lent:
    """What the commands of a room are lent by rooms that they may not import, each made when it is asked for.

    ``layers`` makes glossaries layers of the aligner, ``scorers`` gives filters that need a lexicon, ``recipe`` is what
    the workspace says of exports.
    """

    layers: Callable[[list[Path], tuple[str, str]], list[Any]]
    scorers: Callable[[tuple[str, str]], dict[str, Scorer]]
    recipe: Callable[[], Recipe]


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
    source: str,
    target: str,
    langs: tuple[str, str],
    *,
    pre_split: bool = False,
    encoding: str | None = None,
    main: bool = False,
) -> tuple[Document, Document]:
    """Read both documents of a pair; warn of what their reading, their languages or their emptiness give reason to."""
    from functools import partial

    from songngu.corpus.readers import read_document, read_presplit
    from songngu.corpus.readers.language_check import check_languages

    read = (
        partial(read_presplit, encoding=encoding) if pre_split else partial(read_document, encoding=encoding, main=main)
    )
    left, right = read(source, langs[0]), read(target, langs[1])
    for document, other in ((left, langs[1]), (right, langs[0])):
        warn_of(document)
        _warn([str(warning) for warning in check_languages(document, other)])
    return left, right


def warn_of(document: Document) -> None:
    """Print what its reader has to say of a document, and whether it holds no sentences."""
    _warn([f"{document.path}: {warning}" for warning in document.warnings])
    if not document.sentences:
        _warn([f"{document.path} holds no sentences"])


def _warn(warnings: list[str]) -> None:
    for warning in warnings[:_MOST_WARNINGS]:
        say(f"warning: {warning}")
    if len(warnings) > _MOST_WARNINGS:
        say(f"warning: {len(warnings) - _MOST_WARNINGS} more like the last")
