"""The command line, one command a file: parse, call one function of the library, print."""

from __future__ import annotations

import typer

from songngu.commands import (
    align,
    build,
    check,
    convert,
    duplicates,
    evaluate,
    export,
    glossary,
    glossary_merge,
    help,
    init,
    leaks,
    lexicon,
    memory,
    review,
    rule,
    segment,
    suggest,
    tune,
    words,
)
from songngu.commands.options import with_shared_options

_COMMANDS = (
    align.align, duplicates.duplicates, segment.segment, evaluate.evaluate, init.init, check.check, build.build,
    review.review, rule.rule, export.export, convert.convert, tune.tune, leaks.leaks, words.words,
)  # fmt: skip
_GROUPS = ((glossary.glossary_app, "glossary"), (lexicon.lexicon_app, "lexicon"), (memory.memory_app, "memory"))


def mount(app: typer.Typer) -> None:
    """Add all commands to the command line, in the order in which ``--help`` lists them."""
    for command in _COMMANDS:
        app.command()(with_shared_options(command))
    glossary.glossary_app.command("merge")(glossary_merge.merge)
    glossary.glossary_app.command("suggest")(suggest.suggest)
    app.command("help")(help.help_command)
    for group, name in _GROUPS:
        for each in group.registered_commands:
            each.callback = with_shared_options(each.callback) if each.callback else None
        app.add_typer(group, name=name)
