"""The command `songngu words`."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from songngu.align.links.symmetry import Symmetry
from songngu.commands.console import say
from songngu.commands.options import (
    BitextFormat,
    Bitexts,
    ColumnNames,
    OutputFile,
    SourceLang,
    TargetLang,
    check_streams,
    column_names,
    format_for,
)
from songngu.commands.progress import progress

if TYPE_CHECKING:
    from songngu.align.links import LinkedPair


class WordsFormat(StrEnum):
    """How word links are printed."""

    PHARAOH = "pharaoh"
    JSONL = "jsonl"
    HTML = "html"


def words(
    bitexts: Bitexts,
    output: OutputFile = Path("-"),
    format: Annotated[
        WordsFormat | None, typer.Option("--format", help="By default told by the suffix of -o, else pharaoh.")
    ] = None,
    symmetry: Annotated[
        Symmetry, typer.Option("--symmetry", help="How the links of both directions are made into one set.")
    ] = Symmetry.GROWN,
    min_probability: Annotated[
        float, typer.Option("--min-probability", metavar="P", min=0, max=1, help="Leave out links less probable.")
    ] = 0.0,
    no_learning: Annotated[
        bool, typer.Option("--no-learning", help="Learn nothing from the bitext itself: each row stands alone.")
    ] = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", metavar="N", min=1, help="Processes, where there are many rows.")
    ] = None,
    from_format: BitextFormat = None,
    columns: ColumnNames = None,
    source_lang: SourceLang = None,
    target_lang: TargetLang = None,
) -> None:
    """Link the words of bitexts with those that render them.

    Example: songngu words founder.tmx --format html -o words.html
    """
    from songngu.align.links import Linker
    from songngu.corpus.files.guard import check_unguarded
    from songngu.corpus.files.output import atomic_writer
    from songngu.workspace.configuration import find_workspace
    from songngu.workspace.linkable import linked_rows, read_linkable
    from songngu.workspace.runners.local import LocalRunner, cores

    check_unguarded(output)
    kind = format_for(output, format, WordsFormat.PHARAOH)
    given = find_workspace(Path.cwd()).asked_languages(source_lang, target_lang)
    check_streams(bitexts, from_format, "--from")
    with progress("linking words") as bar:
        rows = read_linkable(bitexts, given, format=from_format, columns=column_names(columns))
        linker = Linker.shipped(*rows.langs)
        linker = linker if no_learning else linker.learnt(rows.pairs)
        linked = linked_rows(linker, rows.pairs, symmetry, LocalRunner(jobs or cores()))
        bar.stage("writing")
        with atomic_writer(output, binary=True) as stream:
            for part in _written(kind, (pair.likely(min_probability) for pair in linked), rows.langs):
                stream.write(part.encode())
    for note in (*rows.notes, *([] if rows.rows else ["no row has text on both sides"])):
        say(f"note: {note}")


def _written(kind: WordsFormat, pairs: Iterable[LinkedPair], langs: tuple[str, str]) -> Iterable[str]:
    from songngu.align.links.report import json_lines, page, pharaoh

    if kind is WordsFormat.PHARAOH:
        return pharaoh(pairs)
    return json_lines(pairs, langs) if kind is WordsFormat.JSONL else page(pairs, langs)
