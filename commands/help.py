"""The command `songngu help`."""

from __future__ import annotations

from typing import Annotated

import typer

from songngu.corpus.errors import UsageError


def help_command(
    context: typer.Context,
    command: Annotated[
        list[str] | None, typer.Argument(metavar="COMMAND", help="Such as align, or glossary lint.")
    ] = None,
) -> None:
    """Show what a command does and its options, as --help does.

    Example: songngu help glossary lint
    """
    assert context.parent is not None
    here = context.parent
    for name in command or ():
        group = here.command
        known = group.list_commands(here) if hasattr(group, "list_commands") else []
        found = group.get_command(here, name) if hasattr(group, "get_command") else None
        if found is None:
            raise UsageError(f"no command {name!r}", hint=_meant(name, known))
        here = typer.Context(found, info_name=name, parent=here)
    typer.echo(here.get_help())


def _meant(name: str, known: list[str]) -> str | None:
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1)
    return f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}" if known else None
