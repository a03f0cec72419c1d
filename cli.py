"""The command line: builds the app from its commands and turns errors into one line and an exit code."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from songngu import __version__
from songngu.commands import mount
from songngu.commands.console import say
from songngu.corpus.errors import SongnguError

app = typer.Typer(
    name="songngu",
    help="Align, check and de-duplicate Vietnamese-English texts.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.", is_eager=True)] = False,
) -> None:
    if version:
        typer.echo(f"songngu {__version__}")
        raise typer.Exit


mount(app)


def main() -> None:
    """Run the command line; an expected error is one line (and perhaps a hint) and its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    try:
        app()
    except SongnguError as error:
        say(f"error: {error}")
        if error.hint:
            say(f"hint: {error.hint}")
        sys.exit(error.exit_code)
