"""The command `songngu init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from songngu.commands.console import say


def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the workspace is to be.")] = Path(),
    force: Annotated[bool, typer.Option("--force", help="Overwrite what is there.")] = False,
) -> None:
    """Write a commented songngu.toml and an empty glossary.

    Example: songngu init my-texts
    """
    from songngu.workspace.starter import write_workspace

    for path in write_workspace(folder, force=force):
        say(f"wrote {path}")
