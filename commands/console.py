"""The terminal: messages on stderr, JSON on stdout."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer

from songngu.corpus.files.copy_name import with_urls
from songngu.corpus.files.display import escaped, printable, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from songngu.corpus.document import Document
    from songngu.corpus.errors import SongnguError


_MOST_WARNINGS = 8
_switches = {"progress": True, "verbose": False}


class ReaderGoneError(Exception):
    """Nobody reads what is printed any more."""


def switch(*, progress: bool | None = None, verbose: bool | None = None) -> None:
    """Set how talkative the command line is, from options that every command has; None leaves a switch as it is."""
    given = {"progress": progress, "verbose": verbose}
    _switches.update({name: value for name, value in given.items() if value is not None})


def shows_progress() -> bool:
    """Tell whether progress may be shown."""
    return _switches["progress"]


def is_verbose() -> bool:
    """Tell whether the reason of a fault is wanted in full."""
    return _switches["verbose"]


def detail(message: str) -> None:
    """Print a message that only `--verbose` asks for, on stderr."""
    if is_verbose():
        say(message)


def say(message: str) -> None:
    """Print a message for the person at the terminal, on stderr, in one line that steers nothing."""
    typer.echo(printable(with_urls(message)), err=True)


def warn(message: str) -> None:
    """Print a warning on stderr."""
    say(f"warning: {message}")


def say_error(error: SongnguError) -> None:
    """Print what an error says, and its hint, where the work goes on without what it is of."""
    say(f"error: {error}")
    if error.hint:
        say(f"hint: {error.hint}")


def print_json(value: object) -> None:
    """Print ``value`` as JSON on stdout, the keys in the order given."""
    typer.echo(escaped(json.dumps(value, ensure_ascii=False, indent=2)))


def warn_of_pair(documents: tuple[Document, Document]) -> None:
    """Print what the reading of two documents that render each other, their languages or emptiness ask for."""
    from songngu.corpus.readers.language_check import check_languages

    for document, other in (documents, documents[::-1]):
        warn_of(document)
        warn_all([str(warning) for warning in check_languages(document, other.lang)])


def warn_of(document: Document) -> None:
    """Print what its reader has to say of a document, and whether it holds no sentences."""
    warn_all([f"{document.path}: {warning}" for warning in document.warnings])
    if not document.sentences:
        warn_all([f"{document.path} holds no sentences"])


def warn_all(warnings: Sequence[str]) -> None:
    """Print warnings on stderr, of very many the first."""
    for line in shortened(warnings, _MOST_WARNINGS):
        warn(line)
