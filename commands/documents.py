"""The commands of the corpus: convert, duplicates, export, segment."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from songngu.commands.console import EncodingName, MainText, Report, ReportFormat, print_json, say, warn_of
from songngu.commands.export import export
from songngu.corpus.errors import InputError


def mount(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(convert)
    app.command()(duplicates)
    app.command()(export)
    app.command()(segment)


def duplicates(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files and folders: texts, bitexts, Parquet.")],
    lang: Annotated[str, typer.Option("--lang", metavar="LANG", help="Language of the files.")] = "vi",
    min_words: Annotated[int, typer.Option("--min-words", metavar="N", help="The shortest passage to report.")] = 20,
    similarity: Annotated[float, typer.Option("--similarity", metavar="X", help="0 to 1: how alike copies are.")] = 0.6,
    within: Annotated[bool, typer.Option("--within", help="Only copies in the same file.")] = False,
    across: Annotated[bool, typer.Option("--across", help="Only copies in different files.")] = False,
    against: Annotated[
        list[str] | None,
        typer.Option("--against", metavar="PATH", help="Report only what stands in these files too, a test set say."),
    ] = None,
    ignore: Annotated[
        str | None, typer.Option("--ignore", metavar="FILE", help="Fingerprints of what is accepted, one a line.")
    ] = None,
    column: Annotated[
        str | None, typer.Option("--column", metavar="NAME", help="The column of Parquet files to search.")
    ] = None,
    memory: Annotated[int, typer.Option("--memory", metavar="MB", help="Memory for the rows of Parquet files.")] = 512,
    format: Annotated[str | None, typer.Option("--format", help="text, json, jsonl, html or ignore.")] = None,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="OUT", help="Report to this file; with --remove, the folder.")
    ] = "-",
    remove: Annotated[
        bool, typer.Option("--remove", help="Write copies of the files without later passages into -o DIR.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over files in the folder.")] = False,
    fail: Annotated[bool, typer.Option("--fail", help="Exit with 1 when anything is found.")] = False,
) -> None:
    """Report passages and rows that stand more than once, in a file or across files.

    Example: songngu duplicates corpus/ --against test/ --fail
    """
    from songngu.corpus.duplicates.delivery import deliver
    from songngu.corpus.duplicates.inventory import Options, survey
    from songngu.corpus.duplicates.report import summary
    from songngu.corpus.duplicates.scope import chosen_reach

    reach = chosen_reach(within=within, across=across)
    options = Options(lang, min_words, similarity, reach, tuple(against or ()), ignore, column, memory)
    found = survey(paths, options)
    count = deliver(found, output, format, remove=remove, force=force)
    for line in summary(found):
        say(line)
    if found.unreadable:
        raise typer.Exit(InputError.exit_code)
    if fail and count:
        raise typer.Exit(1)


def convert(
    source: Annotated[str, typer.Argument(metavar="IN", help="The bitext to read; - for stdin.")],
    output: Annotated[str, typer.Argument(metavar="OUT", help="Where to write it; - for stdout.")],
    source_lang: Annotated[
        str | None, typer.Option("--source-lang", metavar="LANG", help="The source, where IN has more languages.")
    ] = None,
    target_lang: Annotated[
        str | None, typer.Option("--target-lang", metavar="LANG", help="The target, where IN has more languages.")
    ] = None,
    from_format: Annotated[
        str | None, typer.Option("--from", metavar="FORMAT", help="Format of IN, where its suffix does not tell.")
    ] = None,
    to_format: Annotated[
        str | None, typer.Option("--to", metavar="FORMAT", help="Format of OUT, where its suffix does not tell.")
    ] = None,
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Pass over what is broken in IN.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over what is at OUT.")] = False,
) -> None:
    """Write a bitext in another format, and say what that format cannot keep.

    Example: songngu convert memory.tmx corpus.parquet
    """
    from songngu.corpus.formats.conversion import convert
    from songngu.corpus.formats.reading import Reading

    reading = Reading(source, (source_lang, target_lang), keep_going)
    for note in convert(source, output, reading, from_format=from_format, to_format=to_format, force=force):
        say(f"note: {note}")


def segment(
    path: Annotated[
        str,
        typer.Argument(metavar="FILE", help="Text, Markdown, HTML, DOCX, ODT, EPUB, SRT or VTT; - for text on stdin."),
    ],
    lang: Annotated[str, typer.Option("--lang", metavar="LANG", help="Language of the file.")] = "vi",
    encoding: EncodingName = None,
    main: MainText = False,
    format: ReportFormat = Report.TEXT,
) -> None:
    """Show the sentences of a document, one a line, or with their blocks and spans as JSON.

    Example: songngu segment founder.vi.txt
    """
    from songngu.corpus.readers import read_document
    from songngu.corpus.readers.sentence_report import sentence_json

    document = read_document(path, lang, encoding=encoding, main=main)
    warn_of(document)
    if format is Report.JSON:
        print_json({"version": 1, "file": Path(path).as_posix(), "lang": lang, "sentences": sentence_json(document)})
        return
    for sentence in document.sentences:
        typer.echo(sentence.text)
