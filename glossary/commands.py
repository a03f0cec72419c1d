"""The commands of the glossary: check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from songngu.corpus.console import PreSplit, Report, ReportFormat, SourceLang, TargetLang, print_json, read_pair, say


def mount(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(check)


def check(
    source: Annotated[str, typer.Argument(metavar="SOURCE")],
    target: Annotated[str, typer.Argument(metavar="TARGET")],
    glossary: Annotated[Path, typer.Option("--glossary", metavar="FILE", help="The glossary, a CSV file.")],
    source_lang: SourceLang = "vi",
    target_lang: TargetLang = "en",
    pre_split: PreSplit = False,
    format: ReportFormat = Report.TEXT,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever is found.")] = False,
) -> None:
    """Check a rendering against the glossary: exit 1 where a term is missing or rendered wrongly.

    Example: songngu check founder.vi.txt founder.en.txt --glossary glossary.csv
    """
    from songngu.align.alignment import align_documents, to_bitext
    from songngu.glossary.check import check_bitext
    from songngu.glossary.formats import read_glossary
    from songngu.glossary.reports.text import render

    terms = read_glossary(glossary)
    documents = read_pair(source, target, (source_lang, target_lang), pre_split=pre_split)
    bitext = to_bitext(align_documents(*documents))
    files = zip((bitext["source_file"], bitext["target_file"]), documents, strict=True)
    findings = check_bitext(bitext, terms, documents={column[0]: document for column, document in files if len(column)})
    if format is Report.JSON:
        print_json({"version": 1, "findings": [finding.as_json() for finding in findings]})
    elif findings:
        typer.echo(render(findings), nl=False)
    if findings:
        say(f"{len(findings)} finding{'s' if len(findings) > 1 else ''}")
        raise typer.Exit(0 if exit_zero else 1)
