"""The commands of `songngu memory`: the translation memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from songngu.commands.console import print_json, say
from songngu.commands.options import (
    ColumnNames,
    Quiet,
    Report,
    ReportFormat,
    SourceLang,
    TargetLang,
    column_names,
)
from songngu.commands.progress import progress

if TYPE_CHECKING:
    from songngu.workspace.memory.concordance import Concordance

memory_app = typer.Typer(help="The translation memory.", no_args_is_help=True, rich_markup_mode=None)

MemoryFile = Annotated[Path, typer.Argument(metavar="MEMORY", help="The memory, a file.")]


@memory_app.command("add")
def memory_add(
    memory: MemoryFile,
    bitexts: Annotated[list[str], typer.Argument(metavar="BITEXT…", help="Bitexts of any format, folders, globs; -.")],
    source_lang: SourceLang = None,
    target_lang: TargetLang = None,
    columns: ColumnNames = None,
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Pass over what is broken in a bitext.")] = False,
    quiet: Quiet = False,
) -> None:
    """Add bitexts to a memory, which is made if need be; adding one again brings its documents up to date.

    Example: songngu memory add memory.db founder.tmx
    """
    from songngu.corpus.formats.reading import Reading
    from songngu.workspace.memory.adding import add_bitexts

    def reading(name: str) -> Reading:
        return Reading(name, (source_lang, target_lang), keep_going, column_names(columns))

    with progress("adding", quiet=quiet):
        for name, done in add_bitexts(memory, bitexts, reading, lambda note: say(f"note: {note}")):
            if not quiet:
                say(f"{name}: {done}")


@memory_app.command("remove")
def memory_remove(
    memory: MemoryFile,
    documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT…", help="Documents, as stats lists them.")],
    reviewed: Annotated[bool, typer.Option("--reviewed", help="Remove what a person decided, too.")] = False,
) -> None:
    """Remove documents from a memory; rows that a person reviewed stay, without a document.

    Example: songngu memory remove memory.db draft.tmx
    """
    from songngu.corpus.memory.store import Memory

    with Memory(memory) as opened:
        removed, stay = opened.remove(documents, reviewed=reviewed)
    say(f"{removed} removed" + (f"; {stay} reviewed stay without a document" if stay else ""))


@memory_app.command("stats")
def memory_stats(memory: MemoryFile, format: ReportFormat = Report.TEXT) -> None:
    """Tell what a memory holds.

    Example: songngu memory stats memory.db --format json
    """
    from songngu.corpus.memory.store import Memory

    with Memory(memory) as opened:
        stats, documents = opened.stats(), opened.documents()
    if format is Report.JSON:
        print_json(stats)
        return
    typer.echo(f"{stats['rows']} rows in {stats['documents']} documents")
    for pair in stats["pairs"]:
        typer.echo(f"  {pair['source_lang']}-{pair['target_lang']}: {pair['rows']}")
    told = ", ".join(f"{name} {count}" for name, count in stats["statuses"].items() if count)
    typer.echo(f"  {told}" + (f"; without a document {stats['detached']}" if stats["detached"] else ""))
    for document in documents:
        typer.echo(document)


@memory_app.command("verify")
def memory_verify(memory: MemoryFile) -> None:
    """Check that a memory is whole: its pages, its references, its index; exit 1 where it is not.

    Example: songngu memory verify memory.db
    """
    from songngu.corpus.memory.store import Memory

    with Memory(memory) as opened:
        faults = opened.verify()
    for fault in faults:
        typer.echo(fault)
    if faults:
        raise typer.Exit(1)
    say("the memory is whole")


@memory_app.command("export")
def memory_export(
    memory: MemoryFile,
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Where to write; - for stdout.")],
    format: Annotated[str | None, typer.Option("--format", metavar="NAME", help="If no suffix tells.")] = None,
    document: Annotated[
        list[str] | None, typer.Option("--document", metavar="NAME", help="Of this document only; may be repeated.")
    ] = None,
) -> None:
    """Write the rows of a memory as a bitext of any format.

    Example: songngu memory export memory.db -o memory.tmx
    """
    from songngu.workspace.memory.adding import export_memory

    for note in export_memory(memory, output, format, tuple(document or ())):
        say(f"note: {note}")


@memory_app.command("search")
def memory_search(
    memory: MemoryFile,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A word, a phrase or a name, in either language.")],
    also: Annotated[
        list[Path] | None, typer.Option("--also", metavar="MEMORY", help="Another memory to search; may be repeated.")
    ] = None,
    regex: Annotated[bool, typer.Option("--regex", help="TEXT is a regular expression; every row is read.")] = False,
    document: Annotated[
        list[str] | None, typer.Option("--document", metavar="GLOB", help="Of these documents; may be repeated.")
    ] = None,
    status: Annotated[
        list[str] | None, typer.Option("--status", metavar="STATUS", help="auto, accepted or edited; may be repeated.")
    ] = None,
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="Of bitexts from this day on.")] = "",
    probability: Annotated[
        float | None, typer.Option("--min-probability", metavar="P", help="As likely as this, or reviewed.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="The most hits shown.")] = 100,
    format: ReportFormat = Report.TEXT,
) -> None:
    """Show how a word or phrase was rendered so far, the match and its likely rendering marked.

    Example: songngu memory search memory.db "mô hình"
    """
    from contextlib import ExitStack

    from songngu.corpus.memory.search import search_filter
    from songngu.workspace.memory.concordance import as_json, concordance, open_memories

    among = search_filter(document or (), status or (), since, probability)
    with ExitStack() as stack:
        memories = open_memories([memory, *(also or ())], lambda note: say(f"note: {note}"), stack)
        found = concordance(memories, text, among, limit, regex=regex)
    if format is Report.JSON:
        print_json(as_json(found))
    else:
        _show(found)


def _show(found: Concordance) -> None:
    from songngu.corpus.files.display import printable
    from songngu.workspace.memory.concordance import told

    for line in told(found):
        typer.echo(printable(line))
