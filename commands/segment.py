"""The command `songngu segment`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from songngu.commands.console import print_json, warn_of
from songngu.commands.options import EncodingName, MainText, Report, ReportFormat, TrustLanguages, WrapLines
from songngu.corpus.files.display import printable
from songngu.corpus.language.names import read_tag
from songngu.corpus.readers.extraction import Wrap

FileToRead = Annotated[
    str,
    typer.Argument(metavar="FILE", help="Text, Markdown, HTML, PDF, DOCX, PPTX, ODT, EPUB, SRT or VTT; - for stdin."),
]
Lang = Annotated[
    str | None,
    typer.Option("--lang", metavar="LANG", parser=read_tag, help="Language of the file; by default, told from it."),
]
ReadingReport = Annotated[
    bool, typer.Option("--report", help="Instead, how many characters were read and left out, and why.")
]


def segment(
    path: FileToRead,
    lang: Lang = None,
    trust_languages: TrustLanguages = False,
    encoding: EncodingName = None,
    main: MainText = False,
    wrap: WrapLines = Wrap.AUTO,
    report: ReadingReport = False,
    format: ReportFormat = Report.TEXT,
) -> None:
    """Show the sentences of a document.

    A sentence a line or, as JSON, with their blocks and spans.

    Example: songngu segment contract.docx --report
    """
    from songngu.corpus.files.copy_name import url_of
    from songngu.corpus.readers import document_bytes, extract, read_document
    from songngu.corpus.readers.extraction import Extraction
    from songngu.corpus.readers.pair_languages import read_in_its_language
    from songngu.corpus.readers.reading_report import reading_report, report_json, report_lines
    from songngu.corpus.readers.sentence_report import sentence_json
    from songngu.workspace.declared import declared

    data, said = document_bytes(path), declared(path)
    encoding = encoding or said.encoding
    document = read_in_its_language(
        lambda lang: read_document(path, lang, encoding=encoding, main=main, wrap=wrap, data=data),
        lang or said.lang,
        trust=trust_languages,
        expected=said.langs,
    )
    warn_of(document)
    head = {"version": 1, "file": url_of(path) or Path(path).as_posix(), "lang": document.lang}
    lines: Iterable[str] = (sentence.text for sentence in document.sentences)
    if report:
        extraction = Extraction(document.lang, encoding, main, wrap)
        found = reading_report(extract(path, extraction, data), extraction)
        body, lines = report_json(found), report_lines(found)
    else:
        body = {"sentences": sentence_json(document)}
    if format is Report.JSON:
        print_json(head | body)
        return
    shown = printable if sys.stdout.isatty() else str
    for line in lines:
        typer.echo(shown(line))
