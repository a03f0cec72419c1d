"""The commands of the corpus: duplicates, segment."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from songngu.corpus.console import Report, ReportFormat, print_json


def mount(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(duplicates)
    app.command()(segment)


def duplicates(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Text or Markdown files.")],
    lang: Annotated[str, typer.Option("--lang", metavar="LANG", help="Language of the files.")] = "vi",
    min_words: Annotated[int, typer.Option("--min-words", metavar="N", help="The shortest passage to report.")] = 20,
    similarity: Annotated[float, typer.Option("--similarity", metavar="X", help="0 to 1: how alike copies are.")] = 0.6,
    format: ReportFormat = Report.TEXT,
) -> None:
    """Report passages that stand more than once, in a file or across files.

    Example: songngu duplicates founder.vi.txt
    """
    from songngu.corpus.duplicates import find_duplicates
    from songngu.corpus.passage_report import passage_json, passage_line
    from songngu.corpus.readers import read_document

    documents = [read_document(path, lang) for path in paths]
    passages = find_duplicates(documents, min_words=min_words, similarity=similarity)
    if format is Report.JSON:
        print_json({"version": 1, "passages": [passage_json(passage) for passage in passages]})
    else:
        for passage in passages:
            typer.echo(passage_line(passage))


def segment(
    path: Annotated[str, typer.Argument(metavar="FILE", help=".txt or .md; - for stdin.")],
    lang: Annotated[str, typer.Option("--lang", metavar="LANG", help="Language of the file.")] = "vi",
    format: ReportFormat = Report.TEXT,
) -> None:
    """Show the sentences of a document, one a line, or with their blocks and spans as JSON.

    Example: songngu segment founder.vi.txt
    """
    from songngu.corpus.readers import read_document

    document = read_document(path, lang)
    if format is Report.TEXT:
        for sentence in document.sentences:
            typer.echo(sentence.text)
        return
    sentences = [
        {
            "id": s.index, "text": s.text, "span": [s.span.start, s.span.end],
            "line": document.position(s.span.start)[0], "block": s.block, "kind": document.blocks[s.block].kind,
        }
        for s in document.sentences
    ]  # fmt: skip
    print_json({"version": 1, "file": Path(path).as_posix(), "lang": lang, "sentences": sentences})
