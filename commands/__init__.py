"""The command line, one command a file: parse, call one function of the library, print."""

from __future__ import annotations

import typer

from songngu.commands.align import align
from songngu.commands.build import build
from songngu.commands.check import check
from songngu.commands.convert import convert
from songngu.commands.duplicates import duplicates
from songngu.commands.evaluate import evaluate
from songngu.commands.export import export
from songngu.commands.glossary import glossary_app
from songngu.commands.help import help_command
from songngu.commands.init import init
from songngu.commands.leaks import leaks
from songngu.commands.lexicon import lexicon_app
from songngu.commands.memory import memory_app
from songngu.commands.options import with_shared_options
from songngu.commands.review import review
from songngu.commands.rule import rule
from songngu.commands.segment import segment
from songngu.commands.tune import tune


def mount(app: typer.Typer) -> None:
    """Add all commands to the command line, in the order in which ``--help`` lists them."""
    for command in (
        align,
        duplicates,
        segment,
        evaluate,
        init,
        check,
        build,
        review,
        rule,
        export,
        convert,
        tune,
        leaks,
    ):
        app.command()(with_shared_options(command))
    app.command("help")(help_command)
    for group, name in ((glossary_app, "glossary"), (lexicon_app, "lexicon"), (memory_app, "memory")):
        for each in group.registered_commands:
            each.callback = with_shared_options(each.callback) if each.callback else None
        app.add_typer(group, name=name)
