"""Every command is mounted, with what commands share."""

import pytest
import typer
from typer.main import get_command

from songngu.cli import app


def made() -> dict[str, typer.core.TyperCommand]:
    found: dict[str, typer.core.TyperCommand] = {}
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        inside = getattr(command, "commands", None)
        found |= {f"{name} {each}": value for each, value in inside.items()} if inside else {name: command}
    return found


def test_names_are_those_of_the_help() -> None:
    names = set(made())
    assert {"align", "check", "build", "glossary merge", "glossary lint", "lexicon train", "memory search"} <= names


@pytest.mark.parametrize(("name", "command"), made().items())
def test_every_command_tells_what_it_does_and_has_the_shared_options(
    name: str, command: typer.core.TyperCommand
) -> None:
    assert command.help
    options = {option for parameter in command.params for option in parameter.opts}
    assert {"--verbose", "--no-progress"} <= options
