"""The command `songngu review`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from songngu.commands.console import say
from songngu.commands.options import Glossaries, SourceLang, TargetLang, UiLang
from songngu.corpus.errors import UsageError

Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="BITEXT | SOURCE TARGET", help="What to review; all of the workspace if left out."),
]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Of SOURCE TARGET: the bitext (beside them, a .jsonl)."),
]
Port = Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="Where to listen; any that is free.")]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Write who decided, and when, into the journal.")]
Memory = Annotated[
    list[Path] | None,
    typer.Option("--memory", metavar="FILE", help="A translation memory that is asked; rows go to the first."),
]


def review(
    paths: Paths = None,
    output: Output = None,
    port: Port = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="Open no browser.")] = False,
    ui_lang: UiLang = "en",
    by: By = None,
    glossary: Glossaries = None,
    memory: Memory = None,
    source_lang: SourceLang = None,
    target_lang: TargetLang = None,
) -> None:
    """Open a page on which a person corrects an alignment.

    It is served on this machine alone; its address is the one line on stdout.

    Example: songngu review founder.tmx
    """
    try:
        from songngu.workspace.pages.serving import serve
        from songngu.workspace.review.app import application
    except ModuleNotFoundError as error:
        raise UsageError(
            f"the page needs {error.name}, which is not installed", hint="pip install 'songngu[review]'"
        ) from None
    from songngu.workspace.configuration import find_workspace
    from songngu.workspace.pages.catalogue import Catalogue
    from songngu.workspace.review.opening import ReviewRequest, desk_for

    catalogue = Catalogue(ui_lang)
    workspace = find_workspace(Path.cwd())
    request = ReviewRequest(
        tuple(paths or ()), output, tuple(glossary or ()), (source_lang, target_lang), by, tuple(memory or ())
    )
    desk = desk_for(workspace, request, Path.cwd())

    for path in memory or ():
        if not path.exists():
            say(f"note: {path}: no such memory yet; it is made when rows are added to it")

    def opened(url: str) -> None:
        typer.echo(url)
        if not no_open:
            typer.launch(url)

    try:
        if len(desk.items) == 1:
            for note in desk.open(0).opened.notes:
                say(f"note: {note}")
        serve(application(desk, catalogue), port, opened)
    finally:
        desk.close()
