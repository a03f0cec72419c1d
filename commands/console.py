"""The terminal: messages on stderr, JSON on stdout."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer

from songngu.corpus.readers.extraction import Wrap

if TYPE_CHECKING:
    from songngu.corpus.document import Document


_MOST_WARNINGS = 8


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
    wrap: Wrap = Wrap.AUTO,
) -> tuple[Document, Document]:
    """Read both documents of a pair; warn of what their reading, their languages or their emptiness give reason to."""
    from functools import partial

    from songngu.corpus.readers import read_document, read_presplit
    from songngu.corpus.readers.language_check import check_languages

    read = (
        partial(read_presplit, encoding=encoding)
        if pre_split
        else partial(read_document, encoding=encoding, main=main, wrap=wrap)
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
