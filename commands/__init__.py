"""The command line, one command a file: parse, call one function of the library, print."""

from __future__ import annotations

from collections import UserDict
from functools import cache
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

_COMMANDS = {
    "align": "align",
    "duplicates": "duplicates",
    "segment": "segment",
    "evaluate": "evaluate",
    "init": "init",
    "check": "check",
    "build": "build",
    "review": "review",
    "rule": "rule",
    "export": "export",
    "convert": "convert",
    "tune": "tune",
    "leaks": "leaks",
    "words": "words",
    "help": "help_command",
    "glossary": "glossary_app",
    "lexicon": "lexicon_app",
    "memory": "memory_app",
}
"""What each command is called in the module of its name, in the order in which ``--help`` lists them."""


class Commands(UserDict[str, Any]):
    """The commands by name: one is imported when it is first asked for, since all together take longer than most do."""

    def __getitem__(self, name: str) -> Any:
        return _made(name, self.data[name])


class CommandLine(TyperGroup):
    """The group of all commands; `--help` imports each, a command itself alone."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = Commands(_COMMANDS)


@cache
def _made(name: str, attribute: str) -> Any:
    """Return a command, or a group of them, as Typer makes it, with the options that all share."""
    from songngu.commands.options import with_shared_options

    found = getattr(import_module(f"songngu.commands.{name}"), attribute)
    app = typer.Typer(rich_markup_mode=None)
    if isinstance(found, typer.Typer):
        app.add_typer(found, name=name)
        commands = found.registered_commands
    else:
        app.command(name)(found)
        commands = app.registered_commands
    for each in commands:
        each.callback = with_shared_options(each.callback) if each.callback else None
    return get_group(app).commands[name]
